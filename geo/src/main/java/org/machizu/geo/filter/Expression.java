package org.machizu.geo.filter;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.machizu.geo.feature.Feature;

/** A value in a predicate. */
public sealed interface Expression {

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
    };
  }
}
