package org.machizu.store.gpkg;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.machizu.access.LayerAccess;
import org.machizu.access.Sensitivity;
import org.machizu.geo.feature.LayerId;
import org.machizu.geo.feature.Revision;
import org.machizu.layers.LayerConflictException;
import org.machizu.store.features.Epoch;
import org.machizu.store.sql.LayerJson;
import org.machizu.store.sql.Sql;

/**
 * Reads and writes catalogue rows. A row is read in the same transaction as the content it
 * describes; only the parsing is remembered, as long as the texts stay the same.
 */
final class Entries {
  private static final String SELECT =
      """
      SELECT l.municipality, l.name, l.entry, l.style, l.sensitivity, l.published, l.rule,
             e.id, e.start_revision, e.columns, l.shown,
             (SELECT r.time FROM machizu_revision r WHERE r.revision = l.shown)
      FROM machizu_layer l JOIN machizu_epoch e ON e.id = l.epoch
      """;

  private record Source(
      LayerId id,
      String entry,
      String style,
      String sensitivity,
      boolean published,
      String rule,
      long epoch,
      long start,
      String columns,
      LayerAccess.@Nullable Shown shown) {}

  private record Parsed(Source source, Entry entry) {}

  private final Map<String, Parsed> parsed = new ConcurrentHashMap<>();

  Optional<Entry> find(Connection connection, LayerId id) throws SQLException {
    return read(
            connection,
            SELECT + "WHERE l.municipality = ? AND l.name = ?",
            id.municipality(),
            id.name())
        .stream()
        .findFirst();
  }

  /**
   * A layer of features.
   *
   * @throws IllegalArgumentException when there is no such layer
   * @throws LayerConflictException when it is made of pixels
   */
  Entry getFeatures(Connection connection, LayerId id) throws SQLException {
    Entry entry =
        find(connection, id)
            .orElseThrow(() -> new IllegalArgumentException("there is no layer '" + id + "'"));
    if (entry.layer().kind().isRaster()) {
      throw new LayerConflictException(
          "layer-is-raster", "layer '" + id.name() + "' is made of pixels and has no features");
    }
    return entry;
  }

  List<Entry> list(Connection connection) throws SQLException {
    return read(connection, SELECT + "ORDER BY l.name");
  }

  private List<Entry> read(Connection connection, String sql, Object... values)
      throws SQLException {
    List<Entry> found = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      Sql.bind(statement, values);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          found.add(
              parse(
                  new Source(
                      new LayerId(row.getString(1), row.getString(2)),
                      row.getString(3),
                      row.getString(4),
                      row.getString(5),
                      row.getLong(6) != 0,
                      row.getString(7),
                      row.getLong(8),
                      row.getLong(9),
                      row.getString(10),
                      shown(row))));
        }
      }
    }
    return found;
  }

  private static LayerAccess.@Nullable Shown shown(ResultSet row) throws SQLException {
    Optional<Long> revision = Sql.numberAt(row, 11);
    return revision.isEmpty()
        ? null
        : new LayerAccess.Shown(new Revision(revision.get()), Instant.parse(row.getString(12)));
  }

  private Entry parse(Source source) {
    String name = source.id.name();
    Parsed known = parsed.get(name);
    if (known != null && known.source.equals(source)) {
      return known.entry;
    }
    LayerJson.Table table = LayerJson.readTable(source.columns);
    Epoch epoch = FileTables.present(source.epoch, name, new Revision(source.start), table);
    Entry entry =
        new Entry(
            LayerJson.readEntry(source.id, source.entry, table.schema()),
            new LayerAccess(
                Sensitivity.valueOf(source.sensitivity),
                source.published,
                source.shown,
                LayerJson.readRule(source.rule)),
            source.style,
            epoch);
    parsed.put(name, new Parsed(source, entry));
    return entry;
  }

  /** The epoch whose tables held the layer's state at a revision; empty before the layer was. */
  static Optional<Epoch> findEpoch(Connection connection, String layer, Revision at)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT id, start_revision, end_revision, columns FROM machizu_epoch WHERE layer = ? AND state NOT IN ('staging', 'dropping') AND start_revision <= ? AND (end_revision IS NULL OR end_revision > ?)")) {
      Sql.bind(statement, layer, at.number(), at.number());
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.of(epoch(row, layer)) : Optional.empty();
      }
    }
  }

  /** All epochs that readers may see, newest first. */
  static List<Epoch> listEpochs(Connection connection, String layer) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT id, start_revision, end_revision, columns FROM machizu_epoch WHERE layer = ? AND state NOT IN ('staging', 'dropping') ORDER BY start_revision DESC, id DESC")) {
      Sql.bind(statement, layer);
      try (ResultSet row = statement.executeQuery()) {
        List<Epoch> epochs = new ArrayList<>();
        while (row.next()) {
          epochs.add(epoch(row, layer));
        }
        return epochs;
      }
    }
  }

  private static Epoch epoch(ResultSet row, String layer) throws SQLException {
    long end = row.getLong(3);
    boolean ended = !row.wasNull();
    long id = row.getLong(1);
    Revision start = new Revision(row.getLong(2));
    LayerJson.Table form = LayerJson.readTable(row.getString(4));
    return ended
        ? FileTables.past(id, layer, start, new Revision(end), form)
        : FileTables.present(id, layer, start, form);
  }

  /** Adds an epoch row and tells its number. */
  static long insertEpoch(
      Connection connection, String layer, String state, Revision start, String columns)
      throws SQLException {
    Sql.update(
        connection,
        "INSERT INTO machizu_epoch (layer, state, start_revision, columns) VALUES (?, ?, ?, ?)",
        layer,
        state,
        start.number(),
        columns);
    return Sql.numberOr(connection, 0, "SELECT last_insert_rowid()");
  }
}
