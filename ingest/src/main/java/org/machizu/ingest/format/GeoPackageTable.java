package org.machizu.ingest.format;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.machizu.geo.crs.Crs;
import org.machizu.geo.feature.AttributeType;
import org.machizu.geo.feature.GeometryType;

/**
 * What a GeoPackage says of one of its tables.
 *
 * @param name the table's name
 * @param geometryColumn null for a table without geometry
 * @param key the integer primary key, null when the table has none
 * @param rows how many rows it has by the last note of a writer; empty when nobody noted it
 */
record GeoPackageTable(
    String name,
    @Nullable String geometryColumn,
    GeometryType geometryType,
    Optional<Crs> crs,
    String referenceSystem,
    @Nullable String key,
    List<Column> columns,
    Optional<Long> rows) {

  /** An attribute column. */
  record Column(String name, AttributeType type) {}

  /** Tables with or without geometry, as {@code gpkg_contents} lists them. */
  static List<String> list(Connection connection) throws SQLException {
    List<String> names = new ArrayList<>();
    try (PreparedStatement statement =
            connection.prepareStatement(
                """
                SELECT c.table_name FROM gpkg_contents c JOIN sqlite_master m
                  ON m.type = 'table' AND m.rootpage > 0 AND lower(m.name) = lower(c.table_name)
                WHERE c.data_type IN ('features', 'attributes', 'aspatial')
                ORDER BY c.data_type DESC, c.table_name LIMIT 10000\
                """);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        String name = rows.getString(1);
        if (name != null) {
          names.add(name);
        }
      }
    }
    return names;
  }

  static GeoPackageTable read(Connection connection, String table, Set<String> unreadable)
      throws SQLException {
    String geometryColumn = null;
    GeometryType type = GeometryType.NONE;
    int srsId = 0;
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT column_name, geometry_type_name, srs_id FROM gpkg_geometry_columns WHERE lower(table_name) = lower(?)")) {
      statement.setString(1, table);
      try (ResultSet row = statement.executeQuery()) {
        if (row.next()) {
          geometryColumn = row.getString(1);
          type = geometryType(String.valueOf(row.getString(2)));
          srsId = row.getInt(3);
        }
      }
    }
    if (geometryColumn == null) {
      type = GeometryType.NONE;
    }
    String key = null;
    int keys = 0;
    List<Column> columns = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT name, type, pk FROM pragma_table_info(?) ORDER BY cid")) {
      statement.setString(1, table);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          String name = String.valueOf(rows.getString(1));
          String declared = String.valueOf(rows.getString(2)).toUpperCase(Locale.ROOT).strip();
          boolean isKey = rows.getInt(3) > 0;
          keys += isKey ? 1 : 0;
          if (isKey && declared.startsWith("INT")) {
            key = name;
          } else if (!name.equalsIgnoreCase(geometryColumn)) {
            Optional<AttributeType> known = attributeType(declared);
            known.ifPresentOrElse(
                found -> columns.add(new Column(name, found)), () -> unreadable.add(name));
          }
        }
      }
    }
    ReferenceSystem system = ReferenceSystem.read(connection, srsId, geometryColumn != null);
    return new GeoPackageTable(
        table,
        geometryColumn,
        type,
        system.crs,
        system.name,
        keys == 1 ? key : null,
        columns,
        countedRows(connection, table));
  }

  /** Whether there is a real table of that name, neither a view nor computed by a module. */
  static boolean isTable(Connection connection, String name) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT 1 FROM sqlite_master WHERE type = 'table' AND rootpage > 0 AND name = ?")) {
      statement.setString(1, name);
      try (ResultSet row = statement.executeQuery()) {
        return row.next();
      }
    }
  }

  private static GeometryType geometryType(String name) {
    return switch (name.toUpperCase(Locale.ROOT)) {
      case "POINT", "MULTIPOINT" -> GeometryType.POINT;
      case "LINESTRING", "MULTILINESTRING" -> GeometryType.LINE;
      case "POLYGON", "MULTIPOLYGON" -> GeometryType.POLYGON;
      default -> GeometryType.MIXED;
    };
  }

  /** The standard's table 1, and what other writers use; empty for pictures. */
  private static Optional<AttributeType> attributeType(String declared) {
    int bracket = declared.indexOf('(');
    String base = bracket < 0 ? declared : declared.substring(0, bracket).strip();
    return switch (base) {
      case "BOOLEAN", "BOOL" -> Optional.of(AttributeType.BOOLEAN);
      case "TINYINT", "SMALLINT", "MEDIUMINT", "INT", "INTEGER", "BIGINT", "INT8" ->
          Optional.of(AttributeType.INTEGER);
      case "FLOAT", "DOUBLE", "REAL", "DOUBLE PRECISION", "NUMERIC", "DECIMAL" ->
          Optional.of(AttributeType.REAL);
      case "DATE" -> Optional.of(AttributeType.DATE);
      case "DATETIME", "TIMESTAMP" -> Optional.of(AttributeType.DATETIME);
      case "BLOB" -> Optional.empty();
      default -> Optional.of(AttributeType.TEXT);
    };
  }

  /** GDAL's note of the number of rows; counting them would read the whole table. */
  private static Optional<Long> countedRows(Connection connection, String table)
      throws SQLException {
    if (!isTable(connection, "gpkg_ogr_contents")) {
      return Optional.empty();
    }
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT feature_count FROM gpkg_ogr_contents WHERE lower(table_name) = lower(?)")) {
      statement.setString(1, table);
      try (ResultSet row = statement.executeQuery()) {
        long count = row.next() ? row.getLong(1) : -1;
        return count < 0 || row.wasNull() ? Optional.empty() : Optional.of(count);
      }
    }
  }

  private record ReferenceSystem(Optional<Crs> crs, String name) {
    static ReferenceSystem read(Connection connection, int srsId, boolean hasGeometry)
        throws SQLException {
      if (!hasGeometry) {
        return new ReferenceSystem(Optional.empty(), "");
      }
      try (PreparedStatement statement =
          connection.prepareStatement(
              "SELECT srs_name, organization, organization_coordsys_id FROM gpkg_spatial_ref_sys WHERE srs_id = ?")) {
        statement.setInt(1, srsId);
        try (ResultSet row = statement.executeQuery()) {
          if (!row.next()) {
            return new ReferenceSystem(Optional.empty(), "srs_id " + srsId);
          }
          String name = String.valueOf(row.getString(1));
          boolean epsg = "EPSG".equalsIgnoreCase(row.getString(2));
          return new ReferenceSystem(epsg ? known(row.getInt(3)) : Optional.empty(), name);
        }
      }
    }

    private static Optional<Crs> known(int epsg) {
      try {
        return Optional.of(new Crs(epsg));
      } catch (IllegalArgumentException notOneOfOurs) {
        return Optional.empty(); // the reader tells it
      }
    }
  }
}
