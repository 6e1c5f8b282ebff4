package org.machizu.store.gpkg;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.machizu.audit.AuditFixture;
import org.machizu.audit.AuditRecordsContract;
import org.machizu.audit.AuditSealsContract;
import org.machizu.audit.ChainReport.Kind;
import org.machizu.store.sql.Sql;

/** The audit lines that lie in the operations file. */
class FileAuditTest {
  @TempDir Path town;

  @Nested
  class OfRecords extends AuditRecordsContract {
    @Override
    protected AuditFixture openAudit(Clock time) {
      return new FileAudit(town, time);
    }
  }

  @Nested
  class OfSeals extends AuditSealsContract {
    @Override
    protected AuditFixture openAudit(Clock time) {
      return new FileAudit(town, time);
    }

    @Test
    void aTailThatWasNotSealedYetIsMissedByItsNumbers() throws Exception {
      twoBatches();
      signIns(2);

      assertThat(kinds(after(file -> Sql.execute(file, "DELETE FROM machizu_audit WHERE id = 8"))))
          .containsExactly(Kind.CUT_OFF);
    }
  }
}
