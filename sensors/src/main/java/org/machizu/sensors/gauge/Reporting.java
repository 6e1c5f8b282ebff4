package org.machizu.sensors.gauge;

import java.time.Duration;
import java.util.OptionalDouble;

/**
 * How often a station sends.
 *
 * @param idle between two messages while nothing happens, as a day for crisis gauges
 * @param flood between two messages from {@code floodFrom} on
 * @param floodFrom the height from which it sends as in a flood, in the reference of its gauge;
 *     empty: it always sends every {@code flood}
 */
public record Reporting(Duration idle, Duration flood, OptionalDouble floodFrom) {

  /** So many messages in a row may be missed before silence is told. */
  private static final int MISSED = 3;

  /**
   * @throws IllegalArgumentException when an interval is not above zero
   */
  public Reporting {
    if (!idle.isPositive() || !flood.isPositive()) {
      throw new IllegalArgumentException(
          "intervals of sending must be above zero: " + idle + ", " + flood);
    }
  }

  public static Reporting every(Duration interval) {
    return new Reporting(interval, interval, OptionalDouble.empty());
  }

  /** How long after a reading of this height the station may be silent without being missed. */
  public Duration silenceAfter(double metres) {
    boolean inFlood = floodFrom.isEmpty() || metres >= floodFrom.getAsDouble();
    return (inFlood ? flood : idle).multipliedBy(MISSED);
  }
}
