package org.machizu.store.features;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.AttributeType;
import org.machizu.store.sql.Sql;
import org.machizu.store.sql.Statements;

/** Checks what is to be written to a layer and turns it into columns. */
public final class ContentWriter {
  private final Epoch epoch;

  public ContentWriter(Epoch epoch) {
    this.epoch = epoch;
  }

  /** Adds a row with its id and all columns to a batch of the statement {@link #insert}. */
  public static void addInsert(
      PreparedStatement statement,
      Epoch epoch,
      long id,
      @Nullable Object geometry,
      @Nullable Object[] values)
      throws SQLException {
    int at = 1;
    statement.setLong(at++, id);
    if (epoch.hasGeometry()) {
      statement.setObject(at++, geometry);
    }
    for (Object value : values) {
      statement.setObject(at++, value);
    }
    statement.addBatch();
  }

  /** The statement that adds a row with its id and all columns. */
  public static String insert(Epoch epoch) {
    int columns = epoch.columns().size() + (epoch.hasGeometry() ? 1 : 0);
    return "INSERT INTO %s (fid%s) VALUES (?%s)"
        .formatted(epoch.content(), epoch.allColumns(""), ", ?".repeat(columns));
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
        statements.get("UPDATE " + epoch.content() + " SET " + sets + " WHERE fid = ?");
    for (int i = 0; i < columns.size(); i++) {
      statement.setObject(i + 1, byColumn.get(columns.get(i)));
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
    return epoch.dialect().values().toSql(fitted(attribute, value));
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
  @Nullable Object stored(@Nullable Geometry geometry) {
    return epoch.dialect().values().toSql(geometry, epoch.schema(), epoch.layer());
  }
}
