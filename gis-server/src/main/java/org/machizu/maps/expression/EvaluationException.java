package org.machizu.maps.expression;

/** A value of a feature does not fit where it stands; the property then has its default. */
final class EvaluationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  EvaluationException(String message) {
    super(message, null, false, false); // it is caught at once, once a feature
  }
}
