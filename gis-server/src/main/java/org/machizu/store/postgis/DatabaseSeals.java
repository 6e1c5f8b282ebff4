package org.machizu.store.postgis;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.machizu.audit.ChainReport.Kind;
import org.machizu.store.sql.AuditSeals;
import org.machizu.store.sql.Condition;
import org.machizu.store.sql.Moments;
import org.machizu.store.sql.Sql;

/**
 * The seals of one town in the database. Lines of transactions that overlap appear out of the order
 * of their numbers, and a number is not taken back with its transaction. So a seal covers the lines
 * that it sees and that bear no mark yet, and marks them with its own number.
 *
 * <p>A line without a mark among numbers that were sealed long ago is none of ours: no transaction
 * lasts so long. It never gets a seal, and checking tells of it.
 */
final class DatabaseSeals extends AuditSeals {
  /** How late a line may appear behind later numbers. */
  private static final Duration LATEST = Duration.ofDays(1);

  private final String municipality;

  DatabaseSeals(String municipality) {
    super(Condition.exact("municipality = ?", municipality), "lines");
    this.municipality = municipality;
  }

  /** Up to this number every line has been sealed for long. */
  private long settled(Connection connection, Instant now) throws SQLException {
    return Sql.numberOr(
        connection,
        0,
        "SELECT last_line FROM machizu_audit_seal WHERE municipality = ? AND time < ? ORDER BY time DESC, batch DESC LIMIT 1",
        municipality,
        Moments.text(now.minus(LATEST)));
  }

  @Override
  protected boolean isBehind(Connection connection, Instant now) throws SQLException {
    return Sql.number(
            connection,
            "SELECT id FROM machizu_audit WHERE municipality = ? AND batch IS NULL AND id > ? ORDER BY id LIMIT 1",
            municipality,
            settled(connection, now))
        != null;
  }

  @Override
  public boolean seal(Connection writer, Instant now) throws SQLException {
    Seal before = last(writer);
    long batch = before == null ? 1 : before.batch() + 1;
    int lines =
        Sql.update(
            writer,
            "UPDATE machizu_audit SET batch = ? WHERE municipality = ? AND id IN (SELECT id FROM machizu_audit WHERE municipality = ? AND batch IS NULL AND id > ? ORDER BY id LIMIT ?)",
            batch,
            municipality,
            municipality,
            settled(writer, now),
            BATCH);
    if (lines == 0) {
      return false;
    }
    Seal seal =
        hashed(
            writer,
            new Seal(
                batch,
                line(writer, "min", batch),
                line(writer, "max", batch),
                lines,
                Moments.text(now),
                before == null ? GENESIS : before.hash(),
                ""));
    Sql.update(
        writer,
        "INSERT INTO machizu_audit_seal (municipality, batch, first_line, last_line, lines, time, previous, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        municipality,
        seal.batch(),
        seal.first(),
        seal.last(),
        seal.lines(),
        seal.time(),
        seal.previous(),
        seal.hash());
    Sql.update(
        writer,
        "INSERT INTO machizu_audit_end (municipality, batch) VALUES (?, ?) ON CONFLICT (municipality) DO UPDATE SET batch = excluded.batch",
        municipality,
        batch);
    return true;
  }

  private long line(Connection connection, String which, long batch) throws SQLException {
    return Sql.numberOr(
        connection,
        0,
        "SELECT %s(id) FROM machizu_audit WHERE municipality = ? AND batch = ?".formatted(which),
        municipality,
        batch);
  }

  @Override
  protected Condition covered(Seal seal) {
    return Condition.exact("municipality = ? AND batch = ?", municipality, seal.batch());
  }

  @Override
  protected String isSealed() {
    return "batch IS NOT NULL";
  }

  /** Numbers of two batches may overlap. */
  @Override
  protected boolean follows(Seal seal, long lineBefore) {
    return true;
  }

  @Override
  public long batchesGiven(Connection connection) throws SQLException {
    return Sql.numberOr(
        connection, 0, "SELECT batch FROM machizu_audit_end WHERE municipality = ?", municipality);
  }

  @Override
  protected long checkUnsealed(
      Connection connection, @Nullable Seal end, Instant now, Finding finding) throws SQLException {
    long stray =
        Sql.numberOr(
            connection,
            0,
            "SELECT count(*) FROM machizu_audit WHERE municipality = ? AND (batch < 1 OR batch > ?)",
            municipality,
            end == null ? 0 : end.batch());
    if (stray > 0) {
      finding.add(Kind.SEAL_BROKEN, 0, stray + " lines bear the mark of a batch that has no seal");
    }
    long late =
        Sql.numberOr(
            connection,
            0,
            "SELECT count(*) FROM machizu_audit WHERE municipality = ? AND batch IS NULL AND id <= ?",
            municipality,
            settled(connection, now));
    if (late > 0) {
      finding.add(
          Kind.CHANGED, 0, late + " lines were put in later among those that had been sealed");
    }
    return Sql.numberOr(
            connection,
            0,
            "SELECT count(*) FROM machizu_audit WHERE municipality = ? AND batch IS NULL",
            municipality)
        - late;
  }
}
