package org.machizu.store.postgis;

import java.sql.Connection;
import java.sql.SQLException;
import org.machizu.layers.StoreBusyException;
import org.machizu.store.TownStore.Hold;
import org.machizu.store.sql.Sql;

/**
 * Keeps all other servers and programs from writing to a town. It hangs on a connection of its own,
 * so that it ends with whoever holds it, however that ends.
 */
final class TownHold implements Hold {
  private static final int WAIT_S = 60;

  private final Database database;
  private final Connection connection;

  private TownHold(Database database, Connection connection) {
    this.database = database;
    this.connection = connection;
  }

  /**
   * Waits for those who have begun to write; others are refused from now on.
   *
   * @throws StoreBusyException when somebody writes for longer than a minute
   */
  static TownHold take(Database database) {
    try {
      Connection connection = database.connectAlone();
      try {
        Sql.execute(connection, "SET lock_timeout = '%ds'".formatted(WAIT_S));
        Sql.string(
            connection,
            "SELECT pg_advisory_lock(hashtextextended(?, 2))::text",
            "machizu town " + database.municipality());
        database.holdTown(true);
        return new TownHold(database, connection);
      } catch (SQLException e) {
        connection.close();
        throw e;
      }
    } catch (SQLException e) {
      throw new StoreBusyException(
          "somebody has been changing the town for over %d seconds (%s); finish it there (in QGIS: save the edit) and try again"
              .formatted(WAIT_S, e.getMessage()));
    }
  }

  @Override
  public void close() {
    database.holdTown(false);
    Locks.letGo(connection);
  }
}
