package org.machizu.store.gpkg;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.machizu.geo.feature.Feature;

/**
 * What a page takes of memory, by its vertices: a page of very large shapes ends before its limit,
 * with a token for the next one.
 */
final class PageWeight {
  /** About 64 MB of coordinates. */
  static final long FULL_VERTICES = 2_000_000;

  private long vertices;

  static PageWeight of(List<SortedPage.Placed> page) {
    PageWeight weight = new PageWeight();
    page.forEach(placed -> weight.add(placed.feature()));
    return weight;
  }

  void add(@Nullable Feature feature) {
    Geometry geometry = feature == null ? null : feature.geometry();
    vertices += geometry == null ? 0 : geometry.getNumPoints();
  }

  boolean isFull() {
    return vertices >= FULL_VERTICES;
  }
}
