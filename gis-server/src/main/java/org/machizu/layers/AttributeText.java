package org.machizu.layers;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import org.machizu.geo.feature.Attribute;
import org.machizu.http.Problem;

/** Attribute values as people write them in an address. */
public final class AttributeText {
  private AttributeText() {}

  /**
   * @throws org.machizu.http.ProblemException 400 when the text is not a value of the attribute
   */
  public static Object parse(Attribute attribute, String text) {
    try {
      return switch (attribute.type()) {
        case TEXT -> text;
        case INTEGER -> Long.valueOf(text);
        case REAL -> finite(text);
        case BOOLEAN -> truth(text);
        case DATE -> LocalDate.parse(text);
        case DATETIME -> OffsetDateTime.parse(text).toInstant();
      };
    } catch (IllegalArgumentException | DateTimeException e) {
      throw Problem.badParameter(attribute.name(), text, allowed(attribute)).asException();
    }
  }

  private static Double finite(String text) {
    double value = Double.parseDouble(text);
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(text);
    }
    return value;
  }

  private static Boolean truth(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException(text);
    };
  }

  /** What a value of the attribute looks like, for an error's advice. */
  public static String allowed(Attribute attribute) {
    return switch (attribute.type()) {
      case TEXT -> "a text";
      case INTEGER -> "a whole number";
      case REAL -> "a number";
      case BOOLEAN -> "true or false";
      case DATE -> "a day, as 2026-01-31";
      case DATETIME -> "a time with zone, as 2026-01-31T09:00:00+09:00";
    };
  }
}
