package org.machizu.store.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.machizu.audit.ChainReport.Kind;

/**
 * The seals of a chain that came from another store, as it was there. Nothing is added to it any
 * more.
 */
final class KeptSeals extends AuditSeals {
  private static final Tables KEPT =
      new Tables(
          "machizu_audit_kept",
          "id, line_municipality, time, actor, from_address, action, subject, object, reason, details",
          "machizu_audit_kept_seal");

  private final String municipality;
  private final String chain;

  KeptSeals(String municipality, String chain) {
    super(KEPT, Condition.exact("municipality = ? AND chain = ?", municipality, chain), "lines");
    this.municipality = municipality;
    this.chain = chain;
  }

  @Override
  protected boolean isBehind(Connection connection, Instant now) {
    return false;
  }

  @Override
  public boolean seal(Connection writer, Instant now) {
    return false;
  }

  @Override
  protected Condition covered(Seal seal) {
    return town().and(Condition.exact("batch = ?", seal.batch()));
  }

  @Override
  protected String isSealed() {
    return "batch IS NOT NULL";
  }

  /** Numbers of two batches may overlap, as in a database. */
  @Override
  protected boolean follows(Seal seal, long lineBefore) {
    return true;
  }

  @Override
  public long batchesGiven(Connection connection) throws SQLException {
    return Sql.numberOr(
        connection,
        0,
        "SELECT batch FROM machizu_audit_kept_end WHERE municipality = ? AND chain = ?",
        municipality,
        chain);
  }

  @Override
  protected long checkUnsealed(
      Connection connection, @Nullable Seal end, Instant now, Finding finding) throws SQLException {
    long stray =
        Sql.numberOr(
            connection,
            0,
            "SELECT count(*) FROM machizu_audit_kept WHERE municipality = ? AND chain = ? AND (batch IS NULL OR batch < 1 OR batch > ?)",
            municipality,
            chain,
            end == null ? 0 : end.batch());
    if (stray > 0) {
      finding.add(Kind.CHANGED, 0, stray + " lines were put in that no seal covers");
    }
    return 0;
  }
}
