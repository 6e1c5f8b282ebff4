package org.machizu.store.gpkg;

import java.sql.Connection;
import java.sql.SQLException;
import org.machizu.store.features.Epoch;
import org.machizu.store.sql.Sql;

/**
 * Keeps the R*Tree over the history. The triggers do not, because they work without geometry
 * functions; rows beyond the mark are found without the tree until the next catching up.
 */
final class HistoryIndex {
  private static final int AT_ONCE = 20_000;

  private HistoryIndex() {}

  /**
   * Indexes the rows beyond the mark, a bounded number of them.
   *
   * @return whether any are left
   */
  static boolean catchUp(Connection connection, Epoch epoch) throws SQLException {
    if (!epoch.hasGeometry()) {
      return false;
    }
    long mark =
        Sql.numberOr(
            connection, 0, "SELECT history_indexed FROM machizu_epoch WHERE id = ?", epoch.id());
    String history = epoch.history();
    long last = Sql.numberOr(connection, mark, "SELECT max(machizu_id) FROM " + history);
    if (last <= mark) {
      return false;
    }
    long end = Math.min(last, mark + AT_ONCE);
    Sql.update(
        connection,
        """
        INSERT INTO %s SELECT machizu_id, ST_MinX(geom), ST_MaxX(geom), ST_MinY(geom), ST_MaxY(geom)
        FROM %s WHERE machizu_id > ? AND machizu_id <= ? AND geom NOTNULL AND NOT ST_IsEmpty(geom)
        """
            .formatted(Sql.name(FileTables.historyBox(epoch)), history),
        mark,
        end);
    Sql.update(
        connection, "UPDATE machizu_epoch SET history_indexed = ? WHERE id = ?", end, epoch.id());
    return end < last;
  }
}
