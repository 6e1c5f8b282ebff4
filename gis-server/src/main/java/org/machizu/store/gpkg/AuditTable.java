package org.machizu.store.gpkg;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.TreeMap;
import org.machizu.access.AuditEntry;

/**
 * The audit lines of one file. Each is written in the transaction of what it tells, so that neither
 * is there without the other.
 */
final class AuditTable {
  static final String NAME = "machizu_audit";
  private static final ObjectMapper JSON = new ObjectMapper();

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

  /** Writes a line within the writer's transaction. */
  static void insert(Connection writer, AuditEntry entry) throws SQLException {
    Sql.update(
        writer,
        "INSERT INTO machizu_audit (time, actor, from_address, action, subject, object, reason, details) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        Values.moment(entry.time()),
        entry.actor(),
        entry.from(),
        entry.action().name(),
        entry.subject(),
        entry.object(),
        entry.reason(),
        json(entry));
  }

  private static String json(AuditEntry entry) {
    try {
      return JSON.writeValueAsString(new TreeMap<>(entry.details()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts can always be written", e);
    }
  }
}
