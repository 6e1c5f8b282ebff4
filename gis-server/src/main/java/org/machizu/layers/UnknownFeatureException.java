package org.machizu.layers;

/** A write to a feature that does not exist. */
public final class UnknownFeatureException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnknownFeatureException(long featureId) {
    super("there is no feature " + featureId);
  }
}
