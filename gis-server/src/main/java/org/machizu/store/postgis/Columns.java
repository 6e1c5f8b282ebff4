package org.machizu.store.postgis;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.AttributeType;
import org.machizu.geo.feature.GeometryType;

/** Names and types of a layer's columns. */
final class Columns {
  static final String ID = "fid";
  static final String GEOMETRY = "geom";
  static final int SRS = 6668;

  /** PostgreSQL cuts longer names; some bytes are left for a number behind. */
  private static final int MOST_BYTES = 63 - 4;

  /** PostgreSQL's own columns of every table. */
  private static final Set<String> SYSTEM =
      Set.of("tableoid", "xmin", "cmin", "xmax", "cmax", "ctid");

  private Columns() {}

  /**
   * A column per attribute, named like it (a long name is cut); where a name is taken, also but for
   * large and small letters, with a number behind. QGIS users meet them, so that what differs only
   * so would be a trap.
   *
   * @param taken columns that stand already
   */
  static List<String> name(List<Attribute> attributes, List<String> taken) {
    Set<String> used = new HashSet<>(Set.of(ID, GEOMETRY));
    used.addAll(SYSTEM);
    taken.forEach(column -> used.add(column.toLowerCase(Locale.ROOT)));
    List<String> columns = new ArrayList<>();
    for (Attribute attribute : attributes) {
      String base = cut(attribute.name());
      String column = isOurs(base) ? "_" + base : base;
      for (int n = 2; !used.add(column.toLowerCase(Locale.ROOT)); n++) {
        column = base + "_" + n;
      }
      columns.add(column);
    }
    return columns;
  }

  /** Names that the history tables need for themselves. */
  private static boolean isOurs(String column) {
    return column.toLowerCase(Locale.ROOT).startsWith("machizu_");
  }

  private static String cut(String name) {
    String column = name.replace("\0", "");
    while (column.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
      column = column.substring(0, column.offsetByCodePoints(column.length(), -1));
    }
    return column.isEmpty() ? "_" : column;
  }

  /** Texts are ordered by their characters' numbers, as in memory and in the other store. */
  static String type(AttributeType type) {
    return type == AttributeType.TEXT ? "text COLLATE \"C\"" : bareType(type);
  }

  /** The type for a cast. */
  static String bareType(AttributeType type) {
    return switch (type) {
      case TEXT -> "text";
      case INTEGER -> "bigint";
      case REAL -> "double precision";
      case BOOLEAN -> "boolean";
      case DATE -> "date";
      case DATETIME -> "timestamptz";
    };
  }

  /** The column's type for geometries. Layers keep the multi form. */
  static String geometryType(GeometryType type) {
    String name =
        switch (type) {
          case POINT -> "MultiPoint";
          case LINE -> "MultiLineString";
          case POLYGON -> "MultiPolygon";
          case MIXED -> "Geometry";
          case NONE ->
              throw new IllegalArgumentException("a table without geometry has no such type");
        };
    return "geometry(" + name + ", " + SRS + ")";
  }
}
