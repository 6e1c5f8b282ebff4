package org.machizu.permits.site;

import java.util.Map;
import org.locationtech.jts.geom.Geometry;
import org.machizu.geo.feature.Feature;

/**
 * A feature that a finding rests on.
 *
 * @param label its key as people know it (its first shown attribute), else its id
 * @param certain false where it may or may not reach the site
 * @param measures what was measured: {@code areaM2}, {@code sharePercent}, {@code lengthM}, {@code
 *     distanceM}, {@code frontageM}, {@code setbackM2}
 * @param plane where it lies, metres in the town's zone
 */
public record Named(
    Feature feature, String label, boolean certain, Map<String, Double> measures, Geometry plane) {
  public Named {
    measures = Map.copyOf(measures);
  }
}
