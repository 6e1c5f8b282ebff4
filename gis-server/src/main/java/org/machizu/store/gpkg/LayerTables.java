package org.machizu.store.gpkg;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.AttributeType;
import org.machizu.geo.feature.GeometryType;
import org.machizu.geo.feature.Layer;
import org.machizu.geo.feature.LocalizedText;
import org.machizu.geo.feature.Schema;
import org.machizu.store.features.Epoch;
import org.machizu.store.sql.Sql;

/** Makes and drops a layer's tables and their entries in GeoPackage's own tables. */
final class LayerTables {
  private LayerTables() {}

  /** The layer's own table, empty, with everything that belongs to it. */
  static void create(Connection connection, Epoch epoch, Layer layer) throws SQLException {
    if (layer.kind().isRaster()) {
      // Other programs are told of it by its first import; a table without pixels says nothing.
      RasterTables.createTiles(connection, epoch.layer());
      createSides(connection, epoch);
      return;
    }
    createContent(connection, epoch, epoch.layer());
    createSides(connection, epoch);
    if (epoch.hasGeometry()) {
      SpatialIndex.createTree(connection, FileTables.box(epoch));
    }
    register(connection, layer);
    createTriggers(connection, epoch);
  }

  /** Drops everything that {@link #create} made, and the epoch. */
  static void drop(Connection connection, Epoch epoch) throws SQLException {
    String table = epoch.layer();
    if (epoch.hasGeometry()) {
      Sql.execute(connection, "DROP TABLE IF EXISTS " + Sql.name(FileTables.box(epoch)));
    }
    Sql.execute(connection, "DROP TABLE " + Sql.name(table));
    Sql.update(connection, "DELETE FROM gpkg_extensions WHERE table_name = ?", table);
    Sql.update(connection, "DELETE FROM gpkg_geometry_columns WHERE table_name = ?", table);
    RasterTables.unregister(connection, table);
    Leftovers.drop(connection, epoch.id());
  }

  static void createTriggers(Connection connection, Epoch epoch) throws SQLException {
    if (epoch.hasGeometry()) {
      SpatialIndex.createTriggers(connection, epoch.layer());
    }
    LogTriggers.create(connection, epoch);
  }

  /** A content table under the given name; without index and triggers, ready for many rows. */
  static void createContent(Connection connection, Epoch epoch, String table) throws SQLException {
    Sql.execute(
        connection,
        "CREATE TABLE %s (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL%s)"
            .formatted(Sql.name(table), declarations(epoch)));
  }

  static void createSides(Connection connection, Epoch epoch) throws SQLException {
    Sql.execute(
        connection,
        "CREATE TABLE %s (fid INTEGER PRIMARY KEY, revision INTEGER NOT NULL)"
            .formatted(epoch.version()));
    Sql.execute(
        connection,
        "CREATE TABLE %s (revision INTEGER NOT NULL, fid INTEGER NOT NULL, kind TEXT NOT NULL, PRIMARY KEY (revision, fid)) WITHOUT ROWID"
            .formatted(epoch.log()));
    Sql.execute(
        connection,
        "CREATE INDEX %s ON %s (fid, revision)"
            .formatted(Sql.name(epoch.log() + "_fid"), epoch.log()));
    Sql.execute(
        connection,
        "CREATE TABLE %s (machizu_id INTEGER PRIMARY KEY, fid INTEGER NOT NULL, machizu_from INTEGER NOT NULL, machizu_to INTEGER NOT NULL%s)"
            .formatted(epoch.history(), declarations(epoch)));
    Sql.execute(
        connection,
        "CREATE INDEX %s ON %s (fid, machizu_to)"
            .formatted(Sql.name(epoch.history() + "_fid"), epoch.history()));
    Sql.execute(
        connection,
        "CREATE TABLE %s (fid INTEGER PRIMARY KEY%s)"
            .formatted(Sql.name(FileTables.replaced(epoch)), declarations(epoch)));
    if (epoch.hasGeometry()) {
      SpatialIndex.createTree(connection, FileTables.historyBox(epoch));
    }
  }

  private static String declarations(Epoch epoch) {
    StringBuilder sql = new StringBuilder();
    if (epoch.hasGeometry()) {
      sql.append(", geom ").append(Columns.geometryType(epoch.schema().geometryType()));
    }
    List<Attribute> attributes = epoch.schema().attributes();
    for (int i = 0; i < attributes.size(); i++) {
      sql.append(", ")
          .append(Sql.name(epoch.columns().get(i)))
          .append(' ')
          .append(Columns.type(attributes.get(i).type()));
    }
    return sql.toString();
  }

  /** Adds a column to the content (unless it is there) and to the tables that mirror it. */
  static void addColumn(
      Connection connection, Epoch epoch, String column, AttributeType type, boolean toContent)
      throws SQLException {
    for (String table : List.of(epoch.layer(), epoch.history(), FileTables.replaced(epoch))) {
      if (toContent || !table.equals(epoch.layer())) {
        Sql.execute(
            connection,
            "ALTER TABLE %s ADD COLUMN %s %s"
                .formatted(Sql.name(table), Sql.name(column), Columns.type(type)));
      }
    }
  }

  /** Tells other programs what the table is. */
  static void register(Connection connection, Layer layer) throws SQLException {
    String table = layer.id().name();
    Schema schema = layer.schema();
    boolean features = schema.geometryType() != GeometryType.NONE;
    Sql.update(connection, "DELETE FROM gpkg_extensions WHERE table_name = ?", table);
    Sql.update(connection, "DELETE FROM gpkg_geometry_columns WHERE table_name = ?", table);
    Sql.update(connection, "DELETE FROM gpkg_contents WHERE table_name = ?", table);
    Sql.update(
        connection,
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id) VALUES (?, ?, ?, ?, ?)",
        table,
        features ? "features" : "attributes",
        identifier(connection, layer.title(), table),
        layer.title().en(),
        features ? Columns.SRS : null);
    if (features) {
      Sql.update(
          connection,
          "INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', ?, ?, 0, 0)",
          table,
          Columns.geometryType(schema.geometryType()),
          Columns.SRS);
      Sql.update(
          connection,
          "INSERT INTO gpkg_extensions VALUES (?, 'geom', 'gpkg_rtree_index', 'http://www.geopackage.org/spec120/#extension_rtree', 'write-only')",
          table);
    }
  }

  /** Brings the titles that other programs show up to date. */
  static void retitle(Connection connection, Layer layer) throws SQLException {
    String table = layer.id().name();
    Sql.update(
        connection,
        "UPDATE gpkg_contents SET identifier = ?, description = ? WHERE table_name = ?",
        identifier(connection, layer.title(), table),
        layer.title().en(),
        table);
  }

  /** The Japanese title; GeoPackage wants it unique. */
  static String identifier(Connection connection, LocalizedText title, String table)
      throws SQLException {
    long others =
        Sql.numberOr(
            connection,
            0,
            "SELECT count(*) FROM gpkg_contents WHERE identifier = ? AND table_name <> ?",
            title.ja(),
            table);
    return others == 0 ? title.ja() : title.ja() + " (" + table + ")";
  }

  /** Widens the box in the contents table, and sets the time of the last change. */
  static void touch(Connection connection, String table, org.locationtech.jts.geom.Envelope box)
      throws SQLException {
    Sql.update(
        connection,
        "UPDATE gpkg_contents SET last_change = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') WHERE table_name = ?",
        table);
    if (!box.isNull()) {
      Sql.update(
          connection,
          "UPDATE gpkg_contents SET min_x = min(coalesce(min_x, ?1), ?1), min_y = min(coalesce(min_y, ?2), ?2), max_x = max(coalesce(max_x, ?3), ?3), max_y = max(coalesce(max_y, ?4), ?4) WHERE table_name = ?5",
          box.getMinX(),
          box.getMinY(),
          box.getMaxX(),
          box.getMaxY(),
          table);
    }
  }
}
