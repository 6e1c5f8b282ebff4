package org.machizu.samples.drives;

import org.machizu.geo.network.Segment;

/**
 * A part of a tour along one segment.
 *
 * @param fromM metres from the segment's beginning, in its direction
 * @param toM more than {@code fromM}, up to the segment's length
 * @param working whether the blade is down, so that the vehicle is slow
 * @param standsS seconds of standing at its end
 */
public record Leg(Segment segment, double fromM, double toM, boolean working, double standsS) {
  public Leg {
    if (!(fromM >= 0 && fromM < toM && toM <= segment.lengthM() && standsS >= 0)) {
      throw new IllegalArgumentException(
          "from %s to %s m is no leg on %s".formatted(fromM, toM, segment));
    }
  }

  /** The whole segment. */
  public static Leg along(Segment segment, boolean working) {
    return new Leg(segment, 0, segment.lengthM(), working, 0);
  }

  /** The same with standing at its end. */
  public Leg thenStanding(double seconds) {
    return new Leg(segment, fromM, toM, working, seconds);
  }
}
