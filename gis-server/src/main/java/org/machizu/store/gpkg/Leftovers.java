package org.machizu.store.gpkg;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.machizu.store.sql.Sql;

/**
 * Clears what an import that never came to its end has left behind, and pixels that an import has
 * replaced.
 */
final class Leftovers {
  private Leftovers() {}

  /**
   * Drops the tables of every epoch that was still being built or taken down. For the start, before
   * writers.
   */
  static void clear(Connection connection) throws SQLException {
    for (String id :
        Sql.strings(
            connection, "SELECT id FROM machizu_epoch WHERE state IN ('staging', 'dropping')")) {
      Sql.execute(connection, "BEGIN IMMEDIATE");
      try {
        drop(connection, Long.parseLong(id));
        Sql.execute(connection, "COMMIT");
      } catch (SQLException | RuntimeException e) {
        Sql.execute(connection, "ROLLBACK");
        throw e;
      }
    }
  }

  /** Drops one epoch that nobody has seen, with all its tables. */
  static void drop(Connection connection, long epoch) throws SQLException {
    String prefix = "machizu_e" + epoch + "_";
    // The R*Trees first; they take their own tables with them.
    for (String condition : List.of("sql LIKE 'CREATE VIRTUAL%'", "1")) {
      for (String table :
          Sql.strings(
              connection,
              "SELECT name FROM sqlite_master WHERE type = 'table' AND substr(name, 1, ?) = ? AND "
                  + condition,
              prefix.length(),
              prefix)) {
        Sql.execute(connection, "DROP TABLE IF EXISTS " + Sql.name(table));
      }
    }
    Sql.update(connection, "DELETE FROM machizu_raster WHERE epoch = ?", epoch);
    Sql.update(connection, "DELETE FROM machizu_epoch WHERE id = ?", epoch);
  }
}
