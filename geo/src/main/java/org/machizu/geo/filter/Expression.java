package org.machizu.geo.filter;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.machizu.geo.feature.Feature;

/** A value in a predicate. */
public sealed interface Expression {

  /** The feature's place: a geometry in lon/lat, JGD2011, with no order and equal to nothing. */
  record Place() implements Expression {}

  /** A text without the difference of upper and lower case; see {@link Folding#cases}. */
  record CaseFolded(Expression operand) implements Expression {}

  /** A text without accents; see {@link Folding#accents}. */
  record Unaccented(Expression operand) implements Expression {}

  /**
   * Two numbers reckoned into one; empty when a side is no number, and where there is no finite
   * result (a division by zero).
   */
  record Arithmetic(Expression left, Reckoning.Operator operator, Expression right)
      implements Expression {}

  /** The feature's own id, as an integer. */
  record Id() implements Expression {}

  /** An attribute of the feature; an attribute that the feature lacks is empty. */
  record Property(String name) implements Expression {}

  /**
   * A constant.
   *
   * @param value a String, Long, finite Double, Boolean, {@link LocalDate} or {@link Instant}
   */
  record Literal(Object value) implements Expression {
    public Literal {
      boolean allowed =
          value instanceof String
              || value instanceof Long
              || value instanceof Double
              || value instanceof Boolean
              || value instanceof LocalDate
              || value instanceof Instant;
      if (!allowed) {
        throw new IllegalArgumentException(
            "a literal is a text, number, truth value, day or moment, but got "
                + value.getClass().getSimpleName());
      }
      if (value instanceof Double number && !Double.isFinite(number)) {
        throw new IllegalArgumentException("a literal number is finite, but got " + number);
      }
    }
  }

  /** The value for a feature; null when it is empty. */
  default @Nullable Object valueFor(Feature feature) {
    return switch (this) {
      case Id() -> feature.id();
      case Property(String name) -> feature.get(name);
      case Literal(Object value) -> value;
      case Place() -> feature.geometry();
      case CaseFolded(Expression operand) ->
          operand.valueFor(feature) instanceof String text ? Folding.cases(text) : null;
      case Unaccented(Expression operand) ->
          operand.valueFor(feature) instanceof String text ? Folding.accents(text) : null;
      case Arithmetic(Expression left, Reckoning.Operator operator, Expression right) ->
          Reckoning.of(left.valueFor(feature), operator, right.valueFor(feature));
    };
  }

  /** What the value is made of: ids, attributes, constants and the place. */
  default List<Expression> leaves() {
    return switch (this) {
      case Id() -> List.of(this);
      case Property _ -> List.of(this);
      case Literal _ -> List.of(this);
      case Place() -> List.of(this);
      case CaseFolded(Expression operand) -> operand.leaves();
      case Unaccented(Expression operand) -> operand.leaves();
      case Arithmetic(Expression left, Reckoning.Operator _, Expression right) ->
          Stream.concat(left.leaves().stream(), right.leaves().stream()).toList();
    };
  }

  /** Whether the value is reckoned from others. */
  default boolean isComputed() {
    return switch (this) {
      case Id() -> false;
      case Property _ -> false;
      case Literal _ -> false;
      case Place() -> false;
      case CaseFolded _ -> true;
      case Unaccented _ -> true;
      case Arithmetic _ -> true;
    };
  }
}
