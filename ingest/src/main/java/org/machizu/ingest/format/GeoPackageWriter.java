package org.machizu.ingest.format;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.Collections;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.MultiPoint;
import org.locationtech.jts.geom.Point;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.Attributes;
import org.machizu.geo.feature.Feature;
import org.machizu.geo.feature.GeometryType;
import org.machizu.geo.feature.Schema;
import org.sqlite.SQLiteConfig;

/**
 * Writes a GeoPackage with one table in one transaction; features keep their id as {@code fid}.
 * Lines and polygons are written as multi geometries; points as single ones, unless one of them has
 * several places: then all become multi when the file is closed. The file appears in its place when
 * it is complete, in journal mode DELETE, so that the one file is all there is.
 */
final class GeoPackageWriter implements FeatureWriter {
  private static final int BATCH = 1_000;
  private static final String GEOMETRY = "geom";
  private static final String KEY = "fid";

  private final Path target;
  private final Path partial;
  private final Schema schema;
  private final WriteOptions options;
  private final Connection connection;
  private final PreparedStatement insert;
  private final @Nullable PreparedStatement index;
  private final boolean hasGeometry;
  private final String geometryColumn;
  private final String keyColumn;
  private final Envelope box = new Envelope();
  private long rows;
  private boolean hasZ;
  private boolean hasM;
  private boolean multiPoints;
  private boolean failed;
  private boolean closed;

  GeoPackageWriter(Path target, Schema schema, WriteOptions options, String wkt)
      throws IOException {
    this.target = target;
    this.schema = schema;
    this.options = options;
    this.hasGeometry = schema.geometryType() != GeometryType.NONE;
    this.geometryColumn = free(GEOMETRY);
    this.keyColumn = free(KEY);
    this.partial = target.resolveSibling(target.getFileName() + "." + UUID.randomUUID() + ".part");
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.OFF); // a broken one is thrown away whole
    config.setSynchronous(SQLiteConfig.SynchronousMode.OFF);
    Connection opened = null;
    try {
      opened = config.createConnection("jdbc:sqlite:" + partial);
      opened.setAutoCommit(false);
      this.connection = opened;
      createTables(wkt);
      this.insert = opened.prepareStatement(insertSql());
      this.index =
          hasGeometry
              ? opened.prepareStatement(
                  "INSERT INTO "
                      + GeoPackageSql.quote(GeoPackageSql.rtreeName(table(), geometryColumn))
                      + " VALUES (?, ?, ?, ?, ?)")
              : null;
    } catch (SQLException e) {
      closeQuietly(opened, e);
      Files.deleteIfExists(partial);
      throw failure(e);
    } catch (RuntimeException e) {
      closeQuietly(opened, e);
      Files.deleteIfExists(partial);
      throw e;
    }
  }

  private static void closeQuietly(@Nullable Connection opened, Exception cause) {
    if (opened != null) {
      try {
        opened.close();
      } catch (SQLException e) {
        cause.addSuppressed(e);
      }
    }
  }

  private static IOException failure(SQLException cause) {
    return new IOException("the GeoPackage could not be written: " + cause.getMessage(), cause);
  }

  /** A column name that no attribute has. */
  private String free(String name) {
    Set<String> taken = new HashSet<>();
    for (Attribute attribute : schema.attributes()) {
      taken.add(attribute.name().toLowerCase(Locale.ROOT));
    }
    String free = name;
    while (taken.contains(free)) {
      free = "_" + free;
    }
    return free;
  }

  private String table() {
    return options.layer();
  }

  private int srsId() {
    return options.crs().epsg();
  }

  private void createTables(String wkt) throws SQLException {
    for (String sql : GeoPackageSql.coreTables()) {
      run(sql);
    }
    run(
        GeoPackageSql.insertReferenceSystem(
            options.crs().toString(), srsId(), "EPSG", srsId(), wkt));
    StringBuilder create = new StringBuilder("CREATE TABLE " + GeoPackageSql.quote(table()) + " (");
    create
        .append(GeoPackageSql.quote(keyColumn))
        .append(" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL");
    if (hasGeometry) {
      create.append(", ").append(GeoPackageSql.quote(geometryColumn)).append(' ');
      create.append(GeoPackageSql.geometryTypeName(schema.geometryType()));
    }
    for (int i = 0; i < schema.size(); i++) {
      create.append(", ").append(GeoPackageSql.quote(columnName(i)));
      create.append(' ').append(GeoPackageSql.columnType(schema.attributes().get(i).type()));
    }
    run(create.append(")").toString());
    run(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, description, last_change, srs_id) VALUES (%s, '%s', %s, %s, '%s', %s)"
            .formatted(
                GeoPackageSql.literal(table()),
                hasGeometry ? "features" : "attributes",
                GeoPackageSql.literal(table()),
                GeoPackageSql.literal(options.about().titleAndText()),
                GeoPackageValues.write(options.moment()),
                hasGeometry ? srsId() : "NULL"));
    if (hasGeometry) {
      run(
          "INSERT INTO gpkg_geometry_columns VALUES (%s, %s, '%s', %d, 0, 0)"
              .formatted(
                  GeoPackageSql.literal(table()),
                  GeoPackageSql.literal(geometryColumn),
                  GeoPackageSql.geometryTypeName(schema.geometryType()),
                  srsId()));
      for (String sql : GeoPackageSql.createRtree(table(), geometryColumn)) {
        run(sql);
      }
    }
  }

  /** SQLite does not tell capitals apart in names; a later attribute gets a number behind. */
  private String columnName(int index) {
    String name = schema.attributes().get(index).name();
    long same =
        schema.attributes().stream()
            .limit(index)
            .filter(earlier -> earlier.name().equalsIgnoreCase(name))
            .count();
    return same == 0 ? name : name + "_" + (same + 1);
  }

  private String insertSql() {
    int values = 1 + (hasGeometry ? 1 : 0) + schema.size();
    return "INSERT INTO %s VALUES (%s)"
        .formatted(
            GeoPackageSql.quote(table()), String.join(", ", Collections.nCopies(values, "?")));
  }

  private void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void write(Feature feature) throws IOException {
    try {
      rows++;
      int at = 1;
      insert.setLong(at++, feature.id());
      if (hasGeometry) {
        Geometry geometry = feature.geometry();
        if (geometry == null) {
          insert.setNull(at++, Types.BLOB);
        } else {
          insert.setBytes(at++, encode(geometry));
          addToIndex(feature.id(), geometry);
        }
      }
      Attributes attributes = feature.attributes().narrowTo(schema);
      for (int i = 0; i < schema.size(); i++) {
        Object value = attributes.get(i);
        insert.setObject(at++, value == null ? null : GeoPackageValues.write(value));
      }
      insert.addBatch();
      if (rows % BATCH == 0) {
        executeBatches();
      }
    } catch (SQLException e) {
      failed = true;
      throw failure(e);
    } catch (RuntimeException e) {
      failed = true;
      throw e;
    }
  }

  private byte[] encode(Geometry geometry) {
    if (!geometry.isEmpty()) {
      CoordinateSequence sequence = ShapeParts.sequences(geometry).getFirst();
      hasZ |= sequence.hasZ() && !Double.isNaN(sequence.getZ(0));
      hasM |= sequence.hasM() && !Double.isNaN(sequence.getM(0));
    }
    return switch (schema.geometryType()) {
      case LINE, POLYGON -> GeoPackageGeometry.encodeAsMulti(geometry, srsId());
      case POINT -> {
        if (geometry instanceof MultiPoint && geometry.getNumGeometries() == 1) {
          yield GeoPackageGeometry.encode(geometry.getGeometryN(0), srsId());
        }
        multiPoints |= !(geometry instanceof Point);
        yield GeoPackageGeometry.encode(geometry, srsId());
      }
      case MIXED, NONE -> GeoPackageGeometry.encode(geometry, srsId());
    };
  }

  private void addToIndex(long id, Geometry geometry) throws SQLException {
    if (index == null || geometry.isEmpty()) {
      return;
    }
    Envelope own = geometry.getEnvelopeInternal();
    box.expandToInclude(own);
    index.setLong(1, id);
    index.setDouble(2, own.getMinX());
    index.setDouble(3, own.getMaxX());
    index.setDouble(4, own.getMinY());
    index.setDouble(5, own.getMaxY());
    index.addBatch();
  }

  private void executeBatches() throws SQLException {
    insert.executeBatch();
    if (index != null) {
      index.executeBatch();
    }
  }

  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    try {
      try (connection) {
        if (!failed) {
          complete();
        }
      }
      if (!failed) {
        Files.move(partial, target, StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (SQLException e) {
      throw failure(e);
    } finally {
      Files.deleteIfExists(partial);
    }
  }

  private void complete() throws SQLException {
    executeBatches();
    if (multiPoints) {
      makeAllPointsMulti();
    }
    if (hasGeometry) {
      run(
          "UPDATE gpkg_geometry_columns SET z = %d, m = %d, geometry_type_name = '%s'"
              .formatted(
                  hasZ ? 2 : 0,
                  hasM ? 2 : 0,
                  multiPoints
                      ? "MULTIPOINT"
                      : GeoPackageSql.geometryTypeName(schema.geometryType())));
      for (String sql : GeoPackageSql.rtreeTriggers(table(), geometryColumn, keyColumn)) {
        run(sql);
      }
    }
    if (!box.isNull()) {
      run(
          "UPDATE gpkg_contents SET min_x = %s, min_y = %s, max_x = %s, max_y = %s"
              .formatted(box.getMinX(), box.getMinY(), box.getMaxX(), box.getMaxY()));
    }
    connection.commit();
    connection.setAutoCommit(true);
    run("PRAGMA journal_mode = DELETE");
    run("PRAGMA optimize");
  }

  private void makeAllPointsMulti() throws SQLException {
    String table = GeoPackageSql.quote(table());
    String geometry = GeoPackageSql.quote(geometryColumn);
    String key = GeoPackageSql.quote(keyColumn);
    try (PreparedStatement read =
            connection.prepareStatement(
                "SELECT %2$s, %1$s FROM %3$s WHERE %2$s > ? ORDER BY %2$s LIMIT 1"
                    .formatted(geometry, key, table));
        PreparedStatement update =
            connection.prepareStatement(
                "UPDATE %s SET %s = ? WHERE %s = ?".formatted(table, geometry, key))) {
      long last = Long.MIN_VALUE;
      while (true) {
        read.setLong(1, last);
        byte[] value;
        try (ResultSet result = read.executeQuery()) {
          if (!result.next()) {
            return;
          }
          last = result.getLong(1);
          value = result.getBytes(2);
        }
        if (value != null) {
          Geometry point = GeoPackageGeometry.decode(value);
          update.setBytes(1, GeoPackageGeometry.encodeAsMulti(point, srsId()));
          update.setLong(2, last);
          update.executeUpdate();
        }
      }
    }
  }
}
