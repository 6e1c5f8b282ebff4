package org.machizu.store.gpkg;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.AttributeType;
import org.machizu.geo.feature.GeometryType;
import org.machizu.geo.feature.Schema;
import org.machizu.ingest.format.GeoPackageGeometry;
import org.machizu.store.sql.Flat;
import org.machizu.store.sql.GeometryCheck;
import org.machizu.store.sql.Sql;
import org.machizu.store.sql.Statements;

/** Checks what is to be written to a layer and turns it into columns. */
final class ContentWriter {
  private final Epoch epoch;

  ContentWriter(Epoch epoch) {
    this.epoch = epoch;
  }

  /** The statement that adds a row with its id (null: the next) and all columns. */
  static String insert(Epoch epoch, String table) {
    StringBuilder marks = new StringBuilder("?");
    int columns = epoch.columns().size() + (epoch.hasGeometry() ? 1 : 0);
    marks.repeat(", ?", columns);
    return "INSERT INTO %s (fid%s) VALUES (%s)"
        .formatted(Sql.name(table), LogTriggers.columns(epoch, ""), marks);
  }

  static void bindInsert(
      PreparedStatement statement,
      Epoch epoch,
      @Nullable Long id,
      byte @Nullable [] geometry,
      @Nullable Object[] values)
      throws SQLException {
    int at = 1;
    statement.setObject(at++, id);
    if (epoch.hasGeometry()) {
      statement.setBytes(at++, geometry);
    }
    for (Object value : values) {
      switch (value) {
        case null -> statement.setNull(at++, java.sql.Types.NULL);
        case String s -> statement.setString(at++, s);
        case Long l -> statement.setLong(at++, l);
        case Double d -> statement.setDouble(at++, d);
        default -> statement.setObject(at++, value);
      }
    }
  }

  void create(Statements statements, long id, byte @Nullable [] geometry, @Nullable Object[] values)
      throws SQLException {
    PreparedStatement statement = statements.get(insert(epoch, epoch.layer()));
    bindInsert(statement, epoch, id, geometry, values);
    statement.executeUpdate();
  }

  /** Sets some columns of a row. */
  void update(Statements statements, long id, Map<String, ? extends @Nullable Object> byColumn)
      throws SQLException {
    if (byColumn.isEmpty()) {
      return;
    }
    List<String> columns = List.copyOf(byColumn.keySet());
    String sets = String.join(" = ?, ", columns.stream().map(Sql::name).toList()) + " = ?";
    PreparedStatement statement =
        statements.get("UPDATE " + Sql.name(epoch.layer()) + " SET " + sets + " WHERE fid = ?");
    for (int i = 0; i < columns.size(); i++) {
      Object value = byColumn.get(columns.get(i));
      if (value instanceof byte[] bytes) {
        statement.setBytes(i + 1, bytes);
      } else {
        statement.setObject(i + 1, value);
      }
    }
    statement.setLong(columns.size() + 1, id);
    statement.executeUpdate();
  }

  /**
   * The values of all columns, in their order.
   *
   * @throws IllegalArgumentException when a name is not an attribute, or a value not of its type
   */
  @Nullable Object[] values(Map<String, ? extends @Nullable Object> byName) {
    @Nullable Object[] values = new @Nullable Object[epoch.schema().size()];
    byName.forEach((name, value) -> values[index(name)] = checked(name, value));
    return values;
  }

  String column(String attribute) {
    return epoch.columns().get(index(attribute));
  }

  @Nullable Object checked(String name, @Nullable Object value) {
    Attribute attribute = epoch.schema().attributes().get(index(name));
    return Values.toSql(fitted(attribute, value));
  }

  /** Whole numbers are taken for numbers. */
  private static @Nullable Object fitted(Attribute attribute, @Nullable Object value) {
    if (attribute.type() == AttributeType.REAL && value instanceof Long whole) {
      return (double) whole;
    }
    if (value != null && !attribute.type().valueClass().isInstance(value)) {
      throw new IllegalArgumentException(
          "attribute '%s' takes %s, but got %s '%s'"
              .formatted(
                  attribute.name(), attribute.type(), value.getClass().getSimpleName(), value));
    }
    return value;
  }

  private int index(String name) {
    int index = epoch.schema().indexOf(name);
    if (index < 0) {
      throw new IllegalArgumentException(
          "there is no attribute '%s' in layer '%s'; it has %s"
              .formatted(
                  name,
                  epoch.layer(),
                  epoch.schema().attributes().stream().map(Attribute::name).toList()));
    }
    return index;
  }

  /**
   * The stored form of a geometry.
   *
   * @throws IllegalArgumentException when it is not of the layer's kind or not on the globe
   */
  byte @Nullable [] encode(@Nullable Geometry geometry) {
    return encode(geometry, epoch.schema(), epoch.layer());
  }

  static byte @Nullable [] encode(@Nullable Geometry geometry, Schema schema, String layer) {
    if (geometry == null || geometry.isEmpty()) {
      return null;
    }
    GeometryCheck.check(geometry, schema, layer);
    Geometry flat = Flat.of(geometry);
    return schema.geometryType() == GeometryType.MIXED
        ? GeoPackageGeometry.encode(flat, Columns.SRS)
        : GeoPackageGeometry.encodeAsMulti(flat, Columns.SRS);
  }
}
