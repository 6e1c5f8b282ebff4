package org.machizu.store.gpkg;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.machizu.store.TownStore.Hold;
import org.machizu.store.sql.Sql;

/**
 * Keeps everybody from writing to the files of a folder, QGIS too, by a transaction that writes
 * nothing. Each file's audit lines have been sealed before.
 */
final class FolderHold implements Hold {
  private final List<Connection> connections = new ArrayList<>();

  private FolderHold() {}

  /**
   * @throws org.machizu.layers.StoreBusyException when another program has a file locked
   */
  static FolderHold take(
      LayerFiles files, OperationsFile operations, WatchFile watch, Clock clock) {
    FolderHold hold = new FolderHold();
    try {
      for (LayerFile file : files.list()) {
        hold.add(file.path(), clock);
      }
      hold.add(watch.path(), clock);
      hold.add(operations.path(), clock);
      return hold;
    } catch (SQLException e) {
      hold.close();
      throw Sqlite.writing("the data folder", e);
    }
  }

  private void add(Path file, Clock clock) throws SQLException {
    Connection connection = Sqlite.openWriter(file);
    connections.add(connection);
    FileSeals seals = new FileSeals();
    Sql.execute(connection, "BEGIN IMMEDIATE");
    while (seals.isBehind(connection, clock.instant())) {
      boolean unused = seals.seal(connection, clock.instant());
      // Somebody may write between these two, and is then sealed, too.
      Sql.execute(connection, "COMMIT");
      Sql.execute(connection, "BEGIN IMMEDIATE");
    }
  }

  @Override
  public void close() {
    try {
      for (Connection connection : connections) {
        connection.close(); // takes back the transaction, which is empty
      }
    } catch (SQLException e) {
      throw Sqlite.failure("letting go of the data folder failed", e);
    }
  }
}
