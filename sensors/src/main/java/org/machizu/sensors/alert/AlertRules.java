package org.machizu.sensors.alert;

import java.time.Duration;

/**
 * When a level counts as reached, and when as left again. All times are sensor time.
 *
 * @param raiseCount so many
 * @param raiseOf of the last so many believed readings at or above the level raise the alert
 * @param raiseFor when above zero, instead: all believed readings of this time were at or above it,
 *     and there were two at least
 * @param higherAtOnce whether one reading is enough while a lower level is reached already: a river
 *     that is known to rise needs no second look
 * @param clearCount so many believed readings in a row below the fall threshold clear it, or fewer
 *     in as long a time as so many take
 * @param hysteresisM the fall threshold lies so far below the level
 * @param forecastWithin a level that will be reached within this time is warned of; zero: never
 * @param badCount so many bad readings in a row are told to the staff; {@link Integer#MAX_VALUE}:
 *     neither they nor silence are told
 */
public record AlertRules(
    int raiseCount,
    int raiseOf,
    Duration raiseFor,
    boolean higherAtOnce,
    int clearCount,
    double hysteresisM,
    Duration forecastWithin,
    int badCount) {

  /** So many readings of a gauge are remembered. */
  static final int MOST = 12;

  /** Two of three readings raise, three in a row 10 cm below clear; an hour's forecast. */
  public static final AlertRules USUAL =
      new AlertRules(2, 3, Duration.ZERO, true, 3, 0.1, Duration.ofHours(1), 3);

  /** An alert is nothing but the readings at or above the level. */
  public static final AlertRules PLAIN =
      new AlertRules(1, 1, Duration.ZERO, false, 1, 0, Duration.ZERO, Integer.MAX_VALUE);

  /**
   * @throws IllegalArgumentException naming the rule that cannot be
   */
  public AlertRules {
    if (raiseCount < 1 || raiseOf < raiseCount || raiseOf > MOST) {
      throw new IllegalArgumentException(
          "%d of %d readings cannot raise an alert: 1 to %d of at most %d"
              .formatted(raiseCount, raiseOf, raiseOf, MOST));
    }
    if (clearCount < 1 || clearCount > MOST) {
      throw new IllegalArgumentException(
          "%d readings cannot clear an alert: 1 to %d".formatted(clearCount, MOST));
    }
    if (hysteresisM < 0 || hysteresisM > 5) {
      throw new IllegalArgumentException(
          "a fall threshold %s m below the level: 0 to 5 m".formatted(hysteresisM));
    }
    if (raiseFor.isNegative() || forecastWithin.isNegative() || badCount < 1) {
      throw new IllegalArgumentException("times and counts of alert rules are not negative");
    }
  }

  /** Whether bad data and silence are told at all. */
  boolean tellsBadData() {
    return badCount < Integer.MAX_VALUE;
  }
}
