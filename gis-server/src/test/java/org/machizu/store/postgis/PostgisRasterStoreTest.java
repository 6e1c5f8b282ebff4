package org.machizu.store.postgis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.machizu.layers.LayerConflictException;
import org.machizu.layers.RasterStoreContract;
import org.machizu.layers.StagedRaster;
import org.machizu.layers.StoreFixture;
import org.machizu.store.sql.Sql;

class PostgisRasterStoreTest extends RasterStoreContract {
  private static final String LAYER = "flood_depth";

  @Override
  protected StoreFixture openStore() {
    return new PostgisFixture();
  }

  private Address address() {
    return ((PostgisFixture) store).address();
  }

  private TownDatabase otherServer() {
    return TownDatabase.open(address(), StoreFixture.MUNICIPALITY, Clock.systemUTC());
  }

  private List<String> tables() throws Exception {
    try (Connection c = Cluster.shared().connect(address())) {
      return Sql.strings(
          c,
          "SELECT schemaname || '.' || tablename FROM pg_tables WHERE tablename LIKE '%pixels' ORDER BY 1");
    }
  }

  private long number(String sql) throws Exception {
    try (Connection c = Cluster.shared().connect(address())) {
      return Sql.numberOr(c, -1, sql);
    }
  }

  private static float[] filled(float number) {
    float[] block = new float[256 * 256];
    Arrays.fill(block, number);
    return block;
  }

  @Test
  void whatWasReplacedIsGoneFromTheDatabase() throws Exception {
    createGrid(LAYER);
    importGrid(LAYER, 1.5f);
    importGrid(LAYER, 2.5f);
    assertThat(tables()).hasSize(1).first().asString().startsWith("machizu_layers.");
    assertThat(number("SELECT count(*) FROM machizu.raster")).isEqualTo(1);
    assertThat(numberAt(LAYER, 1, 0, 0)).isEqualTo(2.5f);
  }

  @Test
  void whoReadsGoesOnReadingWhatWasThereAndItGoesWithTheNextImport() throws Exception {
    createGrid(LAYER);
    importGrid(LAYER, 1.5f);
    float read =
        store
            .rasters()
            .read(
                view(LAYER),
                pixels -> {
                  importGrid(LAYER, 2.5f);
                  return pixels.block(0, 1, 0).orElseThrow()[0];
                });
    assertThat(read).isEqualTo(1.5f);
    assertThat(numberAt(LAYER, 1, 0, 0)).isEqualTo(2.5f);
    assertThat(tables()).hasSize(2);
    store.reopen();
    assertThat(tables()).hasSize(1);
  }

  @Test
  void readersNeverSeeHalfAnImportNorATableThatIsGone() throws Exception {
    createGrid(LAYER);
    importGrid(LAYER, 0f);
    AtomicBoolean ends = new AtomicBoolean();
    try (TownDatabase other = otherServer();
        ExecutorService threads = Executors.newFixedThreadPool(2)) {
      List<Future<Integer>> readers =
          List.of(
              threads.submit(() -> readUntil(ends, store.rasters())),
              threads.submit(() -> readUntil(ends, other.rasters())));
      for (int i = 1; i <= 15; i++) {
        importGrid(LAYER, i);
      }
      ends.set(true);
      for (Future<Integer> reader : readers) {
        assertThat(reader.get(30, TimeUnit.SECONDS)).isPositive();
      }
    }
  }

  private int readUntil(AtomicBoolean ends, org.machizu.layers.RasterStore rasters) {
    int reads = 0;
    do {
      boolean agree =
          rasters.read(
              view(LAYER),
              pixels ->
                  pixels.block(0, 0, 0).orElseThrow()[255]
                      == pixels.block(1, 0, 0).orElseThrow()[255]);
      assertThat(agree).isTrue();
      reads++;
    } while (!ends.get());
    return reads;
  }

  @Test
  void oneImportAtATimeOverAllServersAndTheOthersSeeItAtOnce() {
    createGrid(LAYER);
    try (TownDatabase other = otherServer()) {
      try (StagedRaster staged = store.rasters().stage(right(LAYER), grid())) {
        assertThatThrownBy(() -> other.rasters().stage(right(LAYER), grid()))
            .isInstanceOfSatisfying(
                LayerConflictException.class, e -> assertThat(e.code()).isEqualTo("layer-busy"));
        staged.addBlock(0, 1, 0, filled(4f));
        staged.publish();
      }
      assertThat(
              other
                  .rasters()
                  .<Float>read(view(LAYER), pixels -> pixels.block(0, 1, 0).orElseThrow()[0]))
          .isEqualTo(4f);
    }
  }

  @Test
  void anImportThatIsGivenUpLeavesNothing() throws Exception {
    createGrid(LAYER);
    importGrid(LAYER, 1.5f);
    long epochs = number("SELECT count(*) FROM machizu.epoch");
    try (StagedRaster staged = store.rasters().stage(right(LAYER), grid())) {
      staged.addBlock(0, 0, 0, filled(9f));
      assertThat(tables()).hasSize(2);
    }
    assertThat(tables()).hasSize(1);
    assertThat(number("SELECT count(*) FROM machizu.epoch")).isEqualTo(epochs);
    assertThat(number("SELECT count(*) FROM machizu.raster")).isEqualTo(1);
  }

  @Test
  void anImportWhoseServerDiedIsClearedAtTheNextStart() throws Exception {
    createGrid(LAYER);
    importGrid(LAYER, 1.5f);
    StagedRaster staged = store.rasters().stage(right(LAYER), grid());
    staged.addBlock(0, 0, 0, filled(9f));
    otherServer().close();
    assertThat(tables()).as("who still builds is let alone").hasSize(2);
    try (Connection c = Cluster.shared().connect(address())) {
      var unused =
          Sql.strings(
              c,
              "SELECT pg_terminate_backend(pid, 10000)::text FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");
    }
    store.reopen();
    assertThat(tables()).hasSize(1);
    assertThat(number("SELECT count(*) FROM machizu.epoch WHERE state = 'staging'")).isZero();
    assertThat(numberAt(LAYER, 1, 0, 0)).isEqualTo(1.5f);
  }

  @Test
  void anotherProgramThatMayEditLayersSeesNoPixelsTable() throws Exception {
    createGrid(LAYER);
    importGrid(LAYER, 1.5f);
    for (String role : List.of(Grants.EDITORS, Grants.READERS)) {
      assertThat(
              number(
                  "SELECT count(*) FROM pg_tables WHERE tablename LIKE '%%pixels' AND has_table_privilege('%s', schemaname || '.' || tablename, 'SELECT')"
                      .formatted(role)))
          .as(role)
          .isZero();
    }
  }
}
