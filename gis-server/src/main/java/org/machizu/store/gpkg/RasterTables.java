package org.machizu.store.gpkg;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.machizu.geo.crs.Crs;
import org.machizu.geo.crs.CrsConversion;
import org.machizu.geo.crs.CrsWkt;
import org.machizu.geo.feature.Layer;
import org.machizu.ingest.raster.Placement;
import org.machizu.layers.RasterContent;
import org.machizu.layers.RasterContent.Grid;
import org.machizu.layers.RasterContent.Image;
import org.machizu.store.sql.FloatTiff;
import org.machizu.store.sql.Sql;

/**
 * A layer of pixels in GeoPackage's own tables, so that QGIS shows it: pictures as a tile pyramid
 * in WebMercatorQuad (OGC 12-128r18, 2.2, with the WebP extension), grids as a tiled gridded
 * coverage of 32-bit floats in their own system (OGC 17-066r1).
 */
final class RasterTables {
  static final double MERCATOR_HALF = 20_037_508.342789244;
  private static final String GRIDDED = "gpkg_2d_gridded_coverage";
  private static final String GRIDDED_SPEC =
      "http://docs.opengeospatial.org/is/17-066r1/17-066r1.html";

  private RasterTables() {}

  /** The step of the file's form that knows pixels. */
  static void migrate(Connection connection) throws SQLException {
    Sql.execute(
        connection,
        "CREATE TABLE machizu_raster (epoch INTEGER PRIMARY KEY, content TEXT NOT NULL)");
    Sql.execute(
        connection,
        """
        CREATE TABLE IF NOT EXISTS gpkg_tile_matrix_set (
          table_name TEXT NOT NULL PRIMARY KEY, srs_id INTEGER NOT NULL, min_x DOUBLE NOT NULL,
          min_y DOUBLE NOT NULL, max_x DOUBLE NOT NULL, max_y DOUBLE NOT NULL,
          CONSTRAINT fk_gtms_table_name FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
          CONSTRAINT fk_gtms_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id))
        """);
    Sql.execute(
        connection,
        """
        CREATE TABLE IF NOT EXISTS gpkg_tile_matrix (
          table_name TEXT NOT NULL, zoom_level INTEGER NOT NULL, matrix_width INTEGER NOT NULL,
          matrix_height INTEGER NOT NULL, tile_width INTEGER NOT NULL, tile_height INTEGER NOT NULL,
          pixel_x_size DOUBLE NOT NULL, pixel_y_size DOUBLE NOT NULL,
          CONSTRAINT pk_ttm PRIMARY KEY (table_name, zoom_level),
          CONSTRAINT fk_tmm_table_name FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name))
        """);
  }

  /** An empty table of tiles. */
  static void createTiles(Connection connection, String table) throws SQLException {
    Sql.execute(
        connection,
        """
        CREATE TABLE %s (
          id INTEGER PRIMARY KEY AUTOINCREMENT, zoom_level INTEGER NOT NULL,
          tile_column INTEGER NOT NULL, tile_row INTEGER NOT NULL, tile_data BLOB NOT NULL,
          UNIQUE (zoom_level, tile_column, tile_row))
        """
            .formatted(Sql.name(table)));
  }

  /** The tables that go with grids; made with the first of them. */
  static void createGridded(Connection connection) throws SQLException {
    Sql.execute(
        connection,
        """
        CREATE TABLE IF NOT EXISTS gpkg_2d_gridded_coverage_ancillary (
          id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, tile_matrix_set_name TEXT NOT NULL UNIQUE,
          datatype TEXT NOT NULL DEFAULT 'integer', scale REAL NOT NULL DEFAULT 1.0,
          offset REAL NOT NULL DEFAULT 0.0, precision REAL DEFAULT 1.0, data_null REAL,
          grid_cell_encoding TEXT DEFAULT 'grid-value-is-center', uom TEXT,
          field_name TEXT DEFAULT 'Height', quantity_definition TEXT DEFAULT 'Height',
          CONSTRAINT fk_g2dgtct_name FOREIGN KEY (tile_matrix_set_name)
            REFERENCES gpkg_tile_matrix_set (table_name),
          CHECK (datatype IN ('integer', 'float')))
        """);
    Sql.execute(
        connection,
        """
        CREATE TABLE IF NOT EXISTS gpkg_2d_gridded_tile_ancillary (
          id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, tpudt_name TEXT NOT NULL,
          tpudt_id INTEGER NOT NULL, scale REAL NOT NULL DEFAULT 1.0,
          offset REAL NOT NULL DEFAULT 0.0, min REAL DEFAULT NULL, max REAL DEFAULT NULL,
          mean REAL DEFAULT NULL, std_dev REAL DEFAULT NULL,
          CONSTRAINT fk_g2dgtat_name FOREIGN KEY (tpudt_name) REFERENCES gpkg_contents(table_name),
          UNIQUE (tpudt_name, tpudt_id))
        """);
    for (String table : List.of(GRIDDED + "_ancillary", "gpkg_2d_gridded_tile_ancillary")) {
      Sql.update(
          connection,
          "INSERT INTO gpkg_extensions SELECT ?1, NULL, ?2, ?3, 'read-write' WHERE NOT EXISTS (SELECT 1 FROM gpkg_extensions WHERE table_name = ?1)",
          table,
          GRIDDED,
          GRIDDED_SPEC);
    }
  }

  /** Tells other programs what the layer's table holds now. */
  static void register(Connection connection, Layer layer, RasterContent content)
      throws SQLException {
    unregister(connection, layer.id().name());
    switch (content) {
      case Image image -> registerImage(connection, layer, image);
      case Grid grid -> registerGrid(connection, layer, grid);
    }
  }

  /** Takes the table out of GeoPackage's own. */
  static void unregister(Connection connection, String table) throws SQLException {
    for (String own :
        List.of("gpkg_extensions", "gpkg_tile_matrix", "gpkg_tile_matrix_set", "gpkg_contents")) {
      Sql.update(connection, "DELETE FROM " + own + " WHERE table_name = ?", table);
    }
    if (hasGridded(connection)) {
      Sql.update(
          connection,
          "DELETE FROM gpkg_2d_gridded_coverage_ancillary WHERE tile_matrix_set_name = ?",
          table);
    }
  }

  private static boolean hasGridded(Connection connection) throws SQLException {
    return Sql.number(
            connection,
            "SELECT 1 FROM sqlite_master WHERE name = 'gpkg_2d_gridded_coverage_ancillary'")
        != null;
  }

  private static void registerImage(Connection connection, Layer layer, Image image)
      throws SQLException {
    String table = layer.id().name();
    double[] min = mercator(image.extent().minLon(), image.extent().minLat());
    double[] max = mercator(image.extent().maxLon(), image.extent().maxLat());
    contents(
        connection,
        layer,
        "tiles",
        Crs.WEB_MERCATOR,
        new double[] {min[0], min[1], max[0], max[1]});
    matrixSet(
        connection,
        table,
        Crs.WEB_MERCATOR,
        -MERCATOR_HALF,
        -MERCATOR_HALF,
        MERCATOR_HALF,
        MERCATOR_HALF);
    for (int zoom = image.zooms().min(); zoom <= image.zooms().max(); zoom++) {
      long side = 1L << zoom;
      double pixel = 2 * MERCATOR_HALF / RasterContent.SIDE / side;
      matrix(connection, table, zoom, side, side, pixel, pixel);
    }
    extension(
        connection, table, "gpkg_webp", "http://www.geopackage.org/spec120/#extension_tiles_webp");
  }

  private static double[] mercator(double lon, double lat) {
    var place = CrsConversion.between(Crs.JGD2011, Crs.WEB_MERCATOR).apply(lon, lat);
    return new double[] {place.x, place.y};
  }

  private static void registerGrid(Connection connection, Layer layer, Grid grid)
      throws SQLException {
    createGridded(connection);
    String table = layer.id().name();
    Placement p = grid.placement();
    contents(
        connection,
        layer,
        "2d-gridded-coverage",
        p.crs(),
        new double[] {p.west(), p.south(), p.east(), p.north()});
    long whole = (long) RasterContent.SIDE << grid.levels() - 1;
    matrixSet(
        connection,
        table,
        p.crs(),
        p.west(),
        p.north() - whole * p.pixelHeight(),
        p.west() + whole * p.pixelWidth(),
        p.north());
    for (int level = 0; level < grid.levels(); level++) {
      int zoom = zoom(grid, level);
      double times = 1L << level;
      matrix(
          connection,
          table,
          zoom,
          1L << zoom,
          1L << zoom,
          p.pixelWidth() * times,
          p.pixelHeight() * times);
    }
    Sql.update(
        connection,
        "INSERT INTO gpkg_2d_gridded_coverage_ancillary (tile_matrix_set_name, datatype, data_null, grid_cell_encoding, field_name, quantity_definition) VALUES (?, 'float', ?, 'grid-value-is-area', ?, ?)",
        table,
        (double) FloatTiff.NOTHING,
        table,
        table);
    extension(connection, table, GRIDDED, GRIDDED_SPEC);
  }

  /**
   * The numbers of a grid's block, as other programs are told.
   *
   * @param min null when there is none
   */
  record Range(@Nullable Float min, @Nullable Float max) {
    static Range of(float[] numbers) {
      float min = Float.POSITIVE_INFINITY;
      float max = Float.NEGATIVE_INFINITY;
      for (float number : numbers) {
        if (!Float.isNaN(number)) {
          min = Math.min(min, number);
          max = Math.max(max, number);
        }
      }
      return min > max ? new Range(null, null) : new Range(min, max);
    }
  }

  /** GeoPackage counts levels from the coarsest. */
  static int zoom(Grid grid, int level) {
    return grid.levels() - 1 - level;
  }

  private static void contents(
      Connection connection, Layer layer, String type, Crs crs, double[] box) throws SQLException {
    Sql.update(
        connection,
        "INSERT OR IGNORE INTO gpkg_spatial_ref_sys (srs_name, srs_id, organization, organization_coordsys_id, definition) VALUES (?, ?, 'EPSG', ?, ?)",
        CrsWkt.name(crs),
        crs.epsg(),
        crs.epsg(),
        CrsWkt.ogc(crs));
    Sql.update(
        connection,
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, description, min_x, min_y, max_x, max_y, srs_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        layer.id().name(),
        type,
        LayerTables.identifier(connection, layer.title(), layer.id().name()),
        layer.title().en(),
        box[0],
        box[1],
        box[2],
        box[3],
        crs.epsg());
  }

  private static void matrixSet(
      Connection connection,
      String table,
      Crs crs,
      double minX,
      double minY,
      double maxX,
      double maxY)
      throws SQLException {
    Sql.update(
        connection,
        "INSERT INTO gpkg_tile_matrix_set VALUES (?, ?, ?, ?, ?, ?)",
        table,
        crs.epsg(),
        minX,
        minY,
        maxX,
        maxY);
  }

  private static void matrix(
      Connection connection,
      String table,
      int zoom,
      long width,
      long height,
      double pixelX,
      double pixelY)
      throws SQLException {
    Sql.update(
        connection,
        "INSERT INTO gpkg_tile_matrix VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        table,
        zoom,
        width,
        height,
        RasterContent.SIDE,
        RasterContent.SIDE,
        pixelX,
        pixelY);
  }

  private static void extension(Connection connection, String table, String name, String spec)
      throws SQLException {
    Sql.update(
        connection,
        "INSERT INTO gpkg_extensions VALUES (?, 'tile_data', ?, ?, 'read-write')",
        table,
        name,
        spec);
  }
}
