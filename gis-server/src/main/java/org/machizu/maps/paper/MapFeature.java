package org.machizu.maps.paper;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.machizu.geo.feature.Attributes;
import org.machizu.geo.feature.Feature;
import org.machizu.maps.expression.Subject;

/** A feature in the map, with the values that a vector tile would have and its shape in mm. */
final class MapFeature implements Subject {
  private static final List<String> TYPES = List.of("Point", "LineString", "Polygon");

  private final long id;
  private final Attributes attributes;
  private final String type;
  private final PaperShape shape;
  private final boolean isSeen;

  /**
   * @param plane in metres of the zone
   * @param isSeen whether it reaches into the frame, and not only its margin
   */
  MapFeature(Feature feature, Geometry plane, Sheet sheet, boolean isSeen) {
    this.isSeen = isSeen;
    this.id = feature.id();
    this.attributes = feature.attributes();
    this.type = TYPES.get(Math.clamp(plane.getDimension(), 0, 2));
    this.shape = PaperShape.of(plane, sheet);
  }

  PaperShape shape() {
    return shape;
  }

  boolean isSeen() {
    return isSeen;
  }

  @Override
  public @Nullable Object get(String attribute) {
    return switch (attributes.get(attribute)) {
      case null -> null;
      case Long number -> number.doubleValue();
      case Double number -> Double.isFinite(number) ? number : null;
      case Boolean flag -> flag;
      case Object other -> other.toString();
    };
  }

  @Override
  public String geometryType() {
    return type;
  }

  @Override
  public double id() {
    return id;
  }

  /** A value as a label has it. */
  static String written(Object value) {
    return value instanceof Double number
        ? new BigDecimal(number.toString()).stripTrailingZeros().toPlainString()
        : value.toString();
  }

  /** Those of features that a style layer draws, by a sort key of the style, then by id. */
  static List<MapFeature> sorted(List<MapFeature> features, ToDoubleFunction<MapFeature> key) {
    List<MapFeature> sorted = new ArrayList<>(features);
    sorted.sort(Comparator.comparingDouble(key));
    return sorted;
  }
}
