package org.machizu.gauges;

import java.time.Instant;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.machizu.sensors.gauge.Observation;
import org.machizu.sensors.quality.Mark;

/**
 * A reading of a gauge.
 *
 * @param time when the station measured it; whole milliseconds
 * @param metres in the gauge's reference; null: the message held no number
 * @param raw what the message said, as "1234 mm"; never altered
 * @param received when it came
 * @param source by which way and device it came, as "mqtt main gauges/G01/level"
 * @param mark what is thought of it; null before it was judged
 */
public record Reading(
    Instant time,
    @Nullable Double metres,
    String raw,
    Instant received,
    String source,
    @Nullable Mark mark) {

  /** As it is judged. */
  public Observation observation() {
    return new Observation(
        time, metres == null ? OptionalDouble.empty() : OptionalDouble.of(metres));
  }
}
