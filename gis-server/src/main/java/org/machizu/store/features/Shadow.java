package org.machizu.store.features;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.machizu.layers.LayerConflictException;
import org.machizu.store.sql.Sql;

/**
 * A layer's next epoch while it is being built: nobody reads its tables, and they fill up in small
 * transactions. Its log says, under revision 0, what will have become of each feature: C, U or D.
 *
 * @param present the layer's tables as they stood when building began
 * @param epoch the tables that are being built
 */
public record Shadow(StoredLayer layer, Epoch present, Epoch epoch) {
  public String content() {
    return epoch.content();
  }

  public String log() {
    return epoch.log();
  }

  /**
   * Makes sure that the layer still has the form that this was built for.
   *
   * @throws LayerConflictException when its attributes were changed meanwhile
   */
  public void checkFits(Epoch now) {
    boolean same =
        now.id() == present.id()
            && now.schema().equals(present.schema())
            && now.columns().equals(present.columns());
    if (!same) {
      throw new LayerConflictException(
          "layer-changed",
          "the attributes of layer '%s' were changed while its content was being built anew; begin again"
              .formatted(present.layer()));
    }
  }

  /**
   * Writes into the log what becomes of features.
   *
   * @param kind C, U or D
   */
  int note(Connection connection, List<Long> ids, String kind) throws SQLException {
    return ids.isEmpty()
        ? 0
        : Sql.update(
            connection,
            "INSERT INTO %s (revision, fid, kind) SELECT 0, value, '%s' FROM (%s) AS ids"
                .formatted(log(), kind, epoch.dialect().listedIds()),
            FeatureDialect.list(ids));
  }

  /** Spans over the layer's present content. */
  Spans spans() {
    return Spans.of(layer, present);
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
    Sql.update(
        connection,
        "INSERT INTO %s (fid%s) SELECT t.fid%s FROM %s t WHERE %s"
            .formatted(
                content(),
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
}
