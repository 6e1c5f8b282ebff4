package org.machizu.store.postgis;

import java.sql.Connection;
import java.sql.SQLException;
import org.machizu.layers.LayerConflictException;
import org.machizu.layers.StoreBusyException;
import org.machizu.store.features.StoredLayer;
import org.machizu.store.sql.Sql;

/**
 * The right to build a layer's content anew: one import or large undo at a time, over all servers.
 * It hangs on a connection of its own, so that it ends with the server that holds it, however that
 * ends.
 */
final class Rebuilding implements StoredLayer.Place {
  private final Connection connection;

  private Rebuilding(Connection connection) {
    this.connection = connection;
  }

  /**
   * @throws LayerConflictException {@code layer-busy} when somebody else has it
   */
  static Rebuilding begin(Database database, String layer) {
    Rebuilding rebuilding = tryBegin(database, layer);
    if (rebuilding == null) {
      throw new LayerConflictException(
          "layer-busy",
          "an import into layer '%s', or an undo, is under way; wait for its end or cancel it"
              .formatted(layer));
    }
    return rebuilding;
  }

  /** Null when somebody else has it. */
  static @org.jspecify.annotations.Nullable Rebuilding tryBegin(Database database, String layer) {
    try {
      Connection connection = database.connectAlone();
      String got =
          Sql.string(
              connection,
              "SELECT pg_try_advisory_lock(hashtextextended(?, 1))::text",
              "machizu rebuilding " + database.municipality() + " " + layer);
      if ("true".equals(got)) {
        return new Rebuilding(connection);
      }
      connection.close();
      return null;
    } catch (SQLException e) {
      throw new StoreBusyException("the database is away at the moment; try again in a moment");
    }
  }

  @Override
  public void close() {
    try (connection) {
      // Said before it is closed: the server notices the end of a connection only a little later.
      Sql.string(connection, "SELECT pg_advisory_unlock_all()::text");
    } catch (SQLException e) {
      // the connection is gone, and the right with it
    }
  }
}
