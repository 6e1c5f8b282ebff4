package org.machizu.maps.expression;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Expressions over texts and lists. */
final class Words {
  private static final Set<String> OPERATORS =
      Set.of(
          "concat",
          "upcase",
          "downcase",
          "length",
          "in",
          "at",
          "index-of",
          "slice",
          "format",
          "image");

  private Words() {}

  static boolean knows(String operator) {
    return OPERATORS.contains(operator);
  }

  static Term parse(String operator, JsonNode expression, ExpressionParser parser)
      throws UnknownExpressionException {
    return switch (operator) {
      case "concat" -> concat(parser.parts(expression, 1, Kind.VALUE));
      case "format" -> format(expression, parser);
      case "upcase", "downcase", "image" -> {
        Term text = parser.only(expression, Kind.TEXT);
        yield new Term(
            Kind.TEXT,
            scope -> {
              String plain = text.textIn(scope);
              return switch (operator) {
                case "upcase" -> plain.toUpperCase(Locale.ROOT);
                case "downcase" -> plain.toLowerCase(Locale.ROOT);
                default -> plain;
              };
            });
      }
      case "length" -> {
        Term of = parser.only(expression, Kind.VALUE);
        yield new Term(Kind.NUMBER, scope -> length(of.in(scope)));
      }
      case "in" -> {
        parser.require(expression.size() == 3, "in");
        Term needle = parser.part(expression.get(1), Kind.VALUE);
        Term haystack = parser.part(expression.get(2), Kind.VALUE);
        parser.require(needle.kind() != Kind.COLOUR && needle.kind() != Kind.LIST, "in");
        yield new Term(
            Kind.BOOLEAN, scope -> Comparisons.isIn(needle.in(scope), haystack.in(scope)));
      }
      case "at" -> {
        parser.require(expression.size() == 3, "at");
        Term index = parser.part(expression.get(1), Kind.NUMBER);
        Term list = parser.part(expression.get(2), Kind.LIST);
        yield new Term(Kind.VALUE, scope -> at(index.numberIn(scope), list.in(scope)));
      }
      case "index-of" -> indexOf(expression, parser);
      default -> slice(expression, parser);
    };
  }

  private static Term concat(List<Term> parts) {
    return new Term(
        Kind.TEXT,
        scope -> {
          StringBuilder text = new StringBuilder();
          parts.forEach(part -> text.append(Conversions.text(part.in(scope))));
          return text.toString();
        });
  }

  /** The texts of a format, without what it says of fonts, sizes and colours of its parts. */
  private static Term format(JsonNode expression, ExpressionParser parser)
      throws UnknownExpressionException {
    List<Term> texts = new ArrayList<>();
    for (int i = 1; i < expression.size(); i++) {
      if (!expression.get(i).isObject()) {
        texts.add(parser.part(expression.get(i), Kind.VALUE));
      }
    }
    return concat(texts);
  }

  private static Double length(@Nullable Object of) {
    return switch (of) {
      case String text -> (double) text.codePointCount(0, text.length());
      case List<?> list -> (double) list.size();
      case null, default -> throw new EvaluationException("no length: " + of);
    };
  }

  private static Object at(double index, @Nullable Object of) {
    if (of instanceof List<?> list
        && index >= 0
        && index < list.size()
        && index == Math.rint(index)
        && list.get((int) index) instanceof Object value) {
      return value;
    }
    throw new EvaluationException("nothing at " + index);
  }

  private static Term indexOf(JsonNode expression, ExpressionParser parser)
      throws UnknownExpressionException {
    parser.require(expression.size() == 3, "index-of with a start");
    Term needle = parser.part(expression.get(1), Kind.VALUE);
    Term haystack = parser.part(expression.get(2), Kind.VALUE);
    return new Term(
        Kind.NUMBER,
        scope -> {
          Object value = needle.in(scope);
          return switch (haystack.in(scope)) {
            case String text -> {
              int found = text.indexOf(value == null ? "null" : Conversions.text(value));
              yield (double) (found < 0 ? found : text.codePointCount(0, found));
            }
            case List<?> list -> {
              int found = 0;
              while (found < list.size() && !Comparisons.same(list.get(found), value)) {
                found++;
              }
              yield (double) (found == list.size() ? -1 : found);
            }
            case null, default -> throw new EvaluationException("cannot look into it");
          };
        });
  }

  private static Term slice(JsonNode expression, ExpressionParser parser)
      throws UnknownExpressionException {
    parser.require(expression.size() == 3 || expression.size() == 4, "slice");
    Term of = parser.part(expression.get(1), Kind.VALUE);
    Term from = parser.part(expression.get(2), Kind.NUMBER);
    Term to =
        expression.size() == 4
            ? parser.part(expression.get(3), Kind.NUMBER)
            : Term.literal((double) Integer.MAX_VALUE);
    return new Term(
        Kind.VALUE,
        scope -> {
          if (of.in(scope) instanceof String text) {
            int[] points = text.codePoints().toArray();
            int start = position(from.numberIn(scope), points.length);
            int end = Math.max(start, position(to.numberIn(scope), points.length));
            return new String(points, start, end - start);
          }
          throw new EvaluationException("no text to slice");
        });
  }

  /** Below 0 it counts from the end, as in JavaScript. */
  private static int position(double index, int length) {
    double from = index < 0 ? length + index : index;
    return (int) Math.clamp(from, 0, length);
  }
}
