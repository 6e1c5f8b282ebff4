package org.machizu.geo.filter;

import java.util.List;
import org.locationtech.jts.geom.Geometry;
import org.machizu.geo.feature.Envelope;
import org.machizu.geo.feature.Feature;

/**
 * A condition on a feature. As in SQL and CQL2 a comparison with an empty value is neither true nor
 * false but unknown; {@link #matches} is true only when the whole is true. Evaluation stands in
 * {@link Evaluation}.
 */
public sealed interface Predicate {

  /** Every feature. */
  record Everything() implements Predicate {}

  /** No feature. */
  record Nothing() implements Predicate {}

  /** All of them; with no operands: everything. */
  record And(List<Predicate> operands) implements Predicate {
    public And {
      operands = List.copyOf(operands);
    }
  }

  /** At least one of them; with no operands: nothing. */
  record Or(List<Predicate> operands) implements Predicate {
    public Or {
      operands = List.copyOf(operands);
    }
  }

  record Not(Predicate operand) implements Predicate {}

  /**
   * Both sides are of one kind (text, number, truth value, day or moment); else unknown. Numbers
   * are compared by their exact value, whole or not; NaN is unknown. Texts are ordered by code
   * point.
   */
  record Comparison(Expression left, Operator operator, Expression right) implements Predicate {}

  record IsNull(Expression operand) implements Predicate {}

  /** Equal to one of them, each compared as in {@link Comparison}; false when there are none. */
  record In(Expression operand, List<Expression.Literal> values) implements Predicate {
    public In {
      values = List.copyOf(values);
    }
  }

  /** Both ends included. */
  record Between(Expression operand, Expression low, Expression high) implements Predicate {}

  /**
   * Over texts; unknown for other values.
   *
   * @param pattern {@code %} stands for any text, {@code _} for one code point, a backslash takes
   *     the next one as it is
   * @param ignoreCase whether upper and lower case are the same, in every script that has them,
   *     code point by code point
   */
  record Like(Expression operand, String pattern, boolean ignoreCase) implements Predicate {}

  /** The geometry's box shares a point with the box; false for features without a place. */
  record IntersectsBox(Envelope box) implements Predicate {}

  /**
   * The geometry shares a point with the given one; false for features without a place.
   *
   * @param geometry lon/lat, JGD2011
   */
  record Intersects(Geometry geometry) implements Predicate {}

  /**
   * How the feature's place and a shape lie to each other; unknown for features without a place.
   */
  record Relates(SpatialRelation relation, Shape shape) implements Predicate {}

  /** How the two sides of a comparison relate. */
  enum Operator {
    EQUAL,
    NOT_EQUAL,
    LESS,
    LESS_OR_EQUAL,
    GREATER,
    GREATER_OR_EQUAL
  }

  /** Whether the condition is true for the feature (unknown is not true). */
  default boolean matches(Feature feature) {
    return Evaluation.of(this, feature) == Evaluation.Truth.TRUE;
  }

  /** Every value that the condition looks at, in the order of its parts, down to its leaves. */
  default List<Expression> expressions() {
    return switch (this) {
      case And(List<Predicate> operands) -> inAll(operands);
      case Or(List<Predicate> operands) -> inAll(operands);
      case Not(Predicate operand) -> operand.expressions();
      default -> ownExpressions().stream().flatMap(operand -> operand.leaves().stream()).toList();
    };
  }

  private static List<Expression> inAll(List<Predicate> operands) {
    return operands.stream().flatMap(operand -> operand.expressions().stream()).toList();
  }

  /** The values that this condition itself looks at; none when it is made of other conditions. */
  default List<Expression> ownExpressions() {
    return switch (this) {
      case Comparison(Expression left, Operator _, Expression right) -> List.of(left, right);
      case IsNull(Expression operand) -> List.of(operand);
      case In(Expression operand, List<Expression.Literal> _) -> List.of(operand);
      case Between(Expression operand, Expression low, Expression high) ->
          List.of(operand, low, high);
      case Like(Expression operand, String _, boolean _) -> List.of(operand);
      case Relates _ -> List.of(new Expression.Place());
      case And _, Or _, Not _, Everything _, Nothing _, IntersectsBox _, Intersects _ -> List.of();
    };
  }

  /** This and the other; {@link Everything} vanishes. */
  default Predicate and(Predicate other) {
    if (this instanceof Everything) {
      return other;
    }
    return other instanceof Everything ? this : new And(List.of(this, other));
  }
}
