package org.machizu.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.machizu.access.AccessForTest;
import org.machizu.geo.feature.Feature;
import org.machizu.jobs.CancelledException;
import org.machizu.jobs.Progress;
import org.machizu.layers.Change;

/** Others go on working while a large file comes in, and see all of it or nothing. */
@Timeout(300)
class ImportBesideEditsTest {
  private static final int ROWS = 100_000;
  private static final ImportOptions PLAIN = ImportOptions.DEFAULT;

  @TempDir Path folder;
  private ImportBench bench;

  @BeforeEach
  void newTown() {
    bench = new ImportBench(folder);
  }

  @AfterEach
  void closeTown() {
    bench.close();
  }

  private Path rows(String file, int from, String name) throws Exception {
    List<String> lines = new ArrayList<>(List.of("no,name,lat,lon"));
    for (int i = from; i < ROWS; i++) {
      lines.add(i + "," + name + ",42.8,141." + (800_000 + i));
    }
    return bench.file(file, lines.toArray(String[]::new));
  }

  /** A clerk who changes one feature again and again, and notes what was answered. */
  private final class Clerk {
    private final String layer;
    private final Feature feature;
    private final Thread thread = new Thread(this::work, "clerk");
    private final CountDownLatch mayBegin = new CountDownLatch(1);
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private volatile boolean stop;
    private volatile int answered;
    private long longestWaitNanos;

    Clerk(String layer, Feature feature) {
      this.layer = layer;
      this.feature = feature;
      thread.start();
    }

    private void work() {
      try {
        mayBegin.await();
        while (!stop) {
          long begun = System.nanoTime();
          bench
              .store()
              .apply(
                  AccessForTest.editRight(ImportBench.layer(layer)),
                  List.of(
                      new Change.Update(
                          feature.id(), null, null, Map.of("name", "edit " + (answered + 1)))));
          longestWaitNanos = Math.max(longestWaitNanos, System.nanoTime() - begun);
          answered++;
          LockSupport.parkNanos(2_000_000);
        }
      } catch (Throwable e) {
        failure.set(e);
      }
    }

    /** Waits until some edits have been answered. */
    void goOnFor(int edits) {
      mayBegin.countDown();
      int until = answered + edits;
      while (answered < until && failure.get() == null) {
        LockSupport.parkNanos(1_000_000);
      }
    }

    int end() throws InterruptedException {
      stop = true;
      mayBegin.countDown();
      thread.join();
      assertThat(failure.get()).isNull();
      System.out.printf(
          "%d edits beside an import, longest wait %d ms%n",
          answered, longestWaitNanos / 1_000_000);
      return answered;
    }
  }

  /** In the middle of staging, holds the import until edits were answered. */
  private static Progress heldUpBy(Clerk clerk) {
    return new Progress() {
      private boolean held;

      @Override
      public void report(double fraction) {
        if (!held && fraction > 0.3 && fraction < 0.8) {
          held = true;
          clerk.goOnFor(20);
        }
      }

      @Override
      public boolean isCancelled() {
        return false;
      }
    };
  }

  private ImportReport run(Path file, ImportOptions options, Progress progress) throws Exception {
    return bench
        .importer()
        .run(
            new ImportRequest(file, ImportBench.layer("s"), ImportBench.PLANNER, options),
            progress);
  }

  private long versions(String layer, Feature feature) {
    return bench.versions(layer, feature.id());
  }

  @Test
  void editsOfOtherFeaturesAreAnsweredAndKeptDuringAnImportByKey() throws Exception {
    bench.load(rows("a.csv", 0, "old"), "s", PLAIN);
    Feature edited = bench.by("s", "no").get("0");
    Clerk clerk = new Clerk("s", edited);

    ImportReport report = run(rows("b.csv", 1, "new"), PLAIN.byKey("no", false), heldUpBy(clerk));
    clerk.goOnFor(1);
    int answered = clerk.end();

    assertThat(report.outcome().updated()).isEqualTo(ROWS - 1);
    assertThat(answered).isGreaterThanOrEqualTo(20);
    Map<String, Feature> after = bench.by("s", "no");
    assertThat(after).hasSize(ROWS);
    assertThat(after.remove("0").get("name")).isEqualTo("edit " + answered);
    assertThat(after.values()).allSatisfy(f -> assertThat(f.get("name")).isEqualTo("new"));
    assertThat(versions("s", edited)).isEqualTo(answered);
  }

  @Test
  void editsOfAnotherLayerAreAnsweredAndKeptWhileALayerIsReplaced() throws Exception {
    bench.load(bench.file("o.csv", "no,name,lat,lon", "1,a,42.8,141.8"), "other", PLAIN);
    Feature edited = bench.features("other").getFirst();
    Clerk clerk = new Clerk("other", edited);

    ImportReport report = run(rows("a.csv", 0, "new"), PLAIN, heldUpBy(clerk));
    clerk.goOnFor(1);
    int answered = clerk.end();

    assertThat(report.imported()).isEqualTo(ROWS);
    assertThat(bench.features("other").getFirst().get("name")).isEqualTo("edit " + answered);
    assertThat(versions("other", edited)).isEqualTo(answered);
  }

  @Test
  void anImportThatIsCancelledInTheMiddleLeavesLayerAndFileAsTheyWere() throws Exception {
    bench.load(bench.file("o.csv", "no,name,lat,lon", "1,a,42.8,141.8"), "s", PLAIN);
    var entry = bench.entry("s");
    List<String> tables = tables();
    Path file = rows("a.csv", 0, "new");
    for (ImportOptions options : List.of(PLAIN, PLAIN.byKey("no", true))) {
      assertThatThrownBy(() -> run(file, options, cancelledInTheMiddle()))
          .isInstanceOf(CancelledException.class);
      assertThat(bench.entry("s")).isEqualTo(entry);
      assertThat(bench.features("s")).singleElement().returns("a", f -> f.get("name"));
    }
    assertThat(tables()).isEqualTo(tables);
  }

  private static Progress cancelledInTheMiddle() {
    return new Progress() {
      private boolean cancelled;

      @Override
      public void report(double fraction) {
        cancelled |= fraction > 0.4;
      }

      @Override
      public boolean isCancelled() {
        return cancelled;
      }
    };
  }

  /** What the file holds after closing it: a server may tidy up beside its work. */
  private List<String> tables() throws Exception {
    bench.close();
    try (Connection connection =
            DriverManager.getConnection(
                "jdbc:sqlite:" + folder.resolve("town").resolve("town.gpkg"));
        var statement = connection.createStatement();
        var row =
            statement.executeQuery(
                "SELECT type || ' ' || name FROM sqlite_master UNION ALL SELECT 'contents ' || table_name FROM gpkg_contents ORDER BY 1")) {
      List<String> names = new ArrayList<>();
      while (row.next()) {
        names.add(row.getString(1));
      }
      return names;
    } finally {
      assertThat(Files.exists(folder.resolve("town").resolve("town.gpkg-wal"))).isFalse();
      bench = new ImportBench(folder);
    }
  }
}
