package org.machizu.store.gpkg;

import static java.util.stream.Collectors.joining;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.machizu.geo.feature.AttributeType;
import org.machizu.geo.feature.Envelope;
import org.machizu.store.features.Comparisons;
import org.machizu.store.features.Epoch;
import org.machizu.store.features.FeatureDialect;
import org.machizu.store.features.RowSource;
import org.machizu.store.features.StoredValues;
import org.machizu.store.sql.Condition;
import org.machizu.store.sql.Sql;

/** Features in SQLite: columns take any value, geometries are GeoPackage's blobs, boxes R*Trees. */
final class SqliteFeatures implements FeatureDialect {
  static final SqliteFeatures DIALECT = new SqliteFeatures();

  private final Comparisons comparisons = new SqliteComparisons();

  private SqliteFeatures() {}

  @Override
  public String nothing(AttributeType type) {
    return "NULL";
  }

  @Override
  public String noGeometry() {
    return "NULL";
  }

  /** As it is; what a type cannot take is found when the value is read. */
  @Override
  public String read(String column, AttributeType type) {
    return column;
  }

  @Override
  public String mark(AttributeType type) {
    return "?";
  }

  @Override
  public Comparisons comparisons() {
    return comparisons;
  }

  /**
   * The tree's numbers are rounded outwards. That of the history does not know the rows behind its
   * mark yet.
   */
  @Override
  public Condition inBox(RowSource source, Envelope box) {
    String tree =
        source.past() ? FileTables.historyBox(source.epoch()) : FileTables.box(source.epoch());
    String unindexed =
        source.past()
            ? " OR t.machizu_id > (SELECT history_indexed FROM machizu_epoch WHERE id = %d)"
                .formatted(source.epoch().id())
            : "";
    return new Condition(
        "(%s IN (SELECT id FROM %s WHERE minx <= ? AND maxx >= ? AND miny <= ? AND maxy >= ?)%s)"
            .formatted(source.rowId(), tree, unindexed),
        List.of(box.maxLon(), box.minLon(), box.maxLat(), box.minLat()),
        false);
  }

  @Override
  public StoredValues values() {
    return Values.STORED;
  }

  @Override
  public String sortMark(AttributeType type) {
    return "?";
  }

  @Override
  public String listedIds() {
    return "SELECT value FROM json_each(?)";
  }

  @Override
  public String bytes(String geometry) {
    return "length(" + geometry + ")";
  }

  @Override
  public String joinInOrder() {
    return "CROSS JOIN";
  }

  @Override
  public void makeTemporary(Connection connection, String table, List<String> columns)
      throws SQLException {
    Sql.execute(
        connection,
        "CREATE TEMP TABLE IF NOT EXISTS %s (%s INTEGER PRIMARY KEY%s)"
            .formatted(
                table,
                columns.getFirst(),
                columns.stream().skip(1).map(c -> ", " + c + " INTEGER").collect(joining())));
    Sql.execute(connection, "DELETE FROM temp." + table);
  }

  @Override
  public void reindex(Connection connection, Epoch epoch, String which) throws SQLException {
    if (!epoch.hasGeometry()) {
      return;
    }
    String tree = FileTables.asideBox(epoch);
    Sql.update(connection, "DELETE FROM %s WHERE id IN (%s)".formatted(tree, which));
    Sql.update(
        connection,
        "INSERT INTO %s SELECT fid, ST_MinX(geom), ST_MaxX(geom), ST_MinY(geom), ST_MaxY(geom) FROM %s WHERE fid IN (%s) AND geom NOTNULL AND NOT ST_IsEmpty(geom)"
            .formatted(tree, epoch.content(), which));
  }

  /** There is no way to a server and back to be saved. */
  @Override
  public int rowsAtOnce() {
    return 20;
  }
}
