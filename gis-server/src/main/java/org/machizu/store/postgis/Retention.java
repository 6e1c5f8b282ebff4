package org.machizu.store.postgis;

import java.sql.Connection;
import java.sql.SQLException;
import org.machizu.geo.feature.Revision;
import org.machizu.layers.LayerConflictException;
import org.machizu.store.features.Epoch;
import org.machizu.store.sql.Sql;

/** What is known of retention: who was purged, and where a layer's past begins. */
final class Retention {
  private final String municipality;

  Retention(String municipality) {
    this.municipality = municipality;
  }

  /** Whether a feature of that id was taken out for good. */
  boolean isPurged(Connection connection, String layer, long id) throws SQLException {
    return Sql.number(
            connection,
            "SELECT 1 FROM machizu.purged WHERE municipality = ? AND layer = ? AND fid = ?",
            municipality,
            layer,
            id)
        != null;
  }

  /** The first revision whose state is whole; 0 when all are. */
  long pastBegins(Connection connection, String layer) throws SQLException {
    return Sql.numberOr(
        connection,
        0,
        "SELECT past_begins FROM machizu.retention WHERE municipality = ? AND layer = ?",
        municipality,
        layer);
  }

  /**
   * Makes sure that the state at a revision is still whole.
   *
   * @throws LayerConflictException {@code history-purged}
   */
  void checkPast(Connection connection, String layer, Revision at) throws SQLException {
    if (at.number() < pastBegins(connection, layer)) {
      throw historyPurged(layer);
    }
  }

  private static LayerConflictException historyPurged(String layer) {
    return new LayerConflictException(
        "history-purged",
        "the past of layer '%s' is kept for a while only, and this was before".formatted(layer));
  }

  /**
   * Makes sure that a revision can be taken back: that what it changed is still known.
   *
   * @throws LayerConflictException {@code history-purged}, {@code feature-purged}
   */
  void checkUndo(Connection connection, Epoch then, long logged, Revision at) throws SQLException {
    if (at.number() <= pastBegins(connection, then.layer())) {
      throw historyPurged(then.layer());
    }
    Long purged =
        Sql.number(
            connection,
            "SELECT p.fid FROM %s l JOIN machizu.purged p ON p.fid = l.fid AND p.municipality = ? AND p.layer = ? WHERE l.revision = ? LIMIT 1"
                .formatted(then.log()),
            municipality,
            then.layer(),
            logged);
    if (purged != null) {
      throw new LayerConflictException(
          "feature-purged",
          "revision %s changed feature %d, which was purged since; it cannot be taken back"
              .formatted(at, purged));
    }
  }
}
