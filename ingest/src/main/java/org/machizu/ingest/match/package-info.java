/**
 * Map matching: a device's positions become passes over directed road segments.
 *
 * <p>For: the server's {@code tracks}, and programs that read track files. In: cleaned positions of
 * one device in order of time (WGS84 lon/lat), and a {@link org.machizu.geo.network.RoadNetwork}.
 * Out: {@link org.machizu.ingest.match.Pass passes} with times, confidence and evidence, and what
 * could not be matched ({@link org.machizu.ingest.match.Unmatched}).
 *
 * <p>A hidden Markov model after P. Newson and J. Krumm, "Hidden Markov Map Matching Through Noise
 * and Sparseness" (ACM GIS 2009), in metres of the plane-rectangular zone, with three additions:
 * the part of the error that wanders slowly is estimated along each explanation, so that many fixes
 * are not taken for many independent witnesses; turning round costs; and each pass is weighed
 * against the best explanation that has the vehicle elsewhere, so that "cannot tell" is an answer.
 */
@NullMarked
package org.machizu.ingest.match;

import org.jspecify.annotations.NullMarked;
