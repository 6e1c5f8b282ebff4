package org.machizu.maps.expression;

import org.jspecify.annotations.Nullable;

/** A part of an expression with what it gives. */
record Term(Kind kind, Evaluator evaluator) {
  static Term literal(@Nullable Object value) {
    return new Term(Kind.of(value), _ -> value);
  }

  @Nullable Object in(Scope scope) {
    return evaluator.in(scope);
  }

  /** Its value where the kind is known to be a number. */
  double numberIn(Scope scope) {
    return in(scope) instanceof Double number ? number : Double.NaN;
  }

  /** Its value where the kind is known to be yes or no. */
  boolean holdsIn(Scope scope) {
    return Boolean.TRUE.equals(in(scope));
  }

  /** Its value where the kind is known to be a text. */
  String textIn(Scope scope) {
    return in(scope) instanceof String text ? text : "";
  }

  /** The same, refused with the data when it is of another kind. */
  Term asserted(Kind wanted) {
    return new Term(
        wanted,
        scope -> {
          Object value = in(scope);
          if (Kind.of(value) != wanted) {
            throw new EvaluationException("expected " + wanted + " but found " + Kind.of(value));
          }
          return value;
        });
  }
}
