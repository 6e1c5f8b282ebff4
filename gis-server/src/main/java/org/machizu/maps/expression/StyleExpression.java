package org.machizu.maps.expression;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * The value of a style property: a plain value or an expression of the MapLibre style
 * specification. Immutable, safe for use by many threads.
 */
public final class StyleExpression {
  private final Term term;

  private StyleExpression(Term term) {
    this.term = term;
  }

  /**
   * Reads a value.
   *
   * @param wanted what the property takes
   * @throws UnknownExpressionException when it cannot be evaluated here
   */
  public static StyleExpression parse(JsonNode value, Kind wanted)
      throws UnknownExpressionException {
    Term term = ExpressionParser.property(value, wanted);
    return new StyleExpression(term);
  }

  /**
   * The value for a feature: Double, String, Boolean, {@link Rgba} or a list of them; null where
   * the property has its default, as the feature's values do not fit.
   */
  public @Nullable Object evaluate(Scope scope) {
    try {
      Object value = term.in(scope);
      return value instanceof Double number && number.isNaN() ? null : value;
    } catch (EvaluationException e) {
      return null;
    }
  }
}
