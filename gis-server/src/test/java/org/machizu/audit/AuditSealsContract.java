package org.machizu.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.machizu.audit.ChainReport.Kind;
import org.machizu.jobs.CancelledException;
import org.machizu.jobs.Progress;
import org.machizu.store.sql.AuditSeals;
import org.machizu.store.sql.Sql;

/**
 * The chain of seals: what was tampered with is told, what was not is not. Every store passes it.
 */
public abstract class AuditSealsContract extends AuditTesting {
  @TempDir Path folder;

  private Path heads() {
    return folder.resolve("audit-heads");
  }

  protected final Sealer sealer() {
    return new Sealer(audit.chains(), heads(), clock);
  }

  /** Six lines in two batches, and their heads. */
  protected final List<Head> twoBatches() {
    signIns(3);
    sealer().pass();
    clock.advanceSeconds(1);
    signIns(3);
    sealer().pass();
    return audit.chains().heads();
  }

  /** What somebody does behind the program's back. */
  protected interface Tampering {
    void with(Connection file) throws Exception;
  }

  /** Does something to the tables behind the program's back, and tells what is found. */
  protected final List<ChainReport.Flaw> after(Tampering tampering) throws Exception {
    try (Connection file = audit.connect()) {
      tampering.with(file);
    }
    return flaws(sealer().verify(List.of(), Progress.SILENT));
  }

  protected static List<ChainReport.Flaw> flaws(List<ChainReport> reports) {
    return reports.stream().flatMap(r -> r.problems().stream()).toList();
  }

  protected static List<Kind> kinds(List<ChainReport.Flaw> flaws) {
    return flaws.stream().map(ChainReport.Flaw::kind).toList();
  }

  @Test
  void whatNobodyHasTouchedHolds() throws Exception {
    twoBatches();
    audit.reopen();

    List<ChainReport> reports = sealer().verify(List.of(), Progress.SILENT);

    assertThat(flaws(reports)).isEmpty();
    assertThat(reports)
        .extracting(ChainReport::chain, ChainReport::lines, ChainReport::batches)
        .contains(tuple(audit.chain(), 6L, 2L));
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
      if (!column.equals("municipality")) { // a line that another town has now is missed here
        assertThat(flaws.getFirst().kind()).as(column).isEqualTo(Kind.CHANGED);
      }
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

    assertThat(
            kinds(
                after(file -> {
                  Sql.execute(file, "UPDATE machizu_audit SET id = id + 100 WHERE id >= 2");
                  audit.copyLine(file, 1, 2);
                  Sql.execute(file, "UPDATE machizu_audit SET id = id - 99 WHERE id > 100");
                })))
        .contains(Kind.CHANGED);
  }

  @Test
  void aLinePutInBeforeTheFirstIsFound() throws Exception {
    twoBatches();

    assertThat(kinds(after(file -> audit.copyLine(file, 1, -4)))).contains(Kind.CHANGED);
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
          audit.turnBack(file, 3, 1);
        });

    assertThat(kinds(flaws)).containsExactly(Kind.CUT_OFF);
    assertThat(flaws.getFirst().detail()).contains("ends with batch 1; it had 2");
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
          audit.sealAnew(file);
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
    audit.reopen();
    assertThat(sealer().verify(List.of(), Progress.SILENT))
        .filteredOn(r -> r.chain().equals(audit.chain()))
        .extracting(ChainReport::unsealed)
        .containsExactly(4L);

    sealer().pass();

    List<ChainReport> reports = sealer().verify(List.of(), Progress.SILENT);
    assertThat(flaws(reports)).isEmpty();
    assertThat(reports).allMatch(r -> r.unsealed() == 0);
  }

  @Test
  void aClockThatGoesBackBreaksNothing() throws Exception {
    clock.advanceSeconds(1000);
    twoBatches();
    clock.advanceSeconds(-5000);
    twoBatches();

    List<ChainReport> reports = sealer().verify(List.of(), Progress.SILENT);

    assertThat(flaws(reports)).isEmpty();
    assertThat(audit.records().find(AuditFilter.ALL, null, 100).lines())
        .hasSize(12)
        .isSortedAccordingTo(Comparator.comparing(AuditLine::time).reversed());
  }

  @Test
  void manyWritersAndTheSealerDoNotHinderEachOther() throws Exception {
    try (Sealer running = sealer();
        ExecutorService writers = Executors.newFixedThreadPool(6)) {
      running.start();
      Callable<Boolean> work =
          () -> {
            signIns(50);
            return true;
          };
      for (var done : writers.invokeAll(Collections.nCopies(6, work))) {
        assertThat(done.get()).isTrue();
      }
    }

    List<ChainReport> reports = sealer().verify(List.of(), Progress.SILENT);
    assertThat(flaws(reports)).isEmpty();
    assertThat(reports)
        .extracting(ChainReport::chain, ChainReport::lines, ChainReport::unsealed)
        .contains(tuple(audit.chain(), 300L, 0L));
  }

  @Test
  void aLineIsSealedWithinASecondOrSo() {
    try (Sealer running = sealer()) {
      running.start();
      signIns(1);
      long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
      long begin = System.nanoTime();
      while (audit.chains().heads().isEmpty() && System.nanoTime() < end) {
        LockSupport.parkNanos(5_000_000);
      }
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(1));
    }
  }

  @Test
  void headsAreWrittenForEachDayAndAtTheEnd() throws Exception {
    // 2026-04-01 09:00 in Japan
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
      audit.turnBack(file, 3, 1);
    });
    try (var files = Files.list(heads())) {
      for (Path file : files.filter(f -> f.getFileName().toString().startsWith("20")).toList()) {
        Files.delete(file);
      }
    }
    audit.reopen();
    clock.advanceSeconds(1); // at the same moment, the same lines would have the same hash
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

    assertThat(HeadsText.read(text)).isEqualTo(audit.chains().heads());
    assertThatThrownBy(() -> HeadsText.read(text.substring(0, text.lastIndexOf("end"))))
        .hasMessageContaining("cut off");
    assertThatThrownBy(() -> HeadsText.read("hello\nworld\nend 0\n"))
        .hasMessageContaining("machizu-audit-heads 1");
    assertThatThrownBy(() -> HeadsText.read(text.replace("sha256 ", "sha256 Z")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
