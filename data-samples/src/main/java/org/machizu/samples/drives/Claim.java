package org.machizu.samples.drives;

import java.time.Instant;
import org.machizu.geo.network.Segment;

/**
 * Somebody's word that a vehicle drove along a segment.
 *
 * @param fromM metres from the segment's beginning, in its direction
 * @param certain false for "cannot tell"
 */
public record Claim(
    Segment segment, double fromM, double toM, Instant entered, Instant left, boolean certain) {}
