package org.machizu.samples.drives;

import java.time.Instant;
import org.machizu.geo.network.Segment;

/**
 * The truth about one leg: where on the segment the vehicle was, and when.
 *
 * @param fromM metres from the segment's beginning, in its direction
 * @param left after {@code entered}; standing at the end counts
 */
public record Traversal(
    Segment segment, double fromM, double toM, Instant entered, Instant left, boolean working) {
  /** How much of the segment was driven, 0 to 1. */
  public double share() {
    return (toM - fromM) / segment.lengthM();
  }
}
