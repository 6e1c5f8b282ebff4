package org.machizu.ogc;

import java.util.LinkedHashMap;
import java.util.Map;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.AttributeType;
import org.machizu.geo.feature.GeometryType;

/** Attributes and geometries as members of a JSON Schema (OGC 23-058r1, 7). */
final class AttributeSchema {
  static final String ROLE = "x-ogc-role";

  private AttributeSchema() {}

  /** A geometry of a layer's kind; layers keep the multi form inside. */
  static Map<String, Object> geometry(GeometryType type) {
    String format =
        switch (type) {
          case POINT -> "geometry-point-or-multipoint";
          case LINE -> "geometry-linestring-or-multilinestring";
          case POLYGON -> "geometry-polygon-or-multipolygon";
          case MIXED, NONE -> "geometry-any";
        };
    Map<String, Object> property = new LinkedHashMap<>();
    property.put(ROLE, "primary-geometry");
    property.put("format", format);
    return property;
  }

  /**
   * @param language "ja" or "en"
   */
  static Map<String, Object> of(Attribute attribute, String language) {
    Map<String, Object> property = new LinkedHashMap<>();
    property.put("title", attribute.title().in(language));
    property.put("type", type(attribute.type()));
    switch (attribute.type()) {
      case DATE -> property.put("format", "date");
      case DATETIME -> property.put("format", "date-time");
      case TEXT, INTEGER, REAL, BOOLEAN -> {}
    }
    if (attribute.unit() != null) {
      property.put("x-ogc-unit", attribute.unit());
    }
    return property;
  }

  private static String type(AttributeType type) {
    return switch (type) {
      case INTEGER -> "integer";
      case REAL -> "number";
      case BOOLEAN -> "boolean";
      case TEXT, DATE, DATETIME -> "string";
    };
  }
}
