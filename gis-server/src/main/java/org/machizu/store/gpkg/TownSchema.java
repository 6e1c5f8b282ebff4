package org.machizu.store.gpkg;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.machizu.access.LayerRule;
import org.machizu.access.Sensitivity;
import org.machizu.layers.RuleJson;
import org.machizu.store.sql.Sql;

/** The steps by which a layer file came to its present form; only ever added to. */
final class TownSchema {
  private static final String JGD2011 =
      "GEOGCS[\"JGD2011\",DATUM[\"Japanese_Geodetic_Datum_2011\",SPHEROID[\"GRS 1980\",6378137,298.257222101,AUTHORITY[\"EPSG\",\"7019\"]],AUTHORITY[\"EPSG\",\"1128\"]],PRIMEM[\"Greenwich\",0,AUTHORITY[\"EPSG\",\"8901\"]],UNIT[\"degree\",0.0174532925199433,AUTHORITY[\"EPSG\",\"9122\"]],AXIS[\"Latitude\",NORTH],AXIS[\"Longitude\",EAST],AUTHORITY[\"EPSG\",\"6668\"]]";
  private static final String WGS84 =
      "GEOGCS[\"WGS 84\",DATUM[\"WGS_1984\",SPHEROID[\"WGS 84\",6378137,298.257223563,AUTHORITY[\"EPSG\",\"7030\"]],AUTHORITY[\"EPSG\",\"6326\"]],PRIMEM[\"Greenwich\",0,AUTHORITY[\"EPSG\",\"8901\"]],UNIT[\"degree\",0.0174532925199433,AUTHORITY[\"EPSG\",\"9122\"]],AXIS[\"Latitude\",NORTH],AXIS[\"Longitude\",EAST],AUTHORITY[\"EPSG\",\"4326\"]]";

  /** "GPKG", and version 1.3.0, which readers of 2020 and later take without a warning. */
  private static final int APPLICATION_ID = 0x47504B47;

  private static final int GEOPACKAGE_VERSION = 10300;

  static final List<Migrations.Step> STEPS =
      List.of(
          TownSchema::first,
          RasterTables::migrate,
          TownSchema::rights,
          AuditTable::migrateOfLayers,
          RetentionTables::migrate,
          TownSchema::reviews);

  private TownSchema() {}

  private static void first(Connection connection) throws SQLException {
    Sql.execute(connection, "PRAGMA application_id = " + APPLICATION_ID);
    Sql.execute(connection, "PRAGMA user_version = " + GEOPACKAGE_VERSION);
    geoPackageTables(connection);
    machizuTables(connection);
  }

  private static void geoPackageTables(Connection connection) throws SQLException {
    Sql.execute(
        connection,
        """
        CREATE TABLE gpkg_spatial_ref_sys (
          srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY, organization TEXT NOT NULL,
          organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT)
        """);
    srs(connection, "Undefined cartesian SRS", -1, "NONE", -1, "undefined");
    srs(connection, "Undefined geographic SRS", 0, "NONE", 0, "undefined");
    srs(connection, "WGS 84 geodetic", 4326, "EPSG", 4326, WGS84);
    srs(connection, "JGD2011", Columns.SRS, "EPSG", Columns.SRS, JGD2011);
    Sql.execute(
        connection,
        """
        CREATE TABLE gpkg_contents (
          table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,
          description TEXT DEFAULT '',
          last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
          min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,
          CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id))
        """);
    Sql.execute(
        connection,
        """
        CREATE TABLE gpkg_geometry_columns (
          table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL,
          srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL,
          CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
          CONSTRAINT uk_gc_table_name UNIQUE (table_name),
          CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
          CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id))
        """);
    Sql.execute(
        connection,
        """
        CREATE TABLE gpkg_extensions (
          table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL,
          definition TEXT NOT NULL, scope TEXT NOT NULL,
          CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name))
        """);
  }

  private static void machizuTables(Connection connection) throws SQLException {
    Sql.execute(
        connection,
        """
        CREATE TABLE machizu_layer (
          municipality TEXT NOT NULL, name TEXT NOT NULL UNIQUE, epoch INTEGER NOT NULL,
          entry TEXT NOT NULL, style TEXT NOT NULL, sensitivity TEXT NOT NULL,
          published INTEGER NOT NULL, PRIMARY KEY (municipality, name))
        """);
    Sql.execute(
        connection,
        """
        CREATE TABLE machizu_epoch (
          id INTEGER PRIMARY KEY AUTOINCREMENT, layer TEXT NOT NULL, state TEXT NOT NULL,
          start_revision INTEGER NOT NULL, end_revision INTEGER, columns TEXT NOT NULL,
          history_indexed INTEGER NOT NULL DEFAULT 0)
        """);
    Sql.execute(connection, "CREATE INDEX machizu_epoch_layer ON machizu_epoch (layer, id)");
    Sql.execute(
        connection,
        """
        CREATE TABLE machizu_revision (
          revision INTEGER PRIMARY KEY AUTOINCREMENT, layer TEXT NOT NULL, time TEXT NOT NULL,
          actor TEXT NOT NULL, kind TEXT NOT NULL, note TEXT)
        """);
    Sql.execute(
        connection, "CREATE INDEX machizu_revision_layer ON machizu_revision (layer, revision)");
    Sql.execute(
        connection, "CREATE INDEX machizu_revision_time ON machizu_revision (time, revision)");
    Sql.execute(connection, "CREATE TABLE machizu_writer (own INTEGER NOT NULL)");
    Sql.execute(connection, "INSERT INTO machizu_writer VALUES (0)");
    // GDAL lists every table, also our side tables, unless one stands in gpkg_contents as this.
    Sql.update(
        connection,
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, description) VALUES (?, 'attributes', ?, ?)",
        Migrations.TABLE,
        Migrations.TABLE,
        "Version of this file's tables; kept by Machizu");
  }

  /** Layers from before the full rule are the planners', personal ones nobody's. */
  private static void rights(Connection connection) throws SQLException {
    Sql.execute(connection, "ALTER TABLE machizu_layer ADD COLUMN rule TEXT NOT NULL DEFAULT '{}'");
    Sql.update(
        connection,
        "UPDATE machizu_layer SET rule = ? WHERE sensitivity = ?",
        RuleJson.write(LayerRule.PLANNERS).toString(),
        Sensitivity.ORDINARY.name());
    AuditTable.migrate(connection);
  }

  /** Of layers whose changes wait for a publish step, the revision that outsiders see. */
  private static void reviews(Connection connection) throws SQLException {
    Sql.execute(connection, "ALTER TABLE machizu_layer ADD COLUMN shown INTEGER");
  }

  private static void srs(
      Connection connection, String name, int id, String organization, int code, String definition)
      throws SQLException {
    Sql.update(
        connection,
        "INSERT INTO gpkg_spatial_ref_sys (srs_name, srs_id, organization, organization_coordsys_id, definition) VALUES (?, ?, ?, ?, ?)",
        name,
        id,
        organization,
        code,
        definition);
  }
}
