package org.machizu.store.gpkg;

import java.sql.Connection;
import java.sql.SQLException;
import org.machizu.store.sql.Sql;

/**
 * The audit lines of one file. Each is written in the transaction of what it tells, so that neither
 * is there without the other.
 */
final class AuditTable {
  static final String NAME = "machizu_audit";

  private AuditTable() {}

  static void migrate(Connection connection) throws SQLException {
    Sql.execute(
        connection,
        """
        CREATE TABLE machizu_audit (
          id INTEGER PRIMARY KEY AUTOINCREMENT, municipality TEXT, time TEXT NOT NULL,
          actor TEXT NOT NULL, from_address TEXT, action TEXT NOT NULL, subject TEXT NOT NULL,
          object TEXT, reason TEXT, details TEXT NOT NULL)
        """);
    Sql.execute(connection, "CREATE INDEX machizu_audit_time ON machizu_audit (time, id)");
  }

  /**
   * What is needed besides the lines: seals, a fast way to the lines about one thing, and a line
   * for each change that another program makes, in that program's own transaction.
   */
  static void migrateOfLayers(Connection connection) throws SQLException {
    migrateSeals(connection);
    Sql.execute(
        connection,
        """
        CREATE TRIGGER machizu_audit_outside AFTER INSERT ON machizu_revision
        WHEN (SELECT own FROM machizu_writer) = 0 BEGIN
          INSERT INTO machizu_audit (time, actor, action, subject, details)
          VALUES (NEW.time, NEW.actor, 'EDITED', NEW.layer,
            '{"revision":"' || NEW.revision || '"}');
        END
        """);
  }

  /** As {@link #migrateOfLayers}, for a file without layers. */
  static void migrateSeals(Connection connection) throws SQLException {
    Sql.execute(
        connection,
        "CREATE INDEX machizu_audit_subject ON machizu_audit (subject, object, time, id)");
    Sql.execute(
        connection,
        """
        CREATE TABLE machizu_audit_seal (
          batch INTEGER PRIMARY KEY AUTOINCREMENT, first_line INTEGER NOT NULL,
          last_line INTEGER NOT NULL, time TEXT NOT NULL, previous TEXT NOT NULL,
          hash TEXT NOT NULL)
        """);
  }
}
