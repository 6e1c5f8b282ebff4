package org.machizu.maps.expression;

import org.jspecify.annotations.Nullable;

/** An expression that has been read. Values are Double, String, Boolean, Rgba, List, and null. */
@FunctionalInterface
interface Evaluator {
  /**
   * @throws EvaluationException when a value does not fit
   */
  @Nullable Object in(Scope scope);
}
