package org.machizu.store.postgis;

import java.sql.Connection;
import java.sql.SQLException;
import org.machizu.geo.feature.Revision;
import org.machizu.layers.LayerConflictException;
import org.machizu.store.sql.LayerJson;
import org.machizu.store.sql.Sql;

/**
 * A layer's next epoch while it is being built: nobody reads its tables, and they fill up in small
 * transactions. Its log says, under revision 0, what will have become of each feature: C, U or D.
 */
final class Shadow {
  private final LayerWrites writes;
  private final Entry entry;
  private final Epoch epoch;

  private Shadow(LayerWrites writes, Entry entry, Epoch epoch) {
    this.writes = writes;
    this.entry = entry;
    this.epoch = epoch;
  }

  static Shadow begin(LayerWrites writes, Entry entry, LayerJson.Table table, boolean apart) {
    return writes.aside(c -> {
      Epoch epoch =
          writes.entries().insertEpoch(c, "staging", entry.name(), apart, Revision.NONE, table);
      LayerTables.create(c, entry.ids(), epoch);
      return new Shadow(writes, entry, epoch);
    });
  }

  /** The layer as it stood when building began. */
  Entry entry() {
    return entry;
  }

  Epoch epoch() {
    return epoch;
  }

  LayerWrites writes() {
    return writes;
  }

  Database database() {
    return writes.database();
  }

  String log() {
    return epoch.log();
  }

  Revision layerRevision(Connection connection) throws SQLException {
    return writes.revisions().of(connection, entry.name());
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
    boolean unused = writes.aside(c -> drop(c, writes.entries(), epoch));
  }

  static boolean drop(Connection connection, Entries entries, Epoch epoch) throws SQLException {
    LayerTables.drop(connection, epoch);
    entries.removeEpoch(connection, epoch);
    return true;
  }

  /** Spans over the layer's present content. */
  Spans present() {
    return Spans.of(writes, entry.epoch());
  }

  /** Copies a span of what the log does not name, with its versions. */
  void copyUntouched(Connection connection, long after, long to) throws SQLException {
    copyPresent(
        connection,
        "t.fid > %d AND t.fid <= %d AND NOT EXISTS (SELECT FROM %s l WHERE l.revision = 0 AND l.fid = t.fid)"
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
                epoch.content(),
                epoch.allColumns(""),
                present.columnsFor(epoch, "t."),
                present.content(),
                which));
    Sql.update(
        connection,
        "INSERT INTO %s (fid, revision) SELECT t.fid, coalesce(v.revision, %d) FROM %s t LEFT JOIN %s v ON v.fid = t.fid WHERE %s"
            .formatted(
                epoch.version(),
                present.start().number(),
                present.content(),
                present.version(),
                which));
  }

  /** What is faster done when the rows are there, and must be done before anybody reads them. */
  void index() {
    boolean unused =
        writes.aside(c -> {
          LayerTables.index(c, epoch);
          for (String table : new String[] {epoch.content(), epoch.version(), epoch.log()}) {
            Sql.execute(c, "ANALYZE " + table);
          }
          return true;
        });
  }
}
