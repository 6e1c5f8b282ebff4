package org.machizu.sensors.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.machizu.sensors.gauge.Gauge;
import org.machizu.sensors.gauge.Level.Severity;
import org.machizu.sensors.quality.GateState.Point;

/**
 * What the gauges up- and downstream say of a rise: water that comes down a river is seen by more
 * than one of them. It is told to whoever decides, and decides nothing itself: a cloudburst between
 * two gauges is seen by one alone.
 */
public final class Neighbours {
  private static final Duration BEFORE = Duration.ofHours(3);
  private static final Duration AFTER = Duration.ofMinutes(30);
  private static final int FEWEST = 3;
  private static final double RISE_M = 0.1;
  private static final double STILL_M = 0.05;

  private Neighbours() {}

  /** A gauge up- or downstream, and where it stands. */
  public record Near(Gauge gauge, JudgeState state) {}

  /** What they say together. */
  public enum Word {
    /** One of them rises too, or stands at a level. */
    CONFIRMED,
    /** None of them moves. */
    CONTRADICTED,
    /** There are none, or they have no readings of that time, or move a little. */
    UNKNOWN
  }

  /**
   * Asks them.
   *
   * @param moment of the last reading that the alert is about
   */
  public static Word of(List<Near> neighbours, Instant moment) {
    boolean still = false;
    for (Near near : neighbours) {
      List<Point> points =
          near.state().recent().stream()
              .filter(p -> !p.time().isBefore(moment.minus(BEFORE)))
              .filter(p -> !p.time().isAfter(moment.plus(AFTER)))
              .toList();
      if (points.size() < FEWEST) {
        continue;
      }
      double lowest = points.stream().mapToDouble(Point::metres).min().orElseThrow();
      double highest = points.stream().mapToDouble(Point::metres).max().orElseThrow();
      double last = points.getLast().metres();
      if (last - lowest >= RISE_M || standsAtLevel(near.gauge(), points.getLast())) {
        return Word.CONFIRMED;
      }
      still |= highest - lowest < STILL_M;
    }
    return still ? Word.CONTRADICTED : Word.UNKNOWN;
  }

  private static boolean standsAtLevel(Gauge gauge, Point point) {
    return gauge
        .levelsAt(point.time())
        .reachedBy(point.metres())
        .filter(level -> level.severity().compareTo(Severity.STANDBY) >= 0)
        .isPresent();
  }
}
