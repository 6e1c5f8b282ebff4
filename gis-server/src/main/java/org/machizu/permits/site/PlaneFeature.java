package org.machizu.permits.site;

import org.locationtech.jts.geom.Geometry;
import org.machizu.geo.feature.Feature;

/**
 * A feature and where it lies.
 *
 * @param plane metres in the town's zone, east before north
 */
public record PlaneFeature(Feature feature, Geometry plane) {}
