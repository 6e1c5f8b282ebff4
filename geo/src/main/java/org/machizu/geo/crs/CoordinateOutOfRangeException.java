package org.machizu.geo.crs;

/**
 * A position that its system cannot hold: NaN, infinite, or far outside (as when the wrong system
 * was named). The message is meant for whoever sent the data.
 */
public final class CoordinateOutOfRangeException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  CoordinateOutOfRangeException(double x, double y, Crs crs, String range) {
    super(
        "%s, %s is no position in %s; it takes %s. Was another system meant?"
            .formatted(x, y, crs, range));
  }
}
