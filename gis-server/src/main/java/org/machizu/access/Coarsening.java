package org.machizu.access;

import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/**
 * Shows a place only by the cell of a fixed grid that it lies in: one point, the middle of the
 * cell. The grid does not depend on the data, so many looks tell no more than one.
 *
 * @param metres the width and height of a cell, to a hundredth; cells keep to whole rows of
 *     latitude
 */
public record Coarsening(int metres) {
  private static final double METRES_PER_DEGREE = 111_320;
  private static final GeometryFactory GEOMETRIES = new GeometryFactory();

  /** The middle of the cell that the geometry's middle lies in; null for no place. */
  public @Nullable Geometry of(@Nullable Geometry geometry) {
    if (geometry == null || geometry.isEmpty()) {
      return null;
    }
    Envelope box = geometry.getEnvelopeInternal();
    double height = metres / METRES_PER_DEGREE;
    double lat = middle((box.getMinY() + box.getMaxY()) / 2, height);
    double width = height / Math.max(Math.cos(Math.toRadians(lat)), 0.01);
    double lon = middle((box.getMinX() + box.getMaxX()) / 2, width);
    return GEOMETRIES.createPoint(new Coordinate(lon, lat));
  }

  private static double middle(double value, double size) {
    return (Math.floor(value / size) + 0.5) * size;
  }
}
