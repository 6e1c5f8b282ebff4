package org.machizu.store.gpkg;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import org.machizu.access.AuditLog;
import org.machizu.audit.AuditChains;
import org.machizu.audit.AuditFixture;
import org.machizu.audit.AuditRecords;
import org.machizu.layers.StoreFixture;
import org.machizu.store.sql.Sql;

/** The audit lines of a town's folder. */
final class FileAudit implements AuditFixture {
  private final Path folder;
  private final Clock clock;
  private TownFolder town;

  FileAudit(Path folder, Clock clock) {
    this.folder = folder;
    this.clock = clock;
    this.town = TownFolder.open(folder, StoreFixture.MUNICIPALITY, clock);
  }

  @Override
  public AuditLog log() {
    return town.audit();
  }

  @Override
  public AuditRecords records() {
    return town.auditRecords();
  }

  @Override
  public AuditChains chains() {
    return town.auditChains();
  }

  @Override
  public String chain() {
    return "operations.db";
  }

  @Override
  public void reopen() {
    close();
    town = TownFolder.open(folder, StoreFixture.MUNICIPALITY, clock);
  }

  @Override
  public Connection connect() throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(chain()));
  }

  @Override
  public void copyLine(Connection connection, long from, long to) throws SQLException {
    Sql.update(
        connection,
        "INSERT INTO machizu_audit SELECT ?, municipality, time, 'other', from_address, action, subject, object, reason, details FROM machizu_audit WHERE id = ?",
        to,
        from);
  }

  @Override
  public void turnBack(Connection connection, long lines, long batches) throws SQLException {
    String counter = "UPDATE sqlite_sequence SET seq = ? WHERE name = ?";
    Sql.update(connection, counter, lines, "machizu_audit");
    Sql.update(connection, counter, batches, "machizu_audit_seal");
  }

  @Override
  public void sealAnew(Connection connection) throws SQLException {
    Sql.execute(connection, "DELETE FROM machizu_audit_seal");
    Sql.execute(connection, "DELETE FROM sqlite_sequence WHERE name = 'machizu_audit_seal'");
    new FileSeals().seal(connection, Instant.EPOCH);
  }

  @Override
  public void close() {
    town.close();
  }
}
