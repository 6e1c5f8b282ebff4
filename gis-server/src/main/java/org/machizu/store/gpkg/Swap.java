package org.machizu.store.gpkg;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.machizu.access.Actor;
import org.machizu.geo.feature.LayerId;
import org.machizu.geo.feature.Revision;
import org.machizu.store.features.Epoch;
import org.machizu.store.features.Shadow;
import org.machizu.store.sql.Begun;
import org.machizu.store.sql.Sql;

/**
 * Puts a finished {@link Shadow} in the place of a layer's present epoch: by renaming tables,
 * however many rows they have. The tables of the epoch that ends stay, as history.
 */
final class Swap {
  private final Connection connection;
  private final LayerFile file;
  private final LayerId id;
  private final Shadow shadow;
  private final Actor actor;

  Swap(Connection connection, FileLayer layer, Shadow shadow, Actor actor) {
    this.connection = connection;
    this.file = layer.file();
    this.id = layer.id();
    this.shadow = shadow;
    this.actor = actor;
  }

  /**
   * @param kind what the new revision is called
   * @param note the reason, or null
   * @return the revision, which the caller ends
   */
  FileRevision run(String kind, @Nullable String note) throws SQLException {
    Entry entry = file.entries().getFeatures(connection, id);
    shadow.checkFits(entry.epoch());
    Epoch old = entry.epoch();
    Epoch next = shadow.epoch();
    HistoryIndex.catchUp(connection, old);
    Begun change = file.revisions().begin(connection, entry.name(), actor, kind, note);
    Revision revision = change.revision();
    long usedIds =
        Sql.numberOr(
            connection,
            0,
            "SELECT max(seq) FROM sqlite_sequence WHERE name IN (?, ?)",
            entry.name(),
            FileTables.asideContent(next));
    LogTriggers.dropAll(connection, entry.name());
    rename(FileTables.content(old), FileTables.asideContent(old));
    rename(FileTables.asideContent(next), entry.name());
    if (old.hasGeometry()) {
      rename(FileTables.box(old), FileTables.asideBox(old));
    }
    if (next.hasGeometry()) {
      rename(FileTables.asideBox(next), FileTables.ownBox(next));
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
    LayerTables.createTriggers(connection, next);
    return new FileRevision(connection, next, change);
  }

  private void rename(String from, String to) throws SQLException {
    Sql.execute(connection, "ALTER TABLE %s RENAME TO %s".formatted(Sql.name(from), Sql.name(to)));
  }
}
