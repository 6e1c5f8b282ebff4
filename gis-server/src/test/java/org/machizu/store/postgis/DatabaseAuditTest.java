package org.machizu.store.postgis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.sql.Connection;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.machizu.access.AuditEntry;
import org.machizu.access.AuditEntry.Action;
import org.machizu.audit.AuditFilter;
import org.machizu.audit.AuditFixture;
import org.machizu.audit.AuditLine;
import org.machizu.audit.AuditRecordsContract;
import org.machizu.audit.AuditSealsContract;
import org.machizu.audit.ChainReport;
import org.machizu.audit.ChainReport.Flaw;
import org.machizu.audit.ChainReport.Kind;
import org.machizu.audit.Head;
import org.machizu.jobs.Progress;
import org.machizu.layers.StoreFixture;
import org.machizu.store.sql.AuditLines;
import org.machizu.store.sql.ChangeLine;
import org.machizu.store.sql.Sql;

/** The audit lines of a town in the database. */
class DatabaseAuditTest {
  @Nested
  class OfRecords extends AuditRecordsContract {
    @Override
    protected AuditFixture openAudit(Clock time) {
      return new DatabaseAudit(time);
    }
  }

  @Nested
  class OfSeals extends AuditSealsContract {
    private DatabaseAudit database;

    @Override
    protected AuditFixture openAudit(Clock time) {
      database = new DatabaseAudit(time);
      return database;
    }

    private AuditEntry entry(String subject) {
      return AuditEntry.of(clock.instant(), CALLER, Action.EDITED, subject);
    }

    private List<Flaw> found() throws Exception {
      return flaws(sealer().verify(List.of(), Progress.SILENT));
    }

    @Test
    void aLineThatIsCommittedBehindLaterOnesIsSealedWhenItAppears() throws Exception {
      try (Connection slow = database.connect()) {
        slow.setAutoCommit(false);
        ChangeLine line =
            AuditLines.insert(slow, StoreFixture.MUNICIPALITY, entry("roads").with("a", 1));
        assertThat(line.id()).isEqualTo(1);
        signIns(2);
        sealer().pass();
        line.about(7);
        line.detail("features", 3);
        slow.commit();
      }
      signIns(1);
      sealer().pass();

      assertThat(found()).isEmpty();
      assertThat(audit.chains().heads())
          .extracting(Head::batch, Head::line)
          .containsExactly(tuple(2L, 4L));
      assertThat(audit.records().find(AuditFilter.ALL, null, 9).lines())
          .allMatch(AuditLine::sealed)
          .extracting(AuditLine::number, AuditLine::object)
          .containsExactly(tuple(4L, null), tuple(3L, null), tuple(2L, null), tuple(1L, "7"));
      assertThat(audit.records().find(AuditFilter.ALL, null, 9).lines().getLast().details())
          .containsEntry("features", "3")
          .containsEntry("a", "1");
      assertThat(kinds(after(file -> Sql.execute(file, "DELETE FROM machizu_audit WHERE id = 1"))))
          .containsExactly(Kind.LINES_MISSING);
    }

    @Test
    void numbersThatATransactionTookAndGaveUpAreNotMissed() throws Exception {
      signIns(1);
      try (Connection gone = database.connect()) {
        gone.setAutoCommit(false);
        AuditLines.insert(gone, StoreFixture.MUNICIPALITY, entry("roads"));
        gone.rollback();
      }
      signIns(1);
      sealer().pass();

      assertThat(found()).isEmpty();
    }

    @Test
    void aLinePutInLaterAmongSealedOnesIsFoundAndNeverSealed() throws Exception {
      twoBatches();
      clock.advanceSeconds(2 * 86_400);
      signIns(1);
      sealer().pass();

      List<Flaw> flaws =
          after(file -> {
            audit.copyLine(file, 2, -2);
            Sql.execute(file, "UPDATE machizu_audit SET batch = NULL WHERE id = -2");
          });
      sealer().pass();

      assertThat(kinds(flaws)).containsExactly(Kind.CHANGED);
      assertThat(flaws.getFirst().detail()).contains("1 lines were put in later");
      assertThat(kinds(found())).containsExactly(Kind.CHANGED);
      assertThat(audit.chains().seal()).isFalse();
    }

    @Test
    void aLineMovedToAnotherBatchIsFound() throws Exception {
      twoBatches();

      assertThat(
              kinds(
                  after(file ->
                      Sql.execute(file, "UPDATE machizu_audit SET batch = 1 WHERE id = 4"))))
          .containsExactly(Kind.CHANGED, Kind.LINES_MISSING);
    }

    @Test
    void aLineWithTheMarkOfNoSealIsFound() throws Exception {
      twoBatches();
      signIns(1);

      assertThat(
              kinds(
                  after(file ->
                      Sql.execute(file, "UPDATE machizu_audit SET batch = 3 WHERE id = 7"))))
          .containsExactly(Kind.SEAL_BROKEN);
    }

    @Test
    void anotherTownsLinesAreNeitherSeenNorSealed() throws Exception {
      twoBatches();
      try (TownDatabase other = TownDatabase.open(database.town().address(), "01202", clock)) {
        assertThat(other.auditRecords().find(AuditFilter.ALL, null, 9).lines()).isEmpty();
        other.audit().append(entry("roads"));
        assertThat(audit.chains().seal()).isFalse();
        assertThat(other.auditChains().seal()).isTrue();
        assertThat(other.auditChains().heads()).extracting(Head::batch).containsExactly(1L);
      }
      assertThat(found()).isEmpty();
      assertThat(audit.records().count(AuditFilter.ALL, 100)).isEqualTo(6);
    }

    @Test
    void twoServersThatSealAtOnceSealEachLineOnce() throws Exception {
      TownDatabase second = database.town().open();
      try (var threads = Executors.newFixedThreadPool(6)) {
        Callable<Boolean> write =
            () -> {
              signIns(40);
              return true;
            };
        Callable<Boolean> sealHere =
            () -> {
              for (int i = 0; i < 20; i++) {
                audit.chains().seal();
              }
              return true;
            };
        Callable<Boolean> sealThere =
            () -> {
              for (int i = 0; i < 20; i++) {
                second.auditChains().seal();
              }
              return true;
            };
        for (var done :
            threads.invokeAll(List.of(sealHere, write, sealThere, write, sealHere, sealThere))) {
          assertThat(done.get()).isTrue();
        }
        second.auditChains().seal();
      }

      List<ChainReport> reports = sealer().verify(List.of(), Progress.SILENT);
      assertThat(flaws(reports)).isEmpty();
      assertThat(reports)
          .extracting(ChainReport::lines, ChainReport::unsealed)
          .containsExactly(tuple(80L, 0L));
      assertThat(reports.getFirst().batches()).isGreaterThan(1);
      assertThat(Collections.max(audit.chains().heads().stream().map(Head::batch).toList()))
          .isEqualTo(reports.getFirst().batches());
    }
  }
}
