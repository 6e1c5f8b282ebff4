package org.machizu.ingest.match;

import java.time.Instant;
import org.machizu.geo.network.Segment;

/**
 * A vehicle went along a segment, or a part of it.
 *
 * @param fromM metres from the segment's beginning, in its direction
 * @param toM not less than {@code fromM}; up to the segment's length
 * @param entered interpolated between fixes along the way
 * @param left not before {@code entered}
 * @param confidence in the road and the direction, 0 to 1, against the best explanation that has
 *     the vehicle elsewhere or going the other way
 * @param certain whether it may be told as a fact: the confidence is at least {@value
 *     #CERTAIN_CONFIDENCE} and the fixes lie near the road. Otherwise the answer is "cannot tell".
 * @param roadCertain whether at least the road is as sure as that, in whichever direction
 */
public record Pass(
    Segment segment,
    double fromM,
    double toM,
    Instant entered,
    Instant left,
    double confidence,
    boolean certain,
    boolean roadCertain,
    Evidence evidence)
    implements Found {
  /** From here on a pass is certain. */
  public static final double CERTAIN_CONFIDENCE = 0.9;
}
