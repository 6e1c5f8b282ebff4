package org.machizu.geo.filter;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.machizu.geo.feature.Envelope;
import org.machizu.geo.feature.Feature;

/** Evaluates predicates in memory with the three truth values of SQL. */
final class Evaluation {
  /** From here on not every whole number is a double. */
  private static final double EXACT_LONGS = 1L << 53;

  private Evaluation() {}

  enum Truth {
    TRUE,
    FALSE,
    UNKNOWN;

    static Truth of(boolean value) {
      return value ? TRUE : FALSE;
    }

    Truth not() {
      return switch (this) {
        case TRUE -> FALSE;
        case FALSE -> TRUE;
        case UNKNOWN -> UNKNOWN;
      };
    }
  }

  static Truth of(Predicate predicate, Feature feature) {
    return switch (predicate) {
      case Predicate.Everything() -> Truth.TRUE;
      case Predicate.Nothing() -> Truth.FALSE;
      case Predicate.And(List<Predicate> operands) -> all(operands, feature);
      case Predicate.Or(List<Predicate> operands) -> any(operands, feature);
      case Predicate.Not(Predicate operand) -> of(operand, feature).not();
      case Predicate.Comparison(Expression left, Predicate.Operator operator, Expression right) ->
          compare(left.valueFor(feature), operator, right.valueFor(feature));
      case Predicate.IsNull(Expression operand) -> Truth.of(operand.valueFor(feature) == null);
      case Predicate.In(Expression operand, List<Expression.Literal> values) ->
          in(operand.valueFor(feature), values);
      case Predicate.Between(Expression operand, Expression low, Expression high) ->
          between(operand.valueFor(feature), low.valueFor(feature), high.valueFor(feature));
      case Predicate.Like like -> like(like, like.operand().valueFor(feature));
      case Predicate.IntersectsBox(Envelope box) ->
          Truth.of(Envelope.of(feature.geometry()).map(box::intersects).orElse(false));
      case Predicate.Intersects(var geometry) -> {
        var own = feature.geometry();
        yield Truth.of(own != null && own.intersects(geometry));
      }
      case Predicate.Relates(SpatialRelation relation, Shape shape) -> {
        var own = feature.geometry();
        yield own == null || own.isEmpty() ? Truth.UNKNOWN : Truth.of(shape.isMetBy(own, relation));
      }
    };
  }

  private static Truth all(List<Predicate> operands, Feature feature) {
    Truth result = Truth.TRUE;
    for (Predicate operand : operands) {
      Truth truth = of(operand, feature);
      if (truth == Truth.FALSE) {
        return Truth.FALSE;
      }
      if (truth == Truth.UNKNOWN) {
        result = Truth.UNKNOWN;
      }
    }
    return result;
  }

  private static Truth any(List<Predicate> operands, Feature feature) {
    Truth result = Truth.FALSE;
    for (Predicate operand : operands) {
      Truth truth = of(operand, feature);
      if (truth == Truth.TRUE) {
        return Truth.TRUE;
      }
      if (truth == Truth.UNKNOWN) {
        result = Truth.UNKNOWN;
      }
    }
    return result;
  }

  private static Truth in(@Nullable Object value, List<Expression.Literal> values) {
    boolean unknown = false;
    for (Expression.Literal literal : values) {
      Truth equal = compare(value, Predicate.Operator.EQUAL, literal.value());
      if (equal == Truth.TRUE) {
        return Truth.TRUE;
      }
      unknown |= equal == Truth.UNKNOWN;
    }
    return unknown ? Truth.UNKNOWN : Truth.FALSE;
  }

  private static Truth between(
      @Nullable Object value, @Nullable Object low, @Nullable Object high) {
    Truth above = compare(value, Predicate.Operator.GREATER_OR_EQUAL, low);
    Truth below = compare(value, Predicate.Operator.LESS_OR_EQUAL, high);
    if (above == Truth.FALSE || below == Truth.FALSE) {
      return Truth.FALSE;
    }
    return above == Truth.UNKNOWN || below == Truth.UNKNOWN ? Truth.UNKNOWN : Truth.TRUE;
  }

  private static Truth like(Predicate.Like like, @Nullable Object value) {
    return value instanceof String text
        ? Truth.of(LikeMatch.matches(like.pattern(), text, like.ignoreCase()))
        : Truth.UNKNOWN;
  }

  private static Truth compare(
      @Nullable Object left, Predicate.Operator operator, @Nullable Object right) {
    OptionalInt order = order(left, right);
    if (order.isEmpty()) {
      return Truth.UNKNOWN;
    }
    int sign = order.getAsInt();
    return Truth.of(
        switch (operator) {
          case EQUAL -> sign == 0;
          case NOT_EQUAL -> sign != 0;
          case LESS -> sign < 0;
          case LESS_OR_EQUAL -> sign <= 0;
          case GREATER -> sign > 0;
          case GREATER_OR_EQUAL -> sign >= 0;
        });
  }

  /** How two values of one kind are ordered; empty when one is null or the kinds differ. */
  private static OptionalInt order(@Nullable Object left, @Nullable Object right) {
    if (left instanceof Long a && right instanceof Long b) {
      return OptionalInt.of(Long.compare(a, b));
    }
    if (left instanceof Number a && right instanceof Number b) {
      return orderNumbers(a, b);
    }
    if (left instanceof String a && right instanceof String b) {
      return OptionalInt.of(compareCodePoints(a, b));
    }
    if (left instanceof Boolean a && right instanceof Boolean b) {
      return OptionalInt.of(Boolean.compare(a, b));
    }
    if (left instanceof LocalDate a && right instanceof LocalDate b) {
      return OptionalInt.of(a.compareTo(b));
    }
    if (left instanceof Instant a && right instanceof Instant b) {
      return OptionalInt.of(a.compareTo(b));
    }
    return OptionalInt.empty();
  }

  /** By exact value, as SQLite and PostgreSQL (numeric) do; empty for NaN. */
  private static OptionalInt orderNumbers(Number a, Number b) {
    double left = a.doubleValue();
    double right = b.doubleValue();
    if (Double.isNaN(left) || Double.isNaN(right)) {
      return OptionalInt.empty();
    }
    if (left == right && Math.abs(left) >= EXACT_LONGS && !Double.isInfinite(left)) {
      return OptionalInt.of(exact(a).compareTo(exact(b)));
    }
    return OptionalInt.of(left < right ? -1 : left > right ? 1 : 0); // -0.0 equals 0.0
  }

  private static BigDecimal exact(Number number) {
    return number instanceof Long whole
        ? BigDecimal.valueOf(whole)
        : new BigDecimal(number.doubleValue());
  }

  /** By code point, as SQLite's BINARY and PostgreSQL's "C" collation order UTF-8 text. */
  private static int compareCodePoints(String a, String b) {
    int i = 0;
    while (i < a.length() && i < b.length()) {
      int left = a.codePointAt(i);
      int right = b.codePointAt(i);
      if (left != right) {
        return Integer.compare(left, right);
      }
      i += Character.charCount(left);
    }
    return Integer.compare(a.length(), b.length());
  }
}
