package org.machizu.store.postgis;

import java.sql.Connection;
import java.sql.SQLException;
import org.machizu.store.sql.Sql;

/** Locks that hold until the transaction ends, for all servers of the database. */
final class Locks {
  private Locks() {}

  /** Whoever changes operational tables of a municipality after having looked at them. */
  static void operations(Connection connection, String municipality) throws SQLException {
    take(connection, "operations " + municipality);
  }

  static void take(Connection connection, String name) throws SQLException {
    Sql.string(
        connection,
        "SELECT pg_advisory_xact_lock(hashtextextended(?, 0))::text",
        "machizu " + name);
  }
}
