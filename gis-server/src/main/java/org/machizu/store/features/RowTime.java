package org.machizu.store.features;

import java.time.Duration;
import org.machizu.layers.ReadTooLongException;

/**
 * The time for looking at rows again after they were read. A database ends its statements itself,
 * but it does not see this work, and a row that a condition takes long over may be one of many.
 */
final class RowTime {
  private final Duration allowed;
  private final long endNanos;

  RowTime(Duration allowed) {
    this.allowed = allowed;
    this.endNanos = System.nanoTime() + allowed.toNanos();
  }

  /**
   * @throws ReadTooLongException when it is over
   */
  void check() {
    if (System.nanoTime() - endNanos > 0) {
      throw new ReadTooLongException(allowed);
    }
  }
}
