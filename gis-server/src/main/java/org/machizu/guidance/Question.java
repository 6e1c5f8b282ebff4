package org.machizu.guidance;

import org.machizu.guidance.rules.Mode;
import org.machizu.hazard.kind.Hazard;

/**
 * What is asked.
 *
 * @param lon where somebody is: degrees, JGD2011 or WGS84
 * @param routes ways that are wanted, 1 to {@value #MOST_ROUTES}
 * @param upperFloor whether they are in a building with another floor above
 */
public record Question(
    double lon, double lat, Hazard hazard, Mode mode, int routes, UpperFloor upperFloor) {
  public static final int MOST_ROUTES = 5;

  /** Whether there is a floor above the ground floor. */
  public enum UpperFloor {
    YES,
    NO,
    UNKNOWN
  }

  /** Whether only upper floors of a refuge are of use, and no lift is known that leads there. */
  boolean needsLift(Refuge refuge) {
    return mode == Mode.WHEELCHAIR
        && refuge.suits(hazard) == Refuge.Suits.UPPER_FLOOR
        && !refuge.hasElevator();
  }
}
