package org.machizu.store.postgis;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import org.machizu.access.AuditLog;
import org.machizu.audit.AuditChains;
import org.machizu.audit.AuditFixture;
import org.machizu.audit.AuditRecords;
import org.machizu.layers.StoreFixture;
import org.machizu.store.sql.Sql;

/** The audit lines of a town in a database of its own. */
final class DatabaseAudit implements AuditFixture {
  private final TestTown town;

  DatabaseAudit(Clock clock) {
    this.town = new TestTown(clock);
  }

  TestTown town() {
    return town;
  }

  @Override
  public AuditLog log() {
    return town.operations().audit();
  }

  @Override
  public AuditRecords records() {
    return town.operations().auditRecords();
  }

  @Override
  public AuditChains chains() {
    return town.operations().auditChains();
  }

  @Override
  public String chain() {
    return "database";
  }

  @Override
  public void reopen() {
    town.reopen();
  }

  @Override
  public Connection connect() throws SQLException {
    return town.connect();
  }

  @Override
  public void copyLine(Connection connection, long from, long to) throws SQLException {
    Sql.update(
        connection,
        "INSERT INTO machizu_audit (id, municipality, time, actor, from_address, action, subject, object, reason, details, batch) SELECT ?, municipality, time, 'other', from_address, action, subject, object, reason, details, batch FROM machizu_audit WHERE id = ?",
        to,
        from);
  }

  @Override
  public void turnBack(Connection connection, long lines, long batches) throws SQLException {
    Sql.update(connection, "UPDATE machizu_audit_end SET batch = ?", batches);
  }

  @Override
  public void sealAnew(Connection connection) throws SQLException {
    Sql.execute(connection, "DELETE FROM machizu_audit_seal");
    Sql.execute(connection, "DELETE FROM machizu_audit_end");
    Sql.execute(connection, "UPDATE machizu_audit SET batch = NULL");
    new DatabaseSeals(StoreFixture.MUNICIPALITY).seal(connection, Instant.EPOCH);
  }

  @Override
  public void close() {
    town.close();
  }
}
