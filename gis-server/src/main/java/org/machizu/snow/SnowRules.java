package org.machizu.snow;

import java.time.Duration;
import org.machizu.config.SnowSettings;

/**
 * When a road counts as cleared, and for how long.
 *
 * @param againAfterCm so much new snow, and it has to be done again
 * @param againAfter so long while it snows and nobody measures, and it has to be done again
 * @param toldAfterEnd how long after a snowfall's end states are still told against it
 * @param oneLaneBelowM a narrower road has one lane: a pass either way clears it both ways
 */
public record SnowRules(
    double againAfterCm, Duration againAfter, Duration toldAfterEnd, double oneLaneBelowM) {
  /** What a pass may miss at its ends for the errors of positions: of each end. */
  private static final double END_M = 15;

  private static final double END_SHARE = 0.05;

  public static final SnowRules DEFAULT =
      new SnowRules(10, Duration.ofHours(12), Duration.ofHours(72), 5.5);

  static SnowRules of(SnowSettings settings) {
    return new SnowRules(
        settings.againAfterCm(),
        settings.againAfter(),
        settings.toldAfterEnd(),
        settings.oneLaneBelowM());
  }

  /**
   * How much of a line may lie uncovered, and it is cleared all the same; and how much may be
   * covered, and it is not even partly: a tenth, at most 30 m.
   */
  static double toleratedM(double lengthM) {
    return 2 * Math.min(END_M, END_SHARE * lengthM);
  }
}
