/**
 * The roads of a town cut where hazard zones, closures and underpasses begin and end, each piece
 * with what lies on it.
 *
 * <p>For: guidance. In: a {@link org.machizu.geo.network.RoadNetwork} and {@link
 * org.machizu.guidance.roads.MarkedArea}s in metres of its plane. Out: {@link
 * org.machizu.guidance.roads.MarkedRoads}, immutable, safe for many threads.
 */
@NullMarked
package org.machizu.guidance.roads;

import org.jspecify.annotations.NullMarked;
