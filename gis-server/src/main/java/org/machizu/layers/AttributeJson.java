package org.machizu.layers;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.machizu.geo.feature.Attribute;
import org.machizu.http.Problem;

/** Attribute values in JSON, both ways. */
final class AttributeJson {
  private AttributeJson() {}

  /**
   * @return null for JSON null
   * @throws org.machizu.http.ProblemException 400 when the value is not one of the attribute
   */
  static @Nullable Object parse(Attribute attribute, JsonNode node) {
    if (node.isNull()) {
      return null;
    }
    try {
      Object value = valueOrNull(attribute, node);
      if (value != null) {
        return value;
      }
    } catch (DateTimeException e) {
      // told below, as a value of the wrong kind is
    }
    throw Problem.of(
            400,
            "bad-attribute",
            "An attribute has a value that cannot be used",
            "attribute '%s' has the value %s; allowed: %s, or null"
                .formatted(attribute.name(), shorten(node), AttributeText.allowed(attribute)),
            "Give a value that is allowed.")
        .asException();
  }

  private static @Nullable Object valueOrNull(Attribute attribute, JsonNode node) {
    return switch (attribute.type()) {
      case TEXT -> node.isTextual() ? node.textValue() : null;
      case INTEGER ->
          node.isIntegralNumber() && node.canConvertToLong() ? (Object) node.longValue() : null;
      case REAL ->
          node.isNumber() && Double.isFinite(node.doubleValue())
              ? (Object) node.doubleValue()
              : null;
      case BOOLEAN -> node.isBoolean() ? (Object) node.booleanValue() : null;
      case DATE -> node.isTextual() ? LocalDate.parse(node.textValue()) : null;
      case DATETIME -> node.isTextual() ? OffsetDateTime.parse(node.textValue()).toInstant() : null;
    };
  }

  private static String shorten(JsonNode node) {
    String text = node.toString();
    return text.length() <= 120 ? text : text.substring(0, 120) + "…";
  }
}
