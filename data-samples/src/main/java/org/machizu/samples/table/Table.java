package org.machizu.samples.table;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.AttributeType;
import org.machizu.geo.feature.Attributes;
import org.machizu.geo.feature.GeometryType;
import org.machizu.geo.feature.Schema;

/** Rows of one layer in the making; places in metres of the plane-rectangular zone. */
public final class Table {
  private final Schema schema;
  private final List<Row> rows = new ArrayList<>();

  /**
   * One row.
   *
   * @param plane null for a row without a place
   */
  public record Row(@Nullable Geometry plane, Attributes attributes) {
    public @Nullable Object get(String attribute) {
      return attributes.get(attribute);
    }
  }

  private Table(Schema schema) {
    this.schema = schema;
  }

  /**
   * A table with attributes in their order.
   *
   * @param columns names; a name that ends in {@code :i}, {@code :r}, {@code :d} or {@code :b} is a
   *     whole number, a real one, a day or a truth value, any other a text
   */
  public static Table of(GeometryType geometry, String... columns) {
    List<Attribute> attributes = new ArrayList<>();
    for (String column : columns) {
      int colon = column.indexOf(':');
      String name = colon < 0 ? column : column.substring(0, colon);
      AttributeType type =
          switch (colon < 0 ? "" : column.substring(colon + 1)) {
            case "" -> AttributeType.TEXT;
            case "i" -> AttributeType.INTEGER;
            case "r" -> AttributeType.REAL;
            case "d" -> AttributeType.DATE;
            case "b" -> AttributeType.BOOLEAN;
            default -> throw new IllegalArgumentException("no type for column " + column);
          };
      attributes.add(Attribute.open(name, type));
    }
    return new Table(new Schema(geometry, attributes));
  }

  /** Adds a row; whole numbers may be given as int, an empty text counts as no value. */
  public void add(@Nullable Geometry plane, @Nullable Object... values) {
    @Nullable Object[] kept = new @Nullable Object[values.length];
    for (int i = 0; i < values.length; i++) {
      Object value = values[i];
      kept[i] =
          value instanceof Integer whole ? Long.valueOf(whole) : "".equals(value) ? null : value;
    }
    rows.add(new Row(plane, Attributes.of(schema, kept)));
  }

  public Schema schema() {
    return schema;
  }

  public List<Row> rows() {
    return rows;
  }

  public int size() {
    return rows.size();
  }
}
