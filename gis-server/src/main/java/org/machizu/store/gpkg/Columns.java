package org.machizu.store.gpkg;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.AttributeType;
import org.machizu.geo.feature.GeometryType;

/** Names and declared types of a layer's columns. */
final class Columns {
  static final String ID = "fid";
  static final String GEOMETRY = "geom";
  static final int SRS = 6668;

  private Columns() {}

  /**
   * A column per attribute, named like it; where SQLite would take two names for one (it knows no
   * difference between a and A) or the name is taken, with a number behind.
   *
   * @param taken columns that stand already
   */
  static List<String> name(List<Attribute> attributes, List<String> taken) {
    Set<String> used = new HashSet<>(Set.of(ID, GEOMETRY));
    taken.forEach(column -> used.add(column.toLowerCase(Locale.ROOT)));
    List<String> columns = new ArrayList<>();
    for (Attribute attribute : attributes) {
      String column = attribute.name();
      for (int n = 2; !used.add(column.toLowerCase(Locale.ROOT)) || isOurs(column); n++) {
        column = attribute.name() + "_" + n;
        if (isOurs(column)) {
          column = "_" + column;
        }
      }
      columns.add(column);
    }
    return columns;
  }

  /** Names that the history tables need for themselves. */
  private static boolean isOurs(String column) {
    return column.toLowerCase(Locale.ROOT).startsWith("machizu_");
  }

  /** The type as GeoPackage names it (OGC 12-128r18, table 1). */
  static String type(AttributeType type) {
    return switch (type) {
      case TEXT -> "TEXT";
      case INTEGER -> "INTEGER";
      case REAL -> "DOUBLE";
      case BOOLEAN -> "BOOLEAN";
      case DATE -> "DATE";
      case DATETIME -> "DATETIME";
    };
  }

  /** The attribute type for a column that another program has declared. */
  static AttributeType attributeType(String declared) {
    String type = declared.toUpperCase(Locale.ROOT);
    if (type.startsWith("DATETIME") || type.startsWith("TIMESTAMP")) {
      return AttributeType.DATETIME;
    }
    if (type.startsWith("DATE")) {
      return AttributeType.DATE;
    }
    if (type.startsWith("BOOL")) {
      return AttributeType.BOOLEAN;
    }
    if (type.contains("INT")) {
      return AttributeType.INTEGER;
    }
    boolean real = type.startsWith("REAL") || type.startsWith("DOUBLE") || type.startsWith("FLOAT");
    return real ? AttributeType.REAL : AttributeType.TEXT;
  }

  /** The geometry type as GeoPackage names it. Layers keep the multi form. */
  static String geometryType(GeometryType type) {
    return switch (type) {
      case POINT -> "MULTIPOINT";
      case LINE -> "MULTILINESTRING";
      case POLYGON -> "MULTIPOLYGON";
      case MIXED -> "GEOMETRY";
      case NONE -> throw new IllegalArgumentException("a table without geometry has no such type");
    };
  }
}
