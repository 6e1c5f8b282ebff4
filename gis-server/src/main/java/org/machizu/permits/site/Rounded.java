package org.machizu.permits.site;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Measures as they are told. */
final class Rounded {
  private Rounded() {}

  /** Two decimals, to the nearer. */
  static double toCentimetres(double value) {
    return Math.rint(value * 100) / 100;
  }

  /**
   * Two decimals, the rest cut off, as ratios of the Building Standards Act are told: a ratio is
   * never told higher than it is.
   */
  static double cut(double value) {
    // What is 65.26 up to the last bits of a double is not to become 65.25.
    return BigDecimal.valueOf(value)
        .setScale(9, RoundingMode.HALF_EVEN)
        .setScale(2, RoundingMode.DOWN)
        .doubleValue();
  }
}
