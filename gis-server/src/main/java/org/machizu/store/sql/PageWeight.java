package org.machizu.store.sql;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.machizu.geo.feature.Feature;

/**
 * What a page takes of memory, by its vertices: a page of very large shapes ends before its limit,
 * with a token for the next one.
 */
public final class PageWeight {
  /** About 64 MB of coordinates. */
  public static final long FULL_VERTICES = 2_000_000;

  private long vertices;

  public static PageWeight of(List<Feature> page) {
    PageWeight weight = new PageWeight();
    page.forEach(weight::add);
    return weight;
  }

  public void add(@Nullable Feature feature) {
    Geometry geometry = feature == null ? null : feature.geometry();
    vertices += geometry == null ? 0 : geometry.getNumPoints();
  }

  public boolean isFull() {
    return vertices >= FULL_VERTICES;
  }
}
