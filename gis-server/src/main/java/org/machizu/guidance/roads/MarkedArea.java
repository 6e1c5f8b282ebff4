package org.machizu.guidance.roads;

import org.locationtech.jts.geom.Geometry;

/**
 * Where a mark lies.
 *
 * @param area polygons in metres of the town's plane
 * @param shortestM stretches of roads inside that are shorter are left alone: a road that only
 *     crosses a closed one is open
 */
public record MarkedArea(Mark mark, Geometry area, double shortestM) {
  public MarkedArea(Mark mark, Geometry area) {
    this(mark, area, 0);
  }
}
