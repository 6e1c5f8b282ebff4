package org.machizu.store.gpkg;

import java.sql.Connection;
import java.sql.SQLException;
import org.machizu.geo.feature.Revision;
import org.machizu.layers.LayerConflictException;
import org.machizu.store.features.Epoch;
import org.machizu.store.sql.Sql;

/** What a layer file knows of retention: the rules, who was purged, and where the past begins. */
final class RetentionTables {
  private RetentionTables() {}

  static void migrate(Connection connection) throws SQLException {
    Sql.execute(
        connection,
        "CREATE TABLE machizu_retention (layer TEXT PRIMARY KEY, rule TEXT, past_begins INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID");
    Sql.execute(
        connection,
        "CREATE TABLE machizu_purged (layer TEXT NOT NULL, fid INTEGER NOT NULL, revision INTEGER NOT NULL, PRIMARY KEY (layer, fid)) WITHOUT ROWID");
  }

  /** Whether a feature of that id was taken out for good. */
  static boolean isPurged(Connection connection, String layer, long id) throws SQLException {
    return Sql.number(
            connection, "SELECT 1 FROM machizu_purged WHERE layer = ? AND fid = ?", layer, id)
        != null;
  }

  /** The first revision whose state is whole; 0 when all are. */
  static long pastBegins(Connection connection, String layer) throws SQLException {
    return Sql.numberOr(
        connection, 0, "SELECT past_begins FROM machizu_retention WHERE layer = ?", layer);
  }

  /**
   * Makes sure that the state at a revision is still whole.
   *
   * @throws LayerConflictException {@code history-purged}
   */
  static void checkPast(Connection connection, String layer, Revision at) throws SQLException {
    long begins = pastBegins(connection, layer);
    if (at.number() < begins) {
      throw historyPurged(layer);
    }
  }

  static LayerConflictException historyPurged(String layer) {
    return new LayerConflictException(
        "history-purged",
        "the past of layer '%s' is kept for a while only, and this was before".formatted(layer));
  }

  /**
   * Makes sure that a revision can be taken back: that what it changed is still known.
   *
   * @throws LayerConflictException {@code history-purged}, {@code feature-purged}
   */
  static void checkUndo(Connection connection, String layer, Epoch then, long logged, Revision at)
      throws SQLException {
    if (at.number() <= pastBegins(connection, layer)) {
      throw historyPurged(layer);
    }
    Long purged =
        Sql.number(
            connection,
            "SELECT p.fid FROM %s l JOIN machizu_purged p ON p.fid = l.fid AND p.layer = ? WHERE l.revision = ? LIMIT 1"
                .formatted(then.log()),
            layer,
            logged);
    if (purged != null) {
      throw new LayerConflictException(
          "feature-purged",
          "revision %s changed feature %d, which was purged since; it cannot be taken back"
              .formatted(at, purged));
    }
  }
}
