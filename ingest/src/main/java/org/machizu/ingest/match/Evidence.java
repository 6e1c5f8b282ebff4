package org.machizu.ingest.match;

import org.jspecify.annotations.Nullable;
import org.machizu.geo.network.Segment;

/**
 * What a pass rests on.
 *
 * @param fixes how many positions fell on it; 0 when it was only bridged between two others
 * @param meanDistanceM of those fixes from the road; 0 without any
 * @param longestGapS the longest time without a position while it was passed
 * @param rival the road that explains the same positions next best, if one does so at all well
 * @param rivalDistanceM of a position from the rival; 0 without one
 */
public record Evidence(
    int fixes,
    double meanDistanceM,
    double longestGapS,
    @Nullable Segment rival,
    double rivalDistanceM) {}
