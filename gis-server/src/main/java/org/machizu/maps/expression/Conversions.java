package org.machizu.maps.expression;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Values turned into others as JavaScript does it, which MapLibre relies on. */
final class Conversions {
  /** ECMA-262, 7.1.4.1: what Number() takes of a text, but for other bases than ten. */
  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?");

  /** ECMA-262, 6.1.6.1.20: numbers from here on, and below the other, have an exponent. */
  private static final double LARGE = 1e21;

  private static final double SMALL = 1e-6;

  private Conversions() {}

  /** A value as a text; nothing for null. */
  static String text(@Nullable Object value) {
    return switch (value) {
      case null -> "";
      case Double number -> written(number);
      case Rgba colour ->
          "rgba(%s,%s,%s,%s)"
              .formatted(
                  written(Math.round(colour.red() * 255)),
                  written(Math.round(colour.green() * 255)),
                  written(Math.round(colour.blue() * 255)),
                  written(colour.alpha()));
      case List<?> list ->
          list.stream().map(Conversions::json).collect(Collectors.joining(",", "[", "]"));
      default -> value.toString();
    };
  }

  private static String json(@Nullable Object value) {
    return switch (value) {
      case null -> "null";
      case String text -> '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
      default -> text(value);
    };
  }

  /** ECMA-262, Number::toString. */
  static String written(double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return Double.isNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";
    }
    if (value == 0) {
      return "0";
    }
    BigDecimal shortest = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    double size = Math.abs(value);
    if (size >= SMALL && size < LARGE) {
      return shortest.toPlainString();
    }
    String digits = shortest.unscaledValue().abs().toString();
    int exponent = digits.length() - 1 - shortest.scale();
    String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
    return (value < 0 ? "-" : "")
        + digits.charAt(0)
        + fraction
        + (exponent < 0 ? "e-" : "e+")
        + Math.abs(exponent);
  }

  /** A value as a number; NaN where it is none. */
  static double number(Object value) {
    return switch (value) {
      case Double number -> number;
      case Boolean flag -> flag ? 1 : 0;
      case String text -> parse(text.strip());
      default -> Double.NaN;
    };
  }

  private static double parse(String text) {
    if (text.isEmpty()) {
      return 0;
    }
    return DECIMAL.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
  }

  /** Whether JavaScript takes a value for yes. */
  static boolean isTruthy(@Nullable Object value) {
    return switch (value) {
      case null -> false;
      case Boolean flag -> flag;
      case Double number -> number != 0 && !Double.isNaN(number);
      case String text -> !text.isEmpty();
      default -> true;
    };
  }

  /**
   * A value as a colour.
   *
   * @throws EvaluationException when it is none
   */
  static Rgba colour(@Nullable Object value) {
    if (value instanceof Rgba colour) {
      return colour;
    }
    if (value instanceof String text) {
      return Rgba.find(text)
          .orElseThrow(() -> new EvaluationException("no colour: '" + text + "'"));
    }
    if (value instanceof List<?> parts && parts.size() >= 3 && parts.size() <= 4) {
      List<Double> numbers = new ArrayList<>();
      for (Object part : parts) {
        if (!(part instanceof Double number)) {
          throw new EvaluationException("no colour: " + value);
        }
        numbers.add(number);
      }
      return rgba(numbers);
    }
    throw new EvaluationException("no colour: " + value);
  }

  /**
   * @param parts red, green and blue from 0 to 255, and alpha from 0 to 1 or nothing
   */
  static Rgba rgba(List<Double> parts) {
    double alpha = parts.size() == 4 ? parts.get(3) : 1;
    boolean fits = alpha >= 0 && alpha <= 1;
    for (double part : parts.subList(0, 3)) {
      fits &= part >= 0 && part <= 255;
    }
    if (!fits) {
      throw new EvaluationException("no colour: " + parts);
    }
    return new Rgba(parts.get(0) / 255, parts.get(1) / 255, parts.get(2) / 255, alpha);
  }
}
