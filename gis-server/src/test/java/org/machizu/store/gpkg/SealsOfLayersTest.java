package org.machizu.store.gpkg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.machizu.access.AuditEntry;
import org.machizu.access.AuditEntry.Action;
import org.machizu.audit.ChainReport;
import org.machizu.audit.Sealer;
import org.machizu.jobs.Progress;
import org.machizu.layers.Change;
import org.machizu.layers.StoreFixture;
import org.machizu.layers.StoreTesting;
import org.machizu.store.sql.Sql;

/** Each file with layers has a chain of its own besides that of the operations file. */
class SealsOfLayersTest extends StoreTesting {
  @TempDir Path folder;

  @Override
  protected StoreFixture openStore() {
    return new GpkgFixture(folder);
  }

  private TownFolder town() {
    return ((GpkgFixture) store).town();
  }

  private Path heads() {
    return folder.resolve("audit-heads");
  }

  private Sealer sealer() {
    return new Sealer(town().auditChains(), heads(), clock);
  }

  private void signIns(int count) {
    for (int i = 0; i < count; i++) {
      town().audit().append(AuditEntry.of(clock.instant(), PLANNER, Action.SIGN_IN, "planner" + i));
    }
  }

  private static List<ChainReport.Flaw> flaws(List<ChainReport> reports) {
    return reports.stream().flatMap(r -> r.problems().stream()).toList();
  }

  @Test
  void whatNobodyHasTouchedHolds() throws Exception {
    signIns(3);
    sealer().pass();
    signIns(3);
    create("shelters", SHELTERS);
    add("shelters", point(144, 44), shelter("施設名", "A"));
    sealer().pass();
    store.reopen();

    List<ChainReport> reports = sealer().verify(List.of(), Progress.SILENT);

    assertThat(flaws(reports)).isEmpty();
    assertThat(reports)
        .extracting(ChainReport::chain, ChainReport::lines, ChainReport::batches)
        .contains(tuple("operations.db", 6L, 2L), tuple("town.gpkg", 2L, 1L));
  }

  @Test
  void manyWritersAndTheSealerDoNotHinderEachOther() throws Exception {
    create("shelters", SHELTERS);
    ExecutorService writers = Executors.newFixedThreadPool(6);
    try (Sealer running = sealer()) {
      running.start();
      List<Callable<Boolean>> work = new ArrayList<>();
      for (int w = 0; w < 3; w++) {
        work.add(() -> {
          signIns(50);
          return true;
        });
        work.add(() -> {
          for (int i = 0; i < 20; i++) {
            apply("shelters", new Change.Create(point(144, 44), shelter("施設名", "A")));
          }
          return true;
        });
      }
      for (var done : writers.invokeAll(work)) {
        assertThat(done.get()).isTrue();
      }
      try (Connection other =
          DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("town.gpkg"))) {
        Sql.execute(other, "PRAGMA busy_timeout = 5000");
        GeometryFunctions.register(other);
        Sql.update(other, "UPDATE shelters SET capacity = 5");
      }
    } finally {
      writers.shutdownNow();
    }

    List<ChainReport> reports = sealer().verify(List.of(), Progress.SILENT);
    assertThat(flaws(reports)).isEmpty();
    assertThat(reports).allMatch(r -> r.unsealed() == 0);
    assertThat(reports)
        .extracting(ChainReport::chain, ChainReport::lines)
        .containsExactlyInAnyOrder(
            tuple("operations.db", 150L), tuple("town.gpkg", 121L), tuple("personal/watch.db", 0L));
  }
}
