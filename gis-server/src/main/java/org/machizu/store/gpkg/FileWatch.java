package org.machizu.store.gpkg;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.machizu.access.Actor;
import org.machizu.geo.feature.LayerId;
import org.machizu.geo.feature.Revision;
import org.machizu.layers.LayerChanged;
import org.machizu.store.features.ChangedBoxes;
import org.machizu.store.features.Epoch;
import org.machizu.store.sql.ChangeKinds;
import org.machizu.store.sql.Sql;
import org.machizu.store.sql.StoreException;

/**
 * Follows the log of one file on a connection of its own. SQLite has one writer at a time and
 * numbers are given within its transaction, so no lower number appears after a higher one.
 */
final class FileWatch {
  private final LayerFile file;
  private final String municipality;
  private final Connection connection;
  private long dataVersion = -1;
  private long schemaVersion = -1;
  private Revision last;

  /**
   * @param fromItsBeginning whether to tell of changes that were made before this watch
   */
  FileWatch(LayerFile file, String municipality, boolean fromItsBeginning) {
    this.file = file;
    this.municipality = municipality;
    try {
      this.connection = Sqlite.openReader(file.path());
      long present = Sql.numberOr(connection, 0, "SELECT max(revision) FROM machizu_revision");
      this.last = fromItsBeginning ? Revision.NONE : new Revision(present);
      connection.rollback();
      file.beWatched();
    } catch (SQLException e) {
      throw new StoreException("watching " + file.path() + " failed", e);
    }
  }

  LayerFile file() {
    return file;
  }

  /** Some revisions of one layer that are told together. */
  private record Batch(String layer, boolean outside, List<Revised> revisions) {}

  private record Revised(Revision revision, String kind) {}

  /** Tells of everything that was committed since the last look. */
  void look(Consumer<LayerChanged> listener) {
    Set<String> outside = new HashSet<>();
    try {
      long version = Sql.numberOr(connection, 0, "PRAGMA data_version");
      if (version == dataVersion) {
        return;
      }
      file.noteCommit();
      long schema = Sql.numberOr(connection, 0, "PRAGMA schema_version");
      for (Batch batch : batches()) {
        LayerChanged change = change(batch);
        last = batch.revisions.getLast().revision;
        if (batch.outside) {
          outside.add(batch.layer);
        }
        listener.accept(change);
      }
      dataVersion = version;
      connection.rollback();
      if (schema != schemaVersion || !outside.isEmpty()) {
        new OutsideChanges(file).settle(outside);
        schemaVersion = schema;
      }
    } catch (SQLException e) {
      throw new StoreException("reading the log of " + file.path() + " failed", e);
    } finally {
      endRead();
    }
  }

  private void endRead() {
    try {
      connection.rollback();
    } catch (SQLException e) {
      throw new StoreException("reading the log of " + file.path() + " failed", e);
    }
  }

  /** Each change of ours by itself; rows that another program changed in a run, together. */
  private List<Batch> batches() throws SQLException {
    List<Batch> batches = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT revision, layer, actor, kind FROM machizu_revision WHERE revision > ? ORDER BY revision")) {
      Sql.bind(statement, last.number());
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          Revised revised = new Revised(new Revision(row.getLong(1)), row.getString(4));
          boolean outside =
              row.getString(3).equals(Actor.OUTSIDE.name())
                  && revised.kind.equals(ChangeKinds.EDIT);
          Batch open = batches.isEmpty() ? null : batches.getLast();
          if (outside && open != null && open.outside && open.layer.equals(row.getString(2))) {
            open.revisions.add(revised);
          } else {
            batches.add(new Batch(row.getString(2), outside, new ArrayList<>(List.of(revised))));
          }
        }
      }
    }
    return batches;
  }

  private LayerChanged change(Batch batch) throws SQLException {
    LayerId layer = new LayerId(municipality, batch.layer);
    Revision end = batch.revisions.getLast().revision;
    List<LayerChanged.FeatureChange> features = new ArrayList<>();
    for (Revised revised : batch.revisions) {
      Optional<Epoch> found = Entries.findEpoch(connection, batch.layer, revised.revision);
      if (found.isEmpty()) { // the layer was taken back, and its tables with it
        return new LayerChanged(layer, end, List.of(), true);
      }
      Epoch epoch = found.get();
      boolean replaced =
          epoch.start().equals(revised.revision) && !revised.kind.equals(ChangeKinds.CREATE);
      boolean listed =
          !replaced
              && new ChangedBoxes(connection, epoch)
                  .add(revised.revision, features, ChangedBoxes.LISTED);
      if (!listed
          || revised.kind.equals(ChangeKinds.COLUMNS)
          || ChangeKinds.isPurge(revised.kind)) {
        return new LayerChanged(layer, end, List.of(), true);
      }
    }
    return new LayerChanged(layer, end, features, false);
  }

  void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new StoreException("closing " + file.path() + " failed", e);
    }
  }
}
