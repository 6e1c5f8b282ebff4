package org.machizu.exports;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.machizu.geo.crs.Crs;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.AttributeType;
import org.machizu.geo.feature.GeometryType;
import org.machizu.geo.feature.Schema;

/** What the columns of a file are, in the words of Table Schema (specs.frictionlessdata.io). */
final class TableSchema {
  private TableSchema() {}

  /**
   * @param crs of the coordinates
   */
  static Map<String, Object> of(Schema schema, Crs crs) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("fields", fields(schema));
    json.put("missingValues", List.of(""));
    if (schema.geometryType() != GeometryType.NONE) {
      Map<String, String> geometry = new LinkedHashMap<>();
      geometry.put("type", schema.geometryType().name().toLowerCase(Locale.ROOT));
      geometry.put("crs", crs.toString());
      json.put("geometry", geometry);
    }
    return json;
  }

  private static List<Map<String, Object>> fields(Schema schema) {
    List<Map<String, Object>> fields = new ArrayList<>();
    for (Attribute attribute : schema.attributes()) {
      Map<String, Object> field = new LinkedHashMap<>();
      field.put("name", attribute.name());
      field.put("type", type(attribute.type()));
      field.put("title", attribute.title().ja());
      field.put("titleEn", attribute.title().en());
      if (attribute.unit() != null) {
        field.put("unit", attribute.unit());
      }
      fields.add(field);
    }
    return fields;
  }

  private static String type(AttributeType type) {
    return switch (type) {
      case TEXT -> "string";
      case INTEGER -> "integer";
      case REAL -> "number";
      case BOOLEAN -> "boolean";
      case DATE -> "date";
      case DATETIME -> "datetime";
    };
  }
}
