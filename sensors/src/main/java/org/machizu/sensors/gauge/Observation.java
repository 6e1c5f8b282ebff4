package org.machizu.sensors.gauge;

import java.time.Instant;
import java.util.Comparator;
import java.util.OptionalDouble;

/**
 * One reading of a station, as it came: what is thought of it stands beside it, never in its place.
 *
 * @param time when the station measured it
 * @param metres the level in the gauge's reference; empty when the message held no number, as
 *     {@code *} or {@code ---}, which is not 0
 */
public record Observation(Instant time, OptionalDouble metres) implements Comparable<Observation> {

  /**
   * By time; of several at one moment those with a number first, the highest first: of two readings
   * that contradict each other the more dangerous one is looked at before the other. Nothing of it
   * depends on when, or in which order, they came.
   */
  private static final Comparator<Observation> ORDER =
      Comparator.comparing(Observation::time)
          .thenComparing(o -> -o.metres().orElse(Double.NEGATIVE_INFINITY));

  public static Observation of(Instant time, double metres) {
    return new Observation(time, OptionalDouble.of(metres));
  }

  public static Observation withoutNumber(Instant time) {
    return new Observation(time, OptionalDouble.empty());
  }

  @Override
  public int compareTo(Observation other) {
    return ORDER.compare(this, other);
  }
}
