package org.machizu.store.gpkg;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.machizu.layers.RasterStoreContract;
import org.machizu.layers.StoreFixture;
import org.machizu.store.sql.Sql;

class GpkgRasterStoreTest extends RasterStoreContract {
  @TempDir Path folder;

  @Override
  protected StoreFixture openStore() throws Exception {
    return new GpkgFixture(Files.createTempDirectory(folder, "town"));
  }

  private Path townFile() {
    return ((GpkgFixture) store).townFile();
  }

  @Test
  void gdalReadsTheGridWithItsNumbersAndTheGap() throws Exception {
    createGrid("flood_depth");
    importGrid("flood_depth", 1.5f);
    store.close();

    String source = "GPKG:" + townFile() + ":flood_depth";
    assertThat(Program.run("gdalinfo", source).output())
        .contains("JGD2011 / Japan Plane Rectangular CS XII")
        .contains("Size is 300, 200")
        .contains("Origin = (1000.000000000000000,-2000.000000000000000)")
        .contains("Pixel Size = (5.000000000000000,-5.000000000000000)")
        .contains("Overviews: 150x100")
        .doesNotContain("ERROR");
    assertThat(Program.run("gdallocationinfo", "-valonly", source, "299", "150").output().strip())
        .isEqualTo("1.5");
    assertThat(Program.run("gdallocationinfo", "-valonly", source, "10", "10").output().strip())
        .startsWith("-3.40282");
    store = new GpkgFixture(townFile().getParent());
  }

  @Test
  void whatWasReplacedIsGoneFromTheFile() throws Exception {
    createGrid("flood_depth");
    importGrid("flood_depth", 1.5f);
    importGrid("flood_depth", 2.5f);
    try (Connection c = DriverManager.getConnection("jdbc:sqlite:" + townFile())) {
      assertThat(
              Sql.strings(
                  c,
                  "SELECT name FROM sqlite_master WHERE name LIKE 'machizu_e%content' OR name LIKE 'machizu_e%log'"))
          .hasSize(1);
      assertThat(Sql.number(c, "SELECT count(*) FROM machizu_raster")).isEqualTo(1);
      assertThat(
              Sql.number(
                  c,
                  "SELECT count(*) FROM gpkg_2d_gridded_tile_ancillary a LEFT JOIN flood_depth t ON t.id = a.tpudt_id WHERE t.id IS NULL"))
          .isZero();
    }
  }

  @Test
  void anImportThatStoppedInTheMiddleIsClearedAtTheNextStart() throws Exception {
    createGrid("flood_depth");
    importGrid("flood_depth", 1.5f);
    var staged = store.rasters().stage(right("flood_depth"), grid());
    float[] block = new float[256 * 256];
    Arrays.fill(block, 9f);
    staged.addBlock(0, 0, 0, block);
    store.reopen();
    try (Connection c = DriverManager.getConnection("jdbc:sqlite:" + townFile())) {
      assertThat(Sql.number(c, "SELECT count(*) FROM machizu_epoch WHERE state = 'staging'"))
          .isZero();
    }
    assertThat(numberAt("flood_depth", 1, 0, 0)).isEqualTo(1.5f);
  }
}
