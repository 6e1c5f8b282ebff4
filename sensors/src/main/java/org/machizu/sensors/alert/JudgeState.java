package org.machizu.sensors.alert;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.machizu.sensors.quality.GateState;
import org.machizu.sensors.quality.GateState.Point;

/**
 * Where the alerts of one gauge stand after a reading; kept with the gauge.
 *
 * @param gate where the checks stand
 * @param recent the last believed readings, at most {@value AlertRules#MOST}, oldest first
 * @param runs the levels at or above which all believed readings have been, and since when
 * @param open what goes on
 * @param bad the bad readings since the last believed one
 */
public record JudgeState(
    GateState gate, List<Point> recent, List<Run> runs, List<Episode> open, BadRun bad) {

  /** Before the first reading. */
  public static final JudgeState START =
      new JudgeState(GateState.START, List.of(), List.of(), List.of(), BadRun.NONE);

  /** All believed readings since a moment were at or above a level. */
  public record Run(String level, Instant since) {}

  /**
   * Bad readings in a row.
   *
   * @param first the moment of the first; null when there is none
   */
  public record BadRun(int count, @Nullable Instant first) {
    static final BadRun NONE = new BadRun(0, null);

    BadRun and(Instant time) {
      return new BadRun(count + 1, first == null ? time : first);
    }
  }

  public JudgeState {
    recent = List.copyOf(recent);
    runs = List.copyOf(runs);
    open = List.copyOf(open);
  }
}
