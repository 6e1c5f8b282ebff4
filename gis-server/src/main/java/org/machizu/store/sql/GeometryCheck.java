package org.machizu.store.sql;

import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.machizu.geo.feature.Envelope;
import org.machizu.geo.feature.GeometryType;
import org.machizu.geo.feature.Schema;
import org.machizu.layers.FeatureStore;

/** Whether a layer takes a geometry. */
public final class GeometryCheck {
  private GeometryCheck() {}

  /**
   * @param geometry lon/lat in degrees
   * @throws IllegalArgumentException when it is not of the layer's kind or not on the globe
   */
  public static void check(Geometry geometry, Schema schema, String layer) {
    if (!FeatureStore.fits(schema.geometryType(), kind(geometry))) {
      throw new IllegalArgumentException(
          "layer '%s' takes geometry of kind %s, but got a %s"
              .formatted(layer, schema.geometryType(), geometry.getGeometryType()));
    }
    Envelope.of(geometry);
    for (Coordinate c : geometry.getCoordinates()) {
      if (!Double.isFinite(c.x) || !Double.isFinite(c.y)) {
        throw new IllegalArgumentException(
            "the geometry has a vertex at %s, %s; give longitude and latitude in degrees"
                .formatted(c.x, c.y));
      }
    }
  }

  private static GeometryType kind(Geometry geometry) {
    return switch (geometry.getGeometryType()) {
      case Geometry.TYPENAME_POINT, Geometry.TYPENAME_MULTIPOINT -> GeometryType.POINT;
      case Geometry.TYPENAME_LINESTRING,
          Geometry.TYPENAME_LINEARRING,
          Geometry.TYPENAME_MULTILINESTRING ->
          GeometryType.LINE;
      case Geometry.TYPENAME_POLYGON, Geometry.TYPENAME_MULTIPOLYGON -> GeometryType.POLYGON;
      default -> GeometryType.MIXED;
    };
  }
}
