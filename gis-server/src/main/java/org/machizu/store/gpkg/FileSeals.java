package org.machizu.store.gpkg;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.machizu.audit.ChainReport.Kind;
import org.machizu.store.sql.AuditSeals;
import org.machizu.store.sql.Condition;
import org.machizu.store.sql.Moments;
import org.machizu.store.sql.Sql;

/**
 * The seals of one file: each covers the lines from the one before it on. Lines are numbered
 * without gaps, since SQLite takes a number back with its transaction; so a number that is missing
 * tells of a line that is gone, also before it was sealed.
 */
final class FileSeals extends AuditSeals {
  FileSeals() {
    super(Condition.ALL, "last_line - first_line + 1");
  }

  /** The last seal; null when there is none yet. */
  @Nullable Seal end(Connection connection) throws SQLException {
    return last(connection);
  }

  @Override
  protected boolean isBehind(Connection connection, Instant now) throws SQLException {
    return Sql.numberOr(connection, 0, "SELECT max(id) FROM machizu_audit")
        > Sql.numberOr(connection, 0, "SELECT max(last_line) FROM machizu_audit_seal");
  }

  @Override
  public boolean seal(Connection writer, Instant now) throws SQLException {
    Seal before = last(writer);
    long after = before == null ? 0 : before.last();
    long last =
        Sql.numberOr(
            writer,
            0,
            "SELECT max(id) FROM (SELECT id FROM machizu_audit WHERE id > ? ORDER BY id LIMIT ?)",
            after,
            BATCH);
    if (last == 0) {
      return false;
    }
    Seal seal =
        hashed(
            writer,
            new Seal(
                before == null ? 1 : before.batch() + 1,
                after + 1,
                last,
                last - after,
                Moments.text(now),
                before == null ? GENESIS : before.hash(),
                ""));
    Sql.update(
        writer,
        "INSERT INTO machizu_audit_seal (batch, first_line, last_line, time, previous, hash) VALUES (?, ?, ?, ?, ?, ?)",
        seal.batch(),
        seal.first(),
        seal.last(),
        seal.time(),
        seal.previous(),
        seal.hash());
    return true;
  }

  @Override
  protected Condition covered(Seal seal) {
    return Condition.exact("id BETWEEN ? AND ?", seal.first(), seal.last());
  }

  @Override
  protected boolean marksLines() {
    return false;
  }

  @Override
  protected String isSealed() {
    return "id <= (SELECT coalesce(max(last_line), 0) FROM machizu_audit_seal)";
  }

  @Override
  protected boolean follows(Seal seal, long lineBefore) {
    return seal.first() == lineBefore + 1;
  }

  @Override
  public long batchesGiven(Connection connection) throws SQLException {
    return given(connection, "machizu_audit_seal");
  }

  private static long given(Connection connection, String table) throws SQLException {
    return Sql.numberOr(connection, 0, "SELECT seq FROM sqlite_sequence WHERE name = ?", table);
  }

  @Override
  protected long checkUnsealed(
      Connection connection, @Nullable Seal end, Instant now, Finding finding) throws SQLException {
    long before = Sql.numberOr(connection, 0, "SELECT count(*) FROM machizu_audit WHERE id < 1");
    if (before > 0) {
      finding.add(Kind.CHANGED, 0, before + " lines were put in before the first one");
    }
    long sealed = end == null ? 0 : end.last();
    long unsealed =
        Sql.numberOr(connection, 0, "SELECT count(*) FROM machizu_audit WHERE id > ?", sealed);
    long last = Sql.numberOr(connection, sealed, "SELECT max(id) FROM machizu_audit");
    long given = given(connection, AuditTable.NAME);
    if (last > sealed && last - sealed != unsealed) {
      finding.add(Kind.LINES_MISSING, 0, "numbers are missing among the lines after " + sealed);
    }
    long known = Math.max(last, sealed);
    if (given > known) {
      finding.add(
          Kind.CUT_OFF, 0, "lines %d to %d were written and are gone".formatted(known + 1, given));
    }
    return unsealed;
  }
}
