package org.machizu.ingest.format;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.machizu.geo.feature.AttributeType;
import org.machizu.geo.feature.GeometryType;

/**
 * The SQL that makes a SQLite file a GeoPackage 1.3 and gives a feature table its R*Tree. Source:
 * OGC 12-128r18, annexes C and F.3; the update triggers are those of 1.4 ({@code update6}, {@code
 * update7}, {@code update5}), which the standard recommends for older files too, because {@code
 * update1} breaks upserts and {@code update3} cannot be told from its faulty first version.
 *
 * <p>For: the GeoPackage format here, and every store that keeps its features in a GeoPackage.
 */
public final class GeoPackageSql {
  /** "GPKG", for {@code PRAGMA application_id}. */
  public static final int APPLICATION_ID = 0x47504B47;

  /** Version 1.3.0, for {@code PRAGMA user_version}: GDAL before 3.7 warns of 1.4. */
  public static final int USER_VERSION = 10300;

  private static final String WGS84_WKT =
      """
      GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],\
      AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],\
      UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],\
      AXIS["Latitude",NORTH],AXIS["Longitude",EAST],AUTHORITY["EPSG","4326"]]\
      """;

  private GeoPackageSql() {}

  /** A name as an SQL identifier, whatever characters it has. */
  public static String quote(String identifier) {
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }

  /** A text as an SQL literal. */
  public static String literal(String text) {
    return '\'' + text.replace("'", "''") + '\'';
  }

  /**
   * Marks the file and makes the tables that every GeoPackage has, with the three reference systems
   * that must be there (4326, -1 and 0). Nothing happens to tables that exist.
   */
  public static List<String> coreTables() {
    return List.of(
        "PRAGMA application_id = " + APPLICATION_ID,
        "PRAGMA user_version = " + USER_VERSION,
        """
        CREATE TABLE IF NOT EXISTS gpkg_spatial_ref_sys (
          srs_name TEXT NOT NULL,
          srs_id INTEGER NOT NULL PRIMARY KEY,
          organization TEXT NOT NULL,
          organization_coordsys_id INTEGER NOT NULL,
          definition TEXT NOT NULL,
          description TEXT
        )\
        """,
        insertReferenceSystem("WGS 84 geodetic", 4326, "EPSG", 4326, WGS84_WKT),
        insertReferenceSystem("Undefined Cartesian SRS", -1, "NONE", -1, "undefined"),
        insertReferenceSystem("Undefined geographic SRS", 0, "NONE", 0, "undefined"),
        """
        CREATE TABLE IF NOT EXISTS gpkg_contents (
          table_name TEXT NOT NULL PRIMARY KEY,
          data_type TEXT NOT NULL,
          identifier TEXT UNIQUE,
          description TEXT DEFAULT '',
          last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
          min_x DOUBLE,
          min_y DOUBLE,
          max_x DOUBLE,
          max_y DOUBLE,
          srs_id INTEGER,
          CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id)
        )\
        """,
        """
        CREATE TABLE IF NOT EXISTS gpkg_geometry_columns (
          table_name TEXT NOT NULL,
          column_name TEXT NOT NULL,
          geometry_type_name TEXT NOT NULL,
          srs_id INTEGER NOT NULL,
          z TINYINT NOT NULL,
          m TINYINT NOT NULL,
          CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
          CONSTRAINT uk_gc_table_name UNIQUE (table_name),
          CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
          CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id)
        )\
        """,
        """
        CREATE TABLE IF NOT EXISTS gpkg_extensions (
          table_name TEXT,
          column_name TEXT,
          extension_name TEXT NOT NULL,
          definition TEXT NOT NULL,
          scope TEXT NOT NULL,
          CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name)
        )\
        """);
  }

  /** Adds a reference system unless its id is there already. */
  public static String insertReferenceSystem(
      String name, int srsId, String organization, int code, String definition) {
    return "INSERT OR IGNORE INTO gpkg_spatial_ref_sys"
        + " (srs_name, srs_id, organization, organization_coordsys_id, definition) VALUES (%s, %d, %s, %d, %s)"
            .formatted(literal(name), srsId, literal(organization), code, literal(definition));
  }

  /** The column type that the standard has for an attribute. */
  public static String columnType(AttributeType type) {
    return switch (type) {
      case TEXT -> "TEXT";
      case INTEGER -> "INTEGER";
      case REAL -> "REAL";
      case BOOLEAN -> "BOOLEAN";
      case DATE -> "DATE";
      case DATETIME -> "DATETIME";
    };
  }

  /** The standard's name for the geometries of a table; lines and polygons are kept as multi. */
  public static String geometryTypeName(GeometryType type) {
    return switch (type) {
      case POINT -> "POINT";
      case LINE -> "MULTILINESTRING";
      case POLYGON -> "MULTIPOLYGON";
      case MIXED -> "GEOMETRY";
      case NONE -> throw new IllegalArgumentException("a table without geometry has no such row");
    };
  }

  /** The name of the R*Tree of a table's geometry column, not quoted. */
  public static String rtreeName(String table, String column) {
    return "rtree_" + table + "_" + column;
  }

  /** Makes the empty R*Tree and registers it. */
  public static List<String> createRtree(String table, String column) {
    return List.of(
        "CREATE VIRTUAL TABLE %s USING rtree(id, minx, maxx, miny, maxy)"
            .formatted(quote(rtreeName(table, column))),
        """
        INSERT OR REPLACE INTO gpkg_extensions (table_name, column_name, extension_name, definition, scope)
        VALUES (%s, %s, 'gpkg_rtree_index', 'http://www.geopackage.org/spec130/#extension_rtree', 'write-only')\
        """
            .formatted(literal(table), literal(column)));
  }

  /**
   * The triggers that keep the R*Tree true, whoever edits the table. They call {@code ST_MinX},
   * {@code ST_MaxX}, {@code ST_MinY}, {@code ST_MaxY} and {@code ST_IsEmpty}, which QGIS and GDAL
   * bring along and {@link GeoPackageFunctions} gives to a connection of ours. Filling a large
   * table is much faster before they are made.
   *
   * @param key the table's integer primary key
   */
  public static List<String> rtreeTriggers(String table, String column, String key) {
    String box = "ST_MinX(NEW.<c>), ST_MaxX(NEW.<c>), ST_MinY(NEW.<c>), ST_MaxY(NEW.<c>)";
    String newIsThere = "(NEW.<c> NOTNULL AND NOT ST_IsEmpty(NEW.<c>))";
    String newIsEmpty = "(NEW.<c> ISNULL OR ST_IsEmpty(NEW.<c>))";
    List<String> templates =
        List.of(
            "CREATE TRIGGER <r_insert> AFTER INSERT ON <t> WHEN "
                + newIsThere
                + " BEGIN INSERT OR REPLACE INTO <r> VALUES (NEW.<i>, "
                + box
                + "); END",
            "CREATE TRIGGER <r_update2> AFTER UPDATE OF <c> ON <t> WHEN OLD.<i> = NEW.<i> AND "
                + newIsEmpty
                + " BEGIN DELETE FROM <r> WHERE id = OLD.<i>; END",
            "CREATE TRIGGER <r_update4> AFTER UPDATE ON <t> WHEN OLD.<i> != NEW.<i> AND "
                + newIsEmpty
                + " BEGIN DELETE FROM <r> WHERE id IN (OLD.<i>, NEW.<i>); END",
            "CREATE TRIGGER <r_update5> AFTER UPDATE ON <t> WHEN OLD.<i> != NEW.<i> AND "
                + newIsThere
                + " BEGIN DELETE FROM <r> WHERE id = OLD.<i>;"
                + " INSERT OR REPLACE INTO <r> VALUES (NEW.<i>, "
                + box
                + "); END",
            "CREATE TRIGGER <r_update6> AFTER UPDATE OF <c> ON <t> WHEN OLD.<i> = NEW.<i> AND "
                + newIsThere
                + " AND (OLD.<c> NOTNULL AND NOT ST_IsEmpty(OLD.<c>))"
                + " BEGIN UPDATE <r> SET minx = ST_MinX(NEW.<c>), maxx = ST_MaxX(NEW.<c>),"
                + " miny = ST_MinY(NEW.<c>), maxy = ST_MaxY(NEW.<c>) WHERE id = NEW.<i>; END",
            "CREATE TRIGGER <r_update7> AFTER UPDATE OF <c> ON <t> WHEN OLD.<i> = NEW.<i> AND "
                + newIsThere
                + " AND (OLD.<c> ISNULL OR ST_IsEmpty(OLD.<c>))"
                + " BEGIN INSERT INTO <r> VALUES (NEW.<i>, "
                + box
                + "); END",
            "CREATE TRIGGER <r_delete> AFTER DELETE ON <t> WHEN OLD.<c> NOT NULL"
                + " BEGIN DELETE FROM <r> WHERE id = OLD.<i>; END");
    String rtree = rtreeName(table, column);
    return templates.stream().map(sql -> fill(sql, rtree, table, column, key)).toList();
  }

  private static String fill(String sql, String rtree, String table, String column, String key) {
    int from = sql.indexOf("<r_");
    int to = sql.indexOf('>', from);
    String trigger = rtree + sql.substring(from + 2, to);
    // One pass over the template, so that a name with "<c>" in it is not taken for a mark.
    return Pattern.compile("<r_\\w+>|<r>|<t>|<c>|<i>")
        .matcher(sql)
        .replaceAll(mark ->
            Matcher.quoteReplacement(
                quote(
                    switch (mark.group()) {
                      case "<r>" -> rtree;
                      case "<t>" -> table;
                      case "<c>" -> column;
                      case "<i>" -> key;
                      default -> trigger;
                    })));
  }
}
