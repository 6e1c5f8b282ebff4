package org.machizu.permits.site;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.locationtech.jts.geom.Geometry;
import org.machizu.geo.feature.Feature;
import org.machizu.layers.ground.PlaneFeature;

/**
 * A feature that a finding rests on.
 *
 * @param label its key as people know it (its first shown attribute), else its id
 * @param certain false where it may or may not reach the site
 * @param measures what was measured: {@code areaM2}, {@code sharePercent}, {@code lengthM}, {@code
 *     distanceM}, {@code frontageM}, {@code setbackM2}; in the order in which they are told
 */
public record Named(PlaneFeature of, String label, boolean certain, Map<String, Double> measures) {
  public Named {
    measures = Collections.unmodifiableMap(new LinkedHashMap<>(measures));
  }

  public Feature feature() {
    return of.feature();
  }

  /** Where it lies, metres in the town's zone; empty without a place. */
  public Geometry plane() {
    return of.plane();
  }
}
