package org.machizu.maps.expression;

/** An expression that cannot be evaluated here, or that MapLibre would not take either. */
public final class UnknownExpressionException extends Exception {
  private static final long serialVersionUID = 1L;

  UnknownExpressionException(String message) {
    super(message);
  }
}
