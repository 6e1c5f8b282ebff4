package org.machizu.store.postgis;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.machizu.access.Actor;
import org.machizu.store.features.Epoch;
import org.machizu.store.features.Shadow;
import org.machizu.store.sql.Sql;

/**
 * Puts a finished {@link Shadow} in the place of a layer's present epoch, whose tables stay, as
 * history. The caller holds the layer's lock and has kept other programs out.
 */
final class Swap {
  private final Connection connection;
  private final DatabaseLayer layer;
  private final Shadow shadow;
  private final Actor actor;

  Swap(Connection connection, DatabaseLayer layer, Shadow shadow, Actor actor) {
    this.connection = connection;
    this.layer = layer;
    this.shadow = shadow;
    this.actor = actor;
  }

  /**
   * @param kind what the new revision is called
   * @param note the reason, or null
   * @return the revision, which the caller ends
   */
  Step run(String kind, @Nullable String note) throws SQLException {
    Entry entry = layer.entry(connection);
    shadow.checkFits(entry.epoch());
    String municipality = entry.layer().id().municipality();
    Step step = layer.writes().revisions().begin(connection, entry.name(), actor, kind, note);
    Epoch next = shadow.epoch().startingAt(step.revision());
    replace(connection, entry, next);
    Triggers.close(connection, entry.epoch());
    Triggers.create(connection, municipality, next);
    LayerTables.show(connection, entry.with(next));
    return step;
  }

  /**
   * Makes an epoch the present one of a layer's row.
   *
   * @param next begins with the revision that does it
   */
  static void replace(Connection connection, Entry entry, Epoch next) throws SQLException {
    String municipality = entry.layer().id().municipality();
    Sql.update(
        connection,
        "UPDATE machizu.epoch SET state = 'past', end_revision = ? WHERE municipality = ? AND id = ?",
        next.start().number(),
        municipality,
        entry.epoch().id());
    Sql.update(
        connection,
        "UPDATE machizu.epoch SET state = 'current', start_revision = ? WHERE municipality = ? AND id = ?",
        next.start().number(),
        municipality,
        next.id());
    Sql.update(
        connection,
        "UPDATE machizu.layer SET epoch = ? WHERE municipality = ? AND name = ?",
        next.id(),
        municipality,
        entry.name());
  }
}
