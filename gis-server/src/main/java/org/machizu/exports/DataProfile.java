package org.machizu.exports;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Point;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.AttributeType;
import org.machizu.geo.feature.Attributes;
import org.machizu.geo.feature.Feature;
import org.machizu.geo.feature.GeometryType;
import org.machizu.geo.feature.LocalizedText;
import org.machizu.geo.feature.Schema;

/**
 * A published set of columns, as 推奨データセット has them, and where a layer's attributes stand in it.
 *
 * @param name as in addresses, "public-facility"
 * @param columns in the published order
 * @param needs of each list one attribute must be there for a layer to fit
 * @param constants what the town itself gives, by {@link Origin}
 */
public record DataProfile(
    String name,
    LocalizedText title,
    String source,
    List<Column> columns,
    List<List<String>> needs,
    Map<Origin, String> constants) {

  /** What fills a column when no attribute does. */
  public enum Origin {
    NONE,
    /** The town's six digits. */
    MUNICIPALITY_CODE,
    PREFECTURE,
    MUNICIPALITY,
    FEATURE_ID,
    LATITUDE,
    LONGITUDE
  }

  /**
   * One column.
   *
   * @param from names of attributes; the first that the layer has is taken
   * @param otherwise when the layer has none of them
   * @param values what stands for a value, where the set has words of its own; a value that is not
   *     among them is left empty. Without any, values stay as they are
   */
  public record Column(
      String name, List<String> from, Origin otherwise, Map<String, String> values) {
    public Column {
      from = List.copyOf(from);
      values = Map.copyOf(values);
    }

    private AttributeType type() {
      return otherwise == Origin.LATITUDE || otherwise == Origin.LONGITUDE
          ? AttributeType.REAL
          : AttributeType.TEXT;
    }
  }

  public DataProfile {
    columns = List.copyOf(columns);
    needs = needs.stream().map(List::copyOf).toList();
    constants = Map.copyOf(constants);
  }

  /** Whether a layer of points has what the set is about. */
  public boolean fits(Schema schema) {
    return schema.geometryType() == GeometryType.POINT && missing(schema).isEmpty();
  }

  /** What the layer lacks: of each the names that would do. */
  public List<String> missing(Schema schema) {
    return needs.stream()
        .filter(names -> names.stream().noneMatch(name -> schema.indexOf(name) >= 0))
        .map(names -> String.join(" / ", names))
        .toList();
  }

  /** The columns as attributes. */
  public Schema schema(GeometryType geometryType) {
    return new Schema(
        geometryType, columns.stream().map(c -> Attribute.open(c.name(), c.type())).toList());
  }

  /**
   * A feature's row.
   *
   * @param schema of {@link #schema}
   * @param stored with its place in lon/lat
   */
  Attributes row(Schema schema, Feature stored) {
    List<@Nullable Object> row = new ArrayList<>(columns.size());
    for (Column column : columns) {
      row.add(cell(column, stored));
    }
    return Attributes.of(schema, row.toArray());
  }

  private @Nullable Object cell(Column column, Feature stored) {
    if (column.type() == AttributeType.REAL) {
      return degrees(column.otherwise(), stored.geometry());
    }
    for (String name : column.from()) {
      if (stored.attributes().schema().indexOf(name) >= 0) {
        Object value = stored.get(name);
        return value == null ? null : word(column, value.toString());
      }
    }
    return column.otherwise() == Origin.FEATURE_ID
        ? Long.toString(stored.id())
        : constants.get(column.otherwise());
  }

  private static @Nullable String word(Column column, String value) {
    return column.values().isEmpty() ? value : column.values().get(value);
  }

  /** Of several points the middle: the set has room for one place. */
  private static @Nullable Double degrees(Origin which, @Nullable Geometry geometry) {
    if (geometry == null || geometry.isEmpty()) {
      return null;
    }
    Point point = geometry instanceof Point one ? one : geometry.getCentroid();
    return which == Origin.LATITUDE ? point.getY() : point.getX();
  }
}
