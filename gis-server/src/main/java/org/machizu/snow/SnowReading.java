package org.machizu.snow;

import java.time.Instant;

/**
 * New snow as somebody has measured it.
 *
 * @param cm since the event's beginning
 * @param source who or what measured: the name of a place or a gauge; each source is a row of
 *     measurements of its own
 */
public record SnowReading(Instant time, double cm, String source) {
  /** No more has ever fallen in one snowfall. */
  public static final double MOST_CM = 1_000;

  public static final int LONGEST_SOURCE = 60;
}
