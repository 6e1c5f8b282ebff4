package org.machizu.sensors.mqtt;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long to wait before something is tried again: twice as long each time.
 *
 * @param first after the first failure
 * @param longest never longer than this
 */
public record Retry(Duration first, Duration longest) {
  /**
   * @throws IllegalArgumentException when the waits are not above zero, or in the wrong order
   */
  public Retry {
    if (!first.isPositive() || longest.compareTo(first) < 0) {
      throw new IllegalArgumentException(
          "waits of "
              + first
              + " up to "
              + longest
              + " are not allowed; the first must be above zero and not above the longest");
    }
  }

  /**
   * The wait after so many failures in a row (1 or more). Up to a fifth shorter by chance, so that
   * those who lost the same broker do not all come back at once.
   */
  Duration after(int failures) {
    long millis = first.toMillis() << Math.min(failures - 1, 20);
    long capped = Math.max(1, Math.min(millis, longest.toMillis()));
    return Duration.ofMillis(capped - ThreadLocalRandom.current().nextLong(capped / 5 + 1));
  }
}
