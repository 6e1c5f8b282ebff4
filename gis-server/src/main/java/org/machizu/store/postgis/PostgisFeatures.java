package org.machizu.store.postgis;

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

/** Features in PostgreSQL: columns have types, geometries are PostGIS's, boxes GiST indexes. */
final class PostgisFeatures implements FeatureDialect {
  static final PostgisFeatures DIALECT = new PostgisFeatures();

  private final Comparisons comparisons = new PostgresComparisons();

  private PostgisFeatures() {}

  @Override
  public String nothing(AttributeType type) {
    return "NULL::" + Columns.bareType(type);
  }

  @Override
  public String noGeometry() {
    return "NULL::geometry";
  }

  @Override
  public String read(String column, AttributeType type) {
    return switch (type) {
      case REAL -> "nullif(" + column + ", 'NaN')";
      case DATE, DATETIME -> "CASE WHEN isfinite(" + column + ") THEN " + column + " END";
      default -> column;
    };
  }

  @Override
  public String mark(AttributeType type) {
    return "?::" + Columns.bareType(type);
  }

  @Override
  public Comparisons comparisons() {
    return comparisons;
  }

  /** The index knows boxes rounded outwards. */
  @Override
  public Condition inBox(RowSource source, Envelope box) {
    return new Condition(
        "(t.geom && ST_MakeEnvelope(?, ?, ?, ?, " + Columns.SRS + "))",
        List.of(box.minLon(), box.minLat(), box.maxLon(), box.maxLat()),
        false);
  }

  @Override
  public StoredValues values() {
    return Values.STORED;
  }

  @Override
  public String sortMark(AttributeType type) {
    return type == AttributeType.BOOLEAN ? "(?::bigint <> 0)" : mark(type);
  }

  @Override
  public String listedIds() {
    return "SELECT value::bigint AS value FROM json_array_elements_text(?::json)";
  }

  @Override
  public String bytes(String geometry) {
    return "pg_column_size(" + geometry + ")";
  }

  /** The planner knows better. */
  @Override
  public String joinInOrder() {
    return "JOIN";
  }

  @Override
  public void makeTemporary(Connection connection, String table, List<String> columns)
      throws SQLException {
    Sql.execute(
        connection,
        "CREATE TEMP TABLE IF NOT EXISTS %1$s (%2$s bigint PRIMARY KEY%3$s) ON COMMIT DROP; DELETE FROM pg_temp.%1$s"
            .formatted(
                table,
                columns.getFirst(),
                columns.stream().skip(1).map(c -> ", " + c + " bigint").collect(joining())));
  }

  /** The database does so itself. */
  @Override
  public void reindex(Connection connection, Epoch epoch, String which) {}

  @Override
  public int rowsAtOnce() {
    return 200;
  }
}
