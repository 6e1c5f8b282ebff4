package org.machizu.sensors.gauge;

import java.time.Instant;
import java.util.OptionalDouble;

/**
 * One reading of a station, as it came: what is thought of it stands beside it, never in its place.
 *
 * @param gauge whose it is
 * @param time when the station measured it
 * @param metres the level in the gauge's reference; empty when the message held no number, as
 *     {@code *} or {@code ---}, which is not 0
 * @param received when it came here; plays no part in what is thought of it
 */
public record Observation(String gauge, Instant time, OptionalDouble metres, Instant received) {

  public static Observation of(String gauge, Instant time, double metres) {
    return new Observation(gauge, time, OptionalDouble.of(metres), time);
  }
}
