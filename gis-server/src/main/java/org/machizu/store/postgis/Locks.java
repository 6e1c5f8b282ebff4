package org.machizu.store.postgis;

import java.sql.Connection;
import java.sql.SQLException;
import org.machizu.store.sql.Sql;

/** Locks for all servers of the database; {@link #take} until the transaction ends. */
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

  /**
   * Lets go of what hangs on a connection of its own, and closes it. Said before it is closed: the
   * database notices the end of a connection only a little later.
   */
  static void letGo(Connection connection) {
    try (connection) {
      Sql.string(connection, "SELECT pg_advisory_unlock_all()::text");
    } catch (SQLException e) {
      // the connection is gone, and the lock with it
    }
  }
}
