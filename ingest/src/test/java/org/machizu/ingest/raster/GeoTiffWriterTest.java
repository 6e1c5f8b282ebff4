package org.machizu.ingest.raster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.machizu.geo.crs.Crs;
import org.machizu.geo.feature.LayerKind;
import org.machizu.ingest.format.Gdal;

class GeoTiffWriterTest {
  @TempDir private Path folder;

  @Test
  void anImageComesBackPixelByPixel() throws Exception {
    Path file = Rasters.image(folder);
    assertThat(RasterFormats.recognise(file)).isTrue();
    assertThat(Rasters.readImage(file)).isEqualTo(Rasters.colours());
    try (RasterReader reader = RasterFormats.open(file, null)) {
      assertThat(reader.info().kind()).isEqualTo(LayerKind.IMAGE);
      assertThat(reader.info().placement()).isEqualTo(Rasters.PLACEMENT);
      assertThat(reader.info().levels())
          .containsExactly(
              new RasterInfo.Level(700, 500),
              new RasterInfo.Level(350, 250),
              new RasterInfo.Level(175, 125));
    }
  }

  @Test
  void aGridComesBackNumberByNumberWithItsGaps() throws Exception {
    Path file = Rasters.grid(folder);
    assertThat(Rasters.readGrid(file)).isEqualTo(Rasters.depths());
    try (RasterReader reader = RasterFormats.open(file, null)) {
      assertThat(reader.info().kind()).isEqualTo(LayerKind.GRID);
      assertThat(reader.info().noData()).contains("-9999.0");
      float[] half = reader.readGrid(1, new Window(10, 20, 2, 1));
      assertThat(half).containsExactly(Rasters.depth(20, 40), Rasters.depth(22, 40));
    }
  }

  @Test
  void overviewsOfAnImageHaveTheMeanColour() throws Exception {
    BufferedImage chess = new BufferedImage(600, 300, BufferedImage.TYPE_INT_ARGB);
    for (int i = 0; i < 600 * 300; i++) {
      boolean white = (i % 600 + i / 600) % 2 == 0;
      chess.setRGB(i % 600, i / 600, i % 600 < 300 ? white ? -1 : 0xff000000 : 0);
    }
    Path file = folder.resolve("chess.tif");
    GeoTiffWriter.writeImage(
        file, new Placement(Crs.WEB_MERCATOR, 1.6e7, 5e6, 1, 1, 600, 300), chess);
    try (RasterReader reader = RasterFormats.open(file, null)) {
      int[] row = reader.readImage(1, new Window(0, 75, 300, 1));
      assertThat(row[10]).isEqualTo(0xff808080);
      assertThat(row[200]).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void overviewsOfOddSizesHaveTheirColourUpToTheLastColumnAndRow(boolean alpha) throws Exception {
    Path file = folder.resolve("odd.tif");
    int red = 0xffc83214;
    Placement placement = new Placement(Crs.WEB_MERCATOR, 1.6e7, 5e6, 1, 1, 1_301, 777);
    GeoTiffWriter.writeImage(
        file,
        placement,
        alpha,
        window -> {
          int[] pixels = new int[window.pixels()];
          Arrays.fill(pixels, red);
          return pixels;
        });
    try (RasterReader reader = RasterFormats.open(file, null)) {
      assertThat(reader.info().levels())
          .contains(new RasterInfo.Level(651, 389), new RasterInfo.Level(163, 98));
      for (int level = 0; level < reader.info().levels().size(); level++) {
        RasterInfo.Level size = reader.info().levels().get(level);
        int[] pixels = reader.readImage(level, new Window(0, 0, size.width(), size.height()));
        assertThat(pixels).as("level " + level).containsOnly(red);
      }
    }
  }

  @Test
  void gdalReadsThePlaceTheValuesAndTheOverviews() throws Exception {
    Path file = Rasters.grid(folder);
    assertThat(Gdal.run("gdalinfo", file))
        .contains("JGD2011 / Japan Plane Rectangular CS XII")
        .contains("ID[\"EPSG\",6680]")
        .contains("Origin = (-50000.000000000000000,-120000.000000000000000)")
        .contains("Pixel Size = (0.500000000000000,-0.250000000000000)")
        .contains("NoData Value=-9999")
        .contains("Overviews: 350x250, 175x125")
        .contains("Block=256x256 Type=Float32")
        .doesNotContain("ERROR")
        .doesNotContain("Warning");
    // East 50 m, south 25 m of the corner: column 100, row 100.
    String at =
        Gdal.run("gdallocationinfo", "-valonly", "-geoloc", file, "-49949.9", "-120025.1").strip();
    assertThat(Float.parseFloat(at)).isCloseTo(4f, within(1e-6f));
  }

  @Test
  void gdalReadsAnImageInEverySystem() throws Exception {
    for (int epsg : new int[] {6669, 6687, 2454, 4326, 6668, 4612, 3857}) {
      Crs crs = new Crs(epsg);
      Path file = folder.resolve(epsg + ".tif");
      boolean degrees = crs.isGeographic();
      Placement placement =
          new Placement(
              crs,
              degrees ? 141 : 5000,
              degrees ? 43 : 6000,
              1e-5,
              1e-5,
              Rasters.WIDTH,
              Rasters.HEIGHT);
      GeoTiffWriter.writeImage(file, placement, false, w -> Rasters.cut(Rasters.colours(), w));
      assertThat(Gdal.run("gdalinfo", file))
          .contains("ID[\"EPSG\"," + epsg + "]]\nData axis")
          .doesNotContain("ERROR");
      assertThat(Gdal.run("gdallocationinfo", "-valonly", file, "300", "123").strip())
          .isEqualTo("44\n123\n225");
      try (RasterReader reader = RasterFormats.open(file, null)) {
        assertThat(reader.info().placement()).isEqualTo(placement);
      }
    }
  }
}
