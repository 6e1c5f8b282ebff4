package org.machizu.store.gpkg;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;
import org.machizu.access.Actor;
import org.machizu.geo.feature.Revision;
import org.machizu.store.sql.Begun;
import org.machizu.store.sql.Sql;

/**
 * Puts a finished {@link Shadow} in the place of a layer's present epoch: by renaming tables,
 * however many rows they have. The tables of the epoch that ends stay, as history.
 */
final class Swap {
  private final Connection connection;
  private final Shadow shadow;
  private final Actor actor;

  Swap(Connection connection, Shadow shadow, Actor actor) {
    this.connection = connection;
    this.shadow = shadow;
    this.actor = actor;
  }

  /**
   * @param kind what the new revision is called
   * @param note the reason, or null
   * @param extent the box around the new content
   */
  Begun run(String kind, @Nullable String note, Envelope extent) throws SQLException {
    Entry entry = GpkgFeatureStore.getEntry(connection, shadow.file(), shadow.entry().layer().id());
    shadow.checkFits(entry);
    Epoch old = entry.epoch();
    Epoch next = shadow.epoch();
    HistoryIndex.catchUp(connection, old);
    Begun change = shadow.file().revisions().begin(connection, entry.name(), actor, kind, note);
    Revision revision = change.revision();
    long usedIds =
        Sql.numberOr(
            connection,
            0,
            "SELECT max(seq) FROM sqlite_sequence WHERE name IN (?, ?)",
            entry.name(),
            next.shadowContent());
    LogTriggers.dropAll(connection, entry.name());
    rename(old.content(), old.shadowContent());
    rename(next.shadowContent(), entry.name());
    if (old.hasGeometry()) {
      rename(old.box(), old.shadowBox());
    }
    if (next.hasGeometry()) {
      rename(next.shadowBox(), next.box());
    }
    Sql.update(connection, "DELETE FROM sqlite_sequence WHERE name = ?", entry.name());
    Sql.update(
        connection, "INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", entry.name(), usedIds);
    Sql.update(
        connection,
        "UPDATE machizu_epoch SET state = 'past', end_revision = ? WHERE id = ?",
        revision.number(),
        old.id());
    Sql.update(
        connection,
        "UPDATE machizu_epoch SET state = 'current', start_revision = ? WHERE id = ?",
        revision.number(),
        next.id());
    Sql.update(
        connection, "UPDATE machizu_layer SET epoch = ? WHERE name = ?", next.id(), entry.name());
    LayerTables.register(connection, entry.layer().withSchema(next.schema()));
    LayerTables.touch(connection, entry.name(), extent);
    LayerTables.createTriggers(connection, next);
    Revisions.end(connection);
    return change;
  }

  private void rename(String from, String to) throws SQLException {
    Sql.execute(connection, "ALTER TABLE %s RENAME TO %s".formatted(Sql.name(from), Sql.name(to)));
  }
}
