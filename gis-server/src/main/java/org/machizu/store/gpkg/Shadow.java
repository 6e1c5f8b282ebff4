package org.machizu.store.gpkg;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.machizu.geo.feature.Revision;
import org.machizu.geo.feature.Schema;
import org.machizu.layers.LayerConflictException;
import org.machizu.store.sql.LayerJson;
import org.machizu.store.sql.Sql;

/**
 * A layer's next epoch while it is being built: its tables stand under names that nobody reads, and
 * fill up in small transactions. Its log says, under revision 0, what will have become of each
 * feature: C, U or D.
 */
final class Shadow {
  private final LayerFile file;
  private final Entry entry;
  private final Epoch epoch;

  private Shadow(LayerFile file, Entry entry, Epoch epoch) {
    this.file = file;
    this.entry = entry;
    this.epoch = epoch;
  }

  static Shadow begin(LayerFile file, Entry entry, Schema schema, List<String> columns) {
    return file.writer()
        .write(c -> {
          long id =
              Entries.insertEpoch(
                  c, entry.name(), "staging", Revision.NONE, LayerJson.writeTable(schema, columns));
          Epoch epoch = new Epoch(id, entry.name(), Revision.NONE, null, schema, columns);
          LayerTables.createContent(c, epoch, epoch.shadowContent());
          LayerTables.createSides(c, epoch);
          if (epoch.hasGeometry()) {
            SpatialIndex.createTree(c, epoch.shadowBox());
          }
          return new Shadow(file, entry, epoch);
        });
  }

  /** The layer as it stood when building began. */
  Entry entry() {
    return entry;
  }

  Epoch epoch() {
    return epoch;
  }

  Writer writer() {
    return file.writer();
  }

  LayerFile file() {
    return file;
  }

  String content() {
    return Sql.name(epoch.shadowContent());
  }

  String log() {
    return Sql.name(epoch.log());
  }

  /**
   * Makes sure that the layer still has the form that this was built for.
   *
   * @throws LayerConflictException when its attributes were changed meanwhile
   */
  void checkFits(Entry now) {
    boolean same =
        now.epoch().id() == entry.epoch().id()
            && now.epoch().schema().equals(entry.epoch().schema())
            && now.epoch().columns().equals(entry.epoch().columns());
    if (!same) {
      throw new LayerConflictException(
          "layer-changed",
          "the attributes of layer '%s' were changed while its content was being built anew; begin again"
              .formatted(entry.name()));
    }
  }

  /** Forgets everything that was built. */
  void drop() {
    file.writer()
        .write(c -> {
          Leftovers.drop(c, epoch.id());
          return true;
        });
  }

  /** Takes ids that no feature of the layer has or will get, and tells the first. */
  long reserveIds(Connection connection, int count) throws SQLException {
    long used =
        Sql.numberOr(
            connection, -1, "SELECT seq FROM sqlite_sequence WHERE name = ?", entry.name());
    if (used < 0) {
      Sql.update(connection, "INSERT INTO sqlite_sequence (name, seq) VALUES (?, 0)", entry.name());
      used = 0;
    }
    Sql.update(
        connection,
        "UPDATE sqlite_sequence SET seq = ? WHERE name = ?",
        used + count,
        entry.name());
    return used + 1;
  }

  /** Spans over the layer's present content. */
  Spans present() {
    return Spans.of(writer(), entry.epoch());
  }

  /** Copies a span of what the log does not name, with its versions. */
  void copyUntouched(Connection connection, long after, long to) throws SQLException {
    copyPresent(
        connection,
        "t.fid > %d AND t.fid <= %d AND NOT EXISTS (SELECT 1 FROM %s l WHERE l.revision = 0 AND l.fid = t.fid)"
            .formatted(after, to, log()));
  }

  /**
   * Copies rows of the layer's present content, with their versions.
   *
   * @param which a condition on {@code t}
   */
  void copyPresent(Connection connection, String which) throws SQLException {
    Epoch present = entry.epoch();
    Sql.update(
        connection,
        "INSERT INTO %s (fid%s) SELECT t.fid%s FROM %s t WHERE %s"
            .formatted(
                content(),
                LogTriggers.columns(epoch, ""),
                present.columnsFor(epoch, "t."),
                Sql.name(present.content()),
                which));
    Sql.update(
        connection,
        "INSERT INTO %s (fid, revision) SELECT t.fid, coalesce(v.revision, %d) FROM %s t LEFT JOIN %s v ON v.fid = t.fid WHERE %s"
            .formatted(
                Sql.name(epoch.version()),
                present.start().number(),
                Sql.name(present.content()),
                Sql.name(present.version()),
                which));
  }

  /** Fills the new content's index, and completes the one of the history that will end with it. */
  void index(TreeLoad tree) {
    if (epoch.hasGeometry()) {
      tree.write(writer(), epoch.shadowBox());
    }
    boolean more = true;
    while (more) {
      more = writer().write(c -> HistoryIndex.catchUp(c, entry.epoch()));
    }
  }

  /** The boxes of everything that stands in the content. */
  TreeLoad boxes() {
    TreeLoad tree = new TreeLoad();
    if (!epoch.hasGeometry()) {
      return tree;
    }
    return file.readers()
        .read(
            GpkgFeatureStore.SCAN_ALLOWED,
            c -> {
              try (PreparedStatement statement =
                      c.prepareStatement("SELECT fid, geom FROM " + content() + " ORDER BY fid");
                  ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                  byte[] geometry = row.getBytes(2);
                  if (geometry != null) {
                    tree.add(row.getLong(1), geometry);
                  }
                }
                return tree;
              }
            });
  }
}
