package org.machizu.maps.expression;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Equal, unequal, smaller and greater, by JavaScript's strict rules. */
final class Comparisons {
  private static final Set<String> OPERATORS = Set.of("==", "!=", "<", "<=", ">", ">=");
  private static final Set<Kind> ORDERED = Set.of(Kind.NUMBER, Kind.TEXT, Kind.VALUE);
  private static final Set<Kind> EQUAL =
      Set.of(Kind.NUMBER, Kind.TEXT, Kind.BOOLEAN, Kind.NULL, Kind.VALUE);

  private Comparisons() {}

  static boolean knows(String operator) {
    return OPERATORS.contains(operator);
  }

  static Term parse(String operator, JsonNode expression, ExpressionParser parser)
      throws UnknownExpressionException {
    parser.require(expression.size() == 3, operator);
    Term left = parser.part(expression.get(1), Kind.VALUE);
    Term right = parser.part(expression.get(2), Kind.VALUE);
    boolean isOrder = !operator.equals("==") && !operator.equals("!=");
    Set<Kind> allowed = isOrder ? ORDERED : EQUAL;
    parser.require(allowed.contains(left.kind()) && allowed.contains(right.kind()), operator);
    boolean oneIsOpen = left.kind() == Kind.VALUE || right.kind() == Kind.VALUE;
    parser.require(oneIsOpen || left.kind() == right.kind(), operator);
    if (isOrder && left.kind() != right.kind()) {
      Kind known = left.kind() == Kind.VALUE ? right.kind() : left.kind();
      Term first = left.kind() == known ? left : left.asserted(known);
      Term second = right.kind() == known ? right : right.asserted(known);
      return compared(operator, first, second);
    }
    return compared(operator, left, right);
  }

  private static Term compared(String operator, Term left, Term right) {
    return new Term(Kind.BOOLEAN, scope -> holds(operator, left.in(scope), right.in(scope)));
  }

  /**
   * @throws EvaluationException when the two cannot be put in order
   */
  static boolean holds(String operator, @Nullable Object left, @Nullable Object right) {
    return switch (operator) {
      case "==" -> same(left, right);
      case "!=" -> !same(left, right);
      default -> {
        Integer order = order(left, right);
        if (order == null) {
          throw new EvaluationException("cannot compare " + left + " and " + right);
        }
        yield holds(operator, order);
      }
    };
  }

  static boolean holds(String operator, int order) {
    return switch (operator) {
      case "<" -> order < 0;
      case "<=" -> order <= 0;
      case ">" -> order > 0;
      default -> order >= 0;
    };
  }

  /** Numbers with numbers and texts with texts; null for all else. */
  static @Nullable Integer order(@Nullable Object left, @Nullable Object right) {
    if (left instanceof Double a && right instanceof Double b) {
      return Double.compare(a + 0.0, b + 0.0);
    }
    return left instanceof String a && right instanceof String b ? a.compareTo(b) : null;
  }

  static boolean same(@Nullable Object left, @Nullable Object right) {
    if (left instanceof Double a && right instanceof Double b) {
      return a.doubleValue() == b.doubleValue();
    }
    return Objects.equals(left, right);
  }

  /** Whether a list has a value, or a text a part. */
  static boolean isIn(@Nullable Object needle, @Nullable Object haystack) {
    if (!Conversions.isTruthy(haystack)) {
      return false;
    }
    if (needle instanceof Rgba || needle instanceof List<?>) {
      throw new EvaluationException("cannot look for " + needle);
    }
    if (haystack instanceof List<?> list) {
      return list.stream().anyMatch(one -> same(one, needle));
    }
    if (haystack instanceof String text) {
      return text.contains(needle == null ? "null" : Conversions.text(needle));
    }
    throw new EvaluationException("cannot look into " + haystack);
  }
}
