/**
 * Drives over a road network: where a vehicle really was, and what its tracker would tell of it.
 *
 * <p>For: the plows of the demo, and the measure of map matching. In: a network, a tour and a seed.
 * Out: the truth (directed segments with times) and noisy {@link org.machizu.ingest.gps.Position
 * positions}; and how far somebody's claims about the drive are right. Nothing here knows how
 * matching is done.
 */
@NullMarked
package org.machizu.samples.drives;

import org.jspecify.annotations.NullMarked;
