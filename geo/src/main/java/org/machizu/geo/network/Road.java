package org.machizu.geo.network;

import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.machizu.geo.feature.Attributes;
import org.machizu.geo.feature.Feature;

/**
 * A piece of road from junction to junction, as the layer has it.
 *
 * @param id the feature's id; parts of one feature share it
 * @param line lon/lat, JGD2011, at least two different points
 * @param travel which way vehicles may go
 * @param attributes the feature's (manager, width …), for whoever weighs paths
 */
public record Road(long id, LineString line, Travel travel, Attributes attributes) {
  /** Which way vehicles may go, seen along the line. */
  public enum Travel {
    BOTH_WAYS,
    FORWARD,
    BACKWARD
  }

  /**
   * @throws IllegalArgumentException when the line has no length
   */
  public Road {
    if (!(line.getLength() > 0)) {
      throw new IllegalArgumentException("road " + id + " has a line without length");
    }
  }

  /**
   * The roads of a feature: one for each line in it.
   *
   * @throws IllegalArgumentException when the feature has no place, or its geometry is not lines
   */
  public static List<Road> of(Feature feature, Travel travel) {
    Geometry geometry = feature.geometry();
    if (geometry == null || geometry.isEmpty()) {
      throw new IllegalArgumentException("road " + feature.id() + " has no place on the map");
    }
    List<Road> roads = new ArrayList<>();
    for (int i = 0; i < geometry.getNumGeometries(); i++) {
      if (!(geometry.getGeometryN(i) instanceof LineString line)) {
        throw new IllegalArgumentException(
            "road %d is a %s; roads are lines".formatted(feature.id(), geometry.getGeometryType()));
      }
      roads.add(new Road(feature.id(), line, travel, feature.attributes()));
    }
    return roads;
  }
}
