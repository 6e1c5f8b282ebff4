package org.machizu.store.postgis;

import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;
import org.machizu.geo.feature.GeometryType;
import org.machizu.geo.feature.Schema;
import org.machizu.store.sql.Flat;
import org.machizu.store.sql.GeometryCheck;

/** Geometries on their way into and out of the database. */
final class Geometries {
  private static final GeometryFactory FACTORY = new GeometryFactory();

  private Geometries() {}

  /**
   * The form in which a layer keeps a geometry: flat, and as the multi form of its kind.
   *
   * @return null for nothing
   * @throws IllegalArgumentException when it is not of the layer's kind or not on the globe
   */
  static @Nullable Geometry stored(@Nullable Geometry geometry, Schema schema, String layer) {
    if (geometry == null || geometry.isEmpty()) {
      return null;
    }
    GeometryCheck.check(geometry, schema, layer);
    Geometry flat = Flat.of(geometry);
    Geometry kept = schema.geometryType() == GeometryType.MIXED ? flat : multi(flat);
    Geometry marked = kept == geometry ? kept.copy() : kept; // the caller's keeps its own mark
    marked.setSRID(Columns.SRS);
    return marked;
  }

  private static Geometry multi(Geometry geometry) {
    return switch (geometry) {
      case Point p -> FACTORY.createMultiPoint(new Point[] {p});
      case LineString l -> FACTORY.createMultiLineString(new LineString[] {l});
      case Polygon p -> FACTORY.createMultiPolygon(new Polygon[] {p});
      default -> geometry;
    };
  }
}
