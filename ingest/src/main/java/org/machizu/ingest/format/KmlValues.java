package org.machizu.ingest.format;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.machizu.geo.feature.AttributeType;

/** Values in KML, where a schema may say that a text is a number (07-147r2, 9.9). */
final class KmlValues {
  private KmlValues() {}

  static Placemark.Written written(@Nullable String type) {
    return switch (type) {
      case null -> Placemark.Written.OPEN;
      case "bool", "float", "double", "int", "uint", "short", "ushort" -> Placemark.Written.TYPED;
      default -> Placemark.Written.TEXT;
    };
  }

  /**
   * A text in the form that {@link ColumnScan#seeCell} knows for the declared type, and as it is
   * when it is no such value; null for what is no number on purpose.
   */
  static @Nullable String usual(String text, String type) {
    String value = text.strip();
    try {
      return switch (type) {
        case "bool" ->
            switch (value.toLowerCase(Locale.ROOT)) {
              case "1", "true" -> "true";
              case "0", "false" -> "false";
              default -> text;
            };
        case "float", "double" -> {
          double real = Double.parseDouble(value);
          yield Double.isFinite(real) ? Double.toString(real) : null;
        }
        case "int", "uint", "short", "ushort" -> Long.toString(Long.parseLong(value));
        default -> text;
      };
    } catch (NumberFormatException notThatType) {
      return text;
    }
  }

  /** A value as it is written: truth as 1 or 0, which XML Schema allows and GDAL needs. */
  static String write(Object value) {
    return value instanceof Boolean truth ? (truth ? "1" : "0") : value.toString();
  }

  /** The type that a schema names for an attribute. */
  static String typeName(AttributeType type) {
    return switch (type) {
      case INTEGER -> "int";
      case REAL -> "double";
      case BOOLEAN -> "bool";
      case TEXT, DATE, DATETIME -> "string";
    };
  }
}
