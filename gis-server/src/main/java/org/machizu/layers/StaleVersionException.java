package org.machizu.layers;

import org.machizu.geo.feature.Revision;

/** A write that expected another version of a feature than the one that stands. */
public final class StaleVersionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StaleVersionException(long featureId, Revision expected, Revision current) {
    super(
        "feature %d is at version %s, not %s; read it again and repeat the change"
            .formatted(featureId, current, expected));
  }
}
