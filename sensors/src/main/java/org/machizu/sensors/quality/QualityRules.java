package org.machizu.sensors.quality;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;
import org.machizu.sensors.gauge.Gauge;
import org.machizu.sensors.gauge.Kind;
import org.machizu.sensors.gauge.Level;
import org.machizu.sensors.gauge.LevelSet;
import org.machizu.sensors.gauge.Reference;

/**
 * What can be believed of a gauge. Heights are metres in the gauge's reference.
 *
 * @param lowest no reading below it is believed
 * @param highest none above it
 * @param stepM so far may two readings lie apart, however short the time between them
 * @param fastMPerMin and so much more for each of the first ten minutes between them
 * @param slowMPerMin and so much more for each minute after those
 * @param mostM but never more than this, however long the silence was
 * @param flatAfter so long may the water stand still to the centimetre above {@code flatAbove}
 * @param flatAbove below it standing still is usual; empty: it always is, as in ponds
 */
public record QualityRules(
    double lowest,
    double highest,
    double stepM,
    double fastMPerMin,
    double slowMPerMin,
    double mostM,
    Duration flatAfter,
    OptionalDouble flatAbove) {

  private static final double ROOM_ABOVE_M = 3;
  private static final double ROOM_BELOW_M = 5;
  private static final int FAST_MINUTES = 10;
  private static final double SECONDS_A_MINUTE = 60;

  /**
   * @throws IllegalArgumentException when nothing could be believed
   */
  public QualityRules {
    if (!(lowest < highest)) {
      throw new IllegalArgumentException(
          "the lowest height that is believed (%s m) must be below the highest (%s m)"
              .formatted(lowest, highest));
    }
    if (!(stepM > 0) || fastMPerMin < 0 || slowMPerMin < 0 || !(mostM >= stepM)) {
      throw new IllegalArgumentException(
          "steps must be above zero and the greatest (%s m) not below the smallest (%s m)"
              .formatted(mostM, stepM));
    }
  }

  /** Every number is believed. */
  public static QualityRules everything() {
    return new QualityRules(
        -Double.MAX_VALUE,
        Double.MAX_VALUE,
        Double.MAX_VALUE,
        0,
        0,
        Double.MAX_VALUE,
        Duration.ofDays(1),
        OptionalDouble.empty());
  }

  /**
   * What a gauge gets that nobody gave limits. Up to 3 m above the embankment or the highest level,
   * down to 5 m below the zero (or the lowest level). A step of up to 1 m in ten minutes, 2 m in an
   * hour, 3 m after any silence: of 80,000 readings of Fukui's rivers in three heavy rains the
   * greatest were 0.68 m in ten minutes and 1.97 m in seventy.
   */
  public static QualityRules usual(Gauge gauge, Instant moment) {
    LevelSet levels = gauge.levelsAt(moment);
    double top = gauge.embankment().orElse(-Double.MAX_VALUE);
    double low = gauge.reference() == Reference.ZERO ? 0 : Double.MAX_VALUE;
    for (Level level : levels.levels()) {
      top = Math.max(top, level.metres());
      low = Math.min(low, level.metres());
    }
    boolean known = top > -Double.MAX_VALUE && low < Double.MAX_VALUE;
    OptionalDouble flatAbove =
        gauge.kind() == Kind.POND || levels.levels().isEmpty()
            ? OptionalDouble.empty()
            : OptionalDouble.of(levels.levels().getFirst().metres());
    return new QualityRules(
        known ? low - roomBelow(gauge) : -100,
        known ? top + ROOM_ABOVE_M : 5000,
        0.5,
        0.05,
        0.02,
        3,
        Duration.ofHours(6),
        flatAbove);
  }

  /** Levels of other references may lie far above the bed. */
  private static double roomBelow(Gauge gauge) {
    return gauge.reference() == Reference.ZERO ? ROOM_BELOW_M : 4 * ROOM_BELOW_M;
  }

  /** How far apart two readings may lie that are this long apart. */
  public double allowedM(Duration between) {
    double minutes = between.toMillis() / (1000 * SECONDS_A_MINUTE);
    double fast = Math.min(minutes, FAST_MINUTES);
    return Math.min(mostM, stepM + fast * fastMPerMin + (minutes - fast) * slowMPerMin);
  }
}
