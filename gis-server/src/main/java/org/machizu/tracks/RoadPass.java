package org.machizu.tracks;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One traverse of a road, or of a piece of it, by a vehicle.
 *
 * @param device the vehicle's tracker
 * @param stretch when the run of positions began from which it was matched; passes of one stretch
 *     are replaced together when positions come late
 * @param number its place within the stretch, from 0
 * @param road feature id in the layer {@code roads}
 * @param part which line of that feature, from 0
 * @param forward whether along the line's direction
 * @param fromM where it began, metres from the line's beginning <em>in the direction of travel</em>
 * @param toM where it ended; {@code fromM} to {@code lengthM}
 * @param lengthM of the whole line
 * @param confidence 0 to 1
 * @param certain false when it cannot be told whether it was this road or another one: then nothing
 *     may be called cleared because of it
 */
public record RoadPass(
    String device,
    Instant stretch,
    int number,
    long road,
    int part,
    boolean forward,
    double fromM,
    double toM,
    double lengthM,
    Instant entered,
    Instant left,
    double confidence,
    boolean certain,
    Work work,
    Evidence evidence) {

  /** Whether the vehicle was at work. */
  public enum Doing {
    WORKING,
    DRIVING,
    UNKNOWN
  }

  /**
   * What the vehicle did.
   *
   * @param kind what it was at work for; null when it did not work, or nobody said
   * @param inferred whether that follows from its speed, and no signal of the vehicle said so
   * @param widthM of blade or spreader; null when nobody said
   */
  public record Work(
      Doing doing, @Nullable WorkKind kind, boolean inferred, @Nullable Double widthM) {}

  /**
   * Why it is believed.
   *
   * @param fixes positions that lie on the road
   * @param distanceM how far they lie from it on average
   * @param gapS the longest time without a position
   * @param rival another road that would explain them nearly as well; null when there is none
   */
  public record Evidence(int fixes, double distanceM, double gapS, @Nullable Long rival) {}

  /** How much of the line was passed, 0 to 1. */
  public double share() {
    return lengthM > 0 ? Math.clamp((toM - fromM) / lengthM, 0, 1) : 1;
  }
}
