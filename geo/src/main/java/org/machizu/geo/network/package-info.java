/**
 * A road network: directed segments between junctions, measured in metres of a plane-rectangular
 * zone, with a spatial index, shortest paths, and ways by cost ({@link
 * org.machizu.geo.network.CostSearch}).
 *
 * <p>For: map matching, guidance, review of plow routes. In: {@link org.machizu.geo.network.Road
 * roads} as lon/lat lines (JGD2011) with their direction of travel. Out: an immutable snapshot,
 * safe for many threads; whoever changes roads builds a new one.
 */
@NullMarked
package org.machizu.geo.network;

import org.jspecify.annotations.NullMarked;
