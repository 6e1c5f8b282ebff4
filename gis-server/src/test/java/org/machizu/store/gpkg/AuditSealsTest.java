package org.machizu.store.gpkg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.machizu.access.AuditEntry;
import org.machizu.access.AuditEntry.Action;
import org.machizu.audit.ChainReport;
import org.machizu.audit.ChainReport.Kind;
import org.machizu.audit.Head;
import org.machizu.audit.HeadsText;
import org.machizu.audit.Sealer;
import org.machizu.jobs.CancelledException;
import org.machizu.jobs.Progress;
import org.machizu.layers.Change;
import org.machizu.layers.StoreFixture;
import org.machizu.layers.StoreTesting;
import org.machizu.store.sql.Sql;

/** The chain of seals: what was tampered with is told, what was not is not. */
class AuditSealsTest extends StoreTesting {
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

  /** Six lines in two batches, and their heads. */
  private List<Head> twoBatches() {
    signIns(3);
    sealer().pass();
    clock.advanceSeconds(1);
    signIns(3);
    sealer().pass();
    return town().auditChains().heads();
  }

  private interface Tampering {
    void with(Connection file) throws Exception;
  }

  /** Does something to the operations file behind the program's back, and tells what is found. */
  private List<ChainReport.Flaw> after(Tampering tampering, List<Head> against) throws Exception {
    try (Connection file =
        DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("operations.db"))) {
      tampering.with(file);
    }
    return flaws(sealer().verify(against, Progress.SILENT));
  }

  private List<ChainReport.Flaw> after(Tampering tampering) throws Exception {
    return after(tampering, List.of());
  }

  private static List<ChainReport.Flaw> flaws(List<ChainReport> reports) {
    return reports.stream().flatMap(r -> r.problems().stream()).toList();
  }

  private static List<Kind> kinds(List<ChainReport.Flaw> flaws) {
    return flaws.stream().map(ChainReport.Flaw::kind).toList();
  }

  @Test
  void whatNobodyHasTouchedHolds() throws Exception {
    twoBatches();
    create("shelters", SHELTERS);
    add("shelters", point(144, 44), shelter("施設名", "A"));
    sealer().pass();
    store.reopen();

    List<ChainReport> reports = sealer().verify(List.of(), Progress.SILENT);

    assertThat(flaws(reports)).isEmpty();
    assertThat(reports)
        .extracting(ChainReport::chain, ChainReport::lines, ChainReport::batches)
        .contains(
            org.assertj.core.groups.Tuple.tuple("operations.db", 6L, 2L),
            org.assertj.core.groups.Tuple.tuple("town.gpkg", 2L, 1L));
  }

  @Test
  void aChangedLineIsFoundWhateverWasChangedInIt() throws Exception {
    twoBatches();
    for (String column : AuditSeals.COLUMNS.substring("id, ".length()).split(", ")) {
      List<ChainReport.Flaw> flaws =
          after(file -> {
            Sql.execute(file, "DROP TABLE IF EXISTS kept");
            Sql.execute(file, "CREATE TABLE kept AS SELECT * FROM machizu_audit WHERE id = 2");
            Sql.execute(file, "UPDATE machizu_audit SET " + column + " = 'x' WHERE id = 2");
          });
      assertThat(flaws).as(column).hasSize(1);
      assertThat(flaws.getFirst().kind()).isEqualTo(Kind.CHANGED);
      assertThat(flaws.getFirst().batch()).isEqualTo(1);
      assertThat(flaws.getFirst().detail()).contains("lines 1 to 3");
      assertThat(
              after(file ->
                  Sql.execute(
                      file,
                      "UPDATE machizu_audit SET %1$s = (SELECT %1$s FROM kept) WHERE id = 2"
                          .formatted(column))))
          .as(column + " as it was")
          .isEmpty();
    }
  }

  @Test
  void aValueMovedFromOneColumnToTheNextIsFound() throws Exception {
    twoBatches();

    assertThat(
            kinds(
                after(file ->
                    Sql.execute(
                        file,
                        "UPDATE machizu_audit SET actor = 'planne', subject = 'rplanner1' WHERE id = 2"))))
        .containsExactly(Kind.CHANGED);
  }

  @Test
  void aRemovedLineIsFound() throws Exception {
    twoBatches();

    List<ChainReport.Flaw> flaws =
        after(file -> Sql.execute(file, "DELETE FROM machizu_audit WHERE id = 5"));

    assertThat(kinds(flaws)).containsExactly(Kind.LINES_MISSING);
    assertThat(flaws.getFirst().batch()).isEqualTo(2);
    assertThat(flaws.getFirst().detail()).contains("1 of 3");
  }

  @Test
  void anInsertedLineIsFound() throws Exception {
    twoBatches();
    String copy =
        "INSERT INTO machizu_audit SELECT %s, municipality, time, 'other', from_address, action, subject, object, reason, details FROM machizu_audit WHERE id = 1";

    assertThat(
            kinds(
                after(file -> {
                  Sql.execute(file, "UPDATE machizu_audit SET id = id + 100 WHERE id >= 2");
                  Sql.execute(file, copy.formatted("2"));
                  Sql.execute(file, "UPDATE machizu_audit SET id = id - 99 WHERE id > 100");
                })))
        .contains(Kind.CHANGED);
    assertThat(kinds(after(file -> Sql.execute(file, copy.formatted("-4")))))
        .contains(Kind.CHANGED);
  }

  @Test
  void linesInAnotherOrderAreFound() throws Exception {
    twoBatches();

    assertThat(
            kinds(
                after(file -> {
                  Sql.execute(file, "UPDATE machizu_audit SET id = 99 WHERE id = 1");
                  Sql.execute(file, "UPDATE machizu_audit SET id = 1 WHERE id = 2");
                  Sql.execute(file, "UPDATE machizu_audit SET id = 2 WHERE id = 99");
                })))
        .containsExactly(Kind.CHANGED);
  }

  @Test
  void aTailCutOffWithItsSealsIsFound() throws Exception {
    twoBatches();

    List<ChainReport.Flaw> flaws =
        after(file -> {
          Sql.execute(file, "DELETE FROM machizu_audit WHERE id > 3");
          Sql.execute(file, "DELETE FROM machizu_audit_seal WHERE batch = 2");
          Sql.execute(file, "UPDATE sqlite_sequence SET seq = 3 WHERE name = 'machizu_audit'");
          Sql.execute(file, "UPDATE sqlite_sequence SET seq = 1 WHERE name = 'machizu_audit_seal'");
        });

    assertThat(kinds(flaws)).containsExactly(Kind.CUT_OFF);
    assertThat(flaws.getFirst().detail()).contains("ends with batch 1; it had 2");
  }

  @Test
  void aTailThatWasNotSealedYetIsMissedByItsNumbers() throws Exception {
    twoBatches();
    signIns(2);

    assertThat(kinds(after(file -> Sql.execute(file, "DELETE FROM machizu_audit WHERE id = 8"))))
        .containsExactly(Kind.CUT_OFF);
  }

  @Test
  void aSealThatIsGoneOrNewlyWrittenIsFound() throws Exception {
    twoBatches();
    signIns(1);
    sealer().pass();

    assertThat(
            kinds(
                after(file -> Sql.execute(file, "DELETE FROM machizu_audit_seal WHERE batch = 2"))))
        .contains(Kind.SEAL_BROKEN);
  }

  /** Whoever can write the files can chain anew; only a copy kept elsewhere proves the past. */
  @Test
  void aWholePastWrittenAnewIsFoundByTheHeadsThatWereKeptElsewhere() throws Exception {
    twoBatches();
    String kept = sealer().headsText();
    Tampering anew =
        file -> {
          Sql.execute(file, "UPDATE machizu_audit SET actor = 'nobody' WHERE id = 1");
          Sql.execute(file, "DELETE FROM machizu_audit_seal");
          Sql.execute(file, "DELETE FROM sqlite_sequence WHERE name = 'machizu_audit_seal'");
          Sql.execute(file, "CREATE TABLE once (x)");
          AuditSeals.seal(file, "2026-04-01T00:00:00.000Z");
        };
    assertThat(kinds(after(anew))).as("by those in the folder").contains(Kind.CUT_OFF);
    try (var files = Files.list(heads())) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }

    assertThat(flaws(sealer().verify(List.of(), Progress.SILENT))).isEmpty();
    assertThat(kinds(flaws(sealer().verify(HeadsText.read(kept), Progress.SILENT))))
        .contains(Kind.CUT_OFF);
  }

  @Test
  void linesLeftWithoutASealByACrashAreSealedAtTheNextStart() throws Exception {
    signIns(4);
    store.reopen();
    assertThat(sealer().verify(List.of(), Progress.SILENT))
        .filteredOn(r -> r.chain().equals("operations.db"))
        .extracting(ChainReport::unsealed)
        .containsExactly(4L);

    sealer().pass();

    List<ChainReport> reports = sealer().verify(List.of(), Progress.SILENT);
    assertThat(flaws(reports)).isEmpty();
    assertThat(reports).allMatch(r -> r.unsealed() == 0);
  }

  @Test
  void aClockThatGoesBackBreaksNothing() throws Exception {
    stopTime();
    clock.advanceSeconds(1000);
    twoBatches();
    clock.advanceSeconds(-5000);
    twoBatches();

    List<ChainReport> reports = sealer().verify(List.of(), Progress.SILENT);

    assertThat(flaws(reports)).isEmpty();
    assertThat(town().auditRecords().find(org.machizu.audit.AuditFilter.ALL, null, 100).lines())
        .hasSize(12)
        .isSortedAccordingTo(
            java.util.Comparator.comparing(org.machizu.audit.AuditLine::time).reversed());
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
        .extracting(ChainReport::lines)
        .containsExactlyInAnyOrder(150L, 1L + 60L + 60L);
  }

  @Test
  void aLineIsSealedWithinASecondOrSo() {
    try (Sealer running = sealer()) {
      running.start();
      signIns(1);
      long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
      long begin = System.nanoTime();
      while (town().auditChains().heads().isEmpty() && System.nanoTime() < end) {
        LockSupport.parkNanos(5_000_000);
      }
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(1));
    }
  }

  @Test
  void headsAreWrittenForEachDayAndAtTheEnd() throws Exception {
    stopTime(); // 2026-04-01 09:00 in Japan
    Sealer sealer = sealer();
    signIns(1);
    sealer.pass();
    clock.advanceSeconds(15 * 3600);
    sealer.pass();
    signIns(1);
    sealer.close();

    assertThat(HeadsText.read(Files.readString(heads().resolve("2026-04-01.txt"))))
        .extracting(Head::line)
        .containsExactly(1L);
    assertThat(HeadsText.read(Files.readString(heads().resolve("2026-04-02.txt"))))
        .extracting(Head::line)
        .containsExactly(2L);
  }

  @Test
  void whatWasCutOffBeforeAStartStaysToBeSeen() throws Exception {
    twoBatches();
    after(file -> {
      Sql.execute(file, "DELETE FROM machizu_audit WHERE id > 3");
      Sql.execute(file, "DELETE FROM machizu_audit_seal WHERE batch = 2");
      Sql.execute(file, "UPDATE sqlite_sequence SET seq = 3 WHERE name = 'machizu_audit'");
      Sql.execute(file, "UPDATE sqlite_sequence SET seq = 1 WHERE name = 'machizu_audit_seal'");
    });
    Files.list(heads())
        .filter(f -> f.getFileName().toString().startsWith("20"))
        .forEach(f -> {
          try {
            Files.delete(f);
          } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
          }
        });
    store.reopen();
    Sealer next = sealer();
    next.pass();
    signIns(3);
    next.pass();

    assertThat(kinds(flaws(next.verify(List.of(), Progress.SILENT))))
        .contains(Kind.DIFFERS_FROM_HEAD);
  }

  @Test
  void aMissingFileIsTold() throws CancelledException {
    Head head = new Head("personal/residents.gpkg", 1, 1, "0".repeat(64));

    assertThat(kinds(flaws(sealer().verify(List.of(head), Progress.SILENT))))
        .containsExactly(Kind.FILE_MISSING);
  }

  @Test
  void aHeadsFileThatIsNotWholeIsRefused() {
    twoBatches();
    String text = sealer().headsText();

    assertThat(HeadsText.read(text)).isEqualTo(town().auditChains().heads());
    assertThatThrownBy(() -> HeadsText.read(text.substring(0, text.lastIndexOf("end"))))
        .hasMessageContaining("cut off");
    assertThatThrownBy(() -> HeadsText.read("hello\nworld\nend 0\n"))
        .hasMessageContaining("machizu-audit-heads 1");
    assertThatThrownBy(() -> HeadsText.read(text.replace("sha256 ", "sha256 Z")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
