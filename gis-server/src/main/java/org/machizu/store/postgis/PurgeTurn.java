package org.machizu.store.postgis;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.machizu.layers.StoreBusyException;
import org.machizu.retention.PurgeStore;
import org.machizu.store.sql.Sql;

/**
 * The turn at purging a layer, over all servers. It hangs on a connection of its own, so that it
 * ends with the server that has it, however that ends.
 */
final class PurgeTurn implements PurgeStore.Turn {
  private final Connection connection;

  private PurgeTurn(Connection connection) {
    this.connection = connection;
  }

  /** Null when another has it. */
  static @Nullable PurgeTurn tryBegin(Database database, String layer) {
    try {
      Connection connection = database.connectAlone();
      String got =
          Sql.string(
              connection,
              "SELECT pg_try_advisory_lock(hashtextextended(?, 2))::text",
              "machizu purging " + database.municipality() + " " + layer);
      if ("true".equals(got)) {
        return new PurgeTurn(connection);
      }
      connection.close();
      return null;
    } catch (SQLException e) {
      throw new StoreBusyException("the database is away at the moment; try again in a moment");
    }
  }

  @Override
  public void close() {
    Locks.letGo(connection);
  }
}
