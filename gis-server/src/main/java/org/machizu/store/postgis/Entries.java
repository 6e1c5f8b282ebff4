package org.machizu.store.postgis;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
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
      SELECT l.name, l.entry, l.style, l.sensitivity, l.published, l.rule, l.key, l.apart,
             e.id, e.start_revision, e.columns, e.apart, l.shown,
             (SELECT r.time FROM machizu.revision r
              WHERE r.municipality = l.municipality AND r.revision = l.shown)
      FROM machizu.layer l JOIN machizu.epoch e ON e.municipality = l.municipality AND e.id = l.epoch
      WHERE l.municipality = ?
      """;

  private static final String EPOCH =
      """
      SELECT id, start_revision, end_revision, columns, apart FROM machizu.epoch
      WHERE municipality = ? AND layer = ? AND state <> 'staging'
      """;

  private record Source(
      String entry,
      String style,
      String sensitivity,
      boolean published,
      String rule,
      long key,
      boolean apart,
      long epoch,
      long start,
      String columns,
      boolean epochApart,
      LayerAccess.@Nullable Shown shown) {}

  private record Parsed(Source source, Entry entry) {}

  private final String municipality;
  private final Map<String, Parsed> parsed = new ConcurrentHashMap<>();

  Entries(String municipality) {
    this.municipality = municipality;
  }

  Optional<Entry> find(Connection connection, LayerId id) throws SQLException {
    return id.municipality().equals(municipality)
        ? read(connection, SELECT + " AND l.name = ?", municipality, id.name()).stream().findFirst()
        : Optional.empty();
  }

  /**
   * @throws IllegalArgumentException when there is no such layer
   */
  Entry get(Connection connection, LayerId id) throws SQLException {
    return find(connection, id)
        .orElseThrow(() -> new IllegalArgumentException("there is no layer '" + id + "'"));
  }

  /** As {@link #get}, for a layer of features. */
  Entry getFeatures(Connection connection, LayerId id) throws SQLException {
    Entry entry = get(connection, id);
    if (entry.layer().kind().isRaster()) {
      throw new LayerConflictException(
          "layer-is-raster", "layer '" + id.name() + "' is made of pixels and has no features");
    }
    return entry;
  }

  List<Entry> list(Connection connection) throws SQLException {
    return read(connection, SELECT + " ORDER BY l.name", municipality);
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
                  row.getString(1),
                  new Source(
                      row.getString(2),
                      row.getString(3),
                      row.getString(4),
                      row.getBoolean(5),
                      row.getString(6),
                      row.getLong(7),
                      row.getBoolean(8),
                      row.getLong(9),
                      row.getLong(10),
                      row.getString(11),
                      row.getBoolean(12),
                      shown(row))));
        }
      }
    }
    return found;
  }

  private static LayerAccess.@Nullable Shown shown(ResultSet row) throws SQLException {
    Optional<Long> revision = Sql.numberAt(row, 13);
    return revision.isEmpty()
        ? null
        : new LayerAccess.Shown(
            new Revision(revision.get()), row.getObject(14, OffsetDateTime.class).toInstant());
  }

  private Entry parse(String name, Source source) {
    Parsed known = parsed.get(name);
    if (known != null && known.source.equals(source)) {
      return known.entry;
    }
    LayerJson.Table table = LayerJson.readTable(source.columns);
    Epoch epoch =
        DatabaseTables.epoch(
            source.epoch, name, source.epochApart, new Revision(source.start), null, table);
    Entry entry =
        new Entry(
            LayerJson.readEntry(new LayerId(municipality, name), source.entry, table.schema()),
            new LayerAccess(
                Sensitivity.valueOf(source.sensitivity),
                source.published,
                source.shown,
                LayerJson.readRule(source.rule)),
            source.style,
            source.key,
            source.apart,
            epoch);
    parsed.put(name, new Parsed(source, entry));
    return entry;
  }

  /** The epoch whose tables held the layer's state at a revision; empty before the layer was. */
  Optional<Epoch> findEpoch(Connection connection, String layer, Revision at) throws SQLException {
    return epochs(
            connection,
            EPOCH + " AND start_revision <= ? AND (end_revision IS NULL OR end_revision > ?)",
            layer,
            at.number(),
            at.number())
        .stream()
        .findFirst();
  }

  /** All epochs that readers may see, newest first. */
  List<Epoch> listEpochs(Connection connection, String layer) throws SQLException {
    return epochs(connection, EPOCH + " ORDER BY start_revision DESC, id DESC", layer);
  }

  /** What imports and undos have begun and neither ended nor taken back, of all layers. */
  List<Epoch> listStaging(Connection connection) throws SQLException {
    return listOfAllLayers(connection, "state = 'staging'");
  }

  /** Whose pixels have been replaced and may still lie there, of all layers. */
  List<Epoch> listReplaced(Connection connection) throws SQLException {
    return listOfAllLayers(
        connection,
        "state = 'past' AND EXISTS (SELECT FROM machizu.raster r WHERE r.municipality = e.municipality AND r.epoch = e.id)");
  }

  /** All epochs of all layers, whatever has become of them. */
  List<Epoch> listOfAllLayers(Connection connection) throws SQLException {
    return listOfAllLayers(connection, "TRUE");
  }

  private List<Epoch> listOfAllLayers(Connection connection, String condition) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT id, start_revision, end_revision, columns, apart, layer FROM machizu.epoch e WHERE municipality = ? AND "
                + condition)) {
      Sql.bind(statement, municipality);
      try (ResultSet row = statement.executeQuery()) {
        List<Epoch> epochs = new ArrayList<>();
        while (row.next()) {
          epochs.add(epoch(row, row.getString(6)));
        }
        return epochs;
      }
    }
  }

  private List<Epoch> epochs(Connection connection, String sql, String layer, Object... further)
      throws SQLException {
    List<Object> values = new ArrayList<>(List.of(municipality, layer));
    values.addAll(List.of(further));
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      Sql.bind(statement, values.toArray());
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
    @Nullable Revision ended = row.wasNull() ? null : new Revision(end);
    LayerJson.Table table = LayerJson.readTable(row.getString(4));
    return DatabaseTables.epoch(
        row.getLong(1), layer, row.getBoolean(5), new Revision(row.getLong(2)), ended, table);
  }

  /** Adds an epoch's row. */
  Epoch insertEpoch(
      Connection connection,
      String state,
      String layer,
      boolean apart,
      Revision start,
      LayerJson.Table table)
      throws SQLException {
    long id = Sql.numberOr(connection, 0, "SELECT nextval('machizu.epoch_number')");
    Sql.update(
        connection,
        "INSERT INTO machizu.epoch (municipality, id, layer, state, apart, start_revision, columns) VALUES (?, ?, ?, ?, ?, ?, ?)",
        municipality,
        id,
        layer,
        state,
        apart,
        start.number(),
        LayerJson.writeTable(table.schema(), table.columns()));
    return DatabaseTables.epoch(id, layer, apart, start, null, table);
  }

  void updateColumns(Connection connection, Epoch epoch) throws SQLException {
    Sql.update(
        connection,
        "UPDATE machizu.epoch SET columns = ? WHERE municipality = ? AND id = ?",
        LayerJson.writeTable(epoch.schema(), epoch.columns()),
        municipality,
        epoch.id());
  }

  void removeEpoch(Connection connection, Epoch epoch) throws SQLException {
    Sql.update(
        connection,
        "DELETE FROM machizu.epoch WHERE municipality = ? AND id = ?",
        municipality,
        epoch.id());
  }
}
