package org.machizu.store.postgis;

import java.sql.ResultSet;
import java.sql.SQLException;
import net.postgis.jdbc.jts.JtsGeometry;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryCollection;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;
import org.machizu.geo.feature.Envelope;
import org.machizu.geo.feature.GeometryType;
import org.machizu.geo.feature.Schema;
import org.machizu.store.sql.Flat;
import org.machizu.store.sql.GeometryCheck;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Geometries on their way into and out of the database. */
final class Geometries {
  private static final Logger LOG = LoggerFactory.getLogger(Geometries.class);
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

  /** As a parameter of a statement. */
  static @Nullable JtsGeometry parameter(@Nullable Geometry stored) {
    return stored == null ? null : new JtsGeometry(stored);
  }

  /** What a column holds; null for nothing. */
  static @Nullable Geometry stored(ResultSet row, int column) throws SQLException {
    return row.getObject(column) instanceof JtsGeometry value ? value.getGeometry() : null;
  }

  /**
   * The geometry of a feature: a multi geometry of one part is given as that part, unless the layer
   * mixes kinds; nothing for what is not on the globe.
   */
  static @Nullable Geometry shown(@Nullable Geometry stored, Epoch epoch, long id) {
    if (stored == null) {
      return null;
    }
    try {
      if (Envelope.of(stored).isEmpty()) { // throws for places that are not on the globe
        return null;
      }
    } catch (IllegalArgumentException e) {
      LOG.warn(
          "feature {} of layer {} is not on the globe ({}); it is taken as having no place",
          id,
          epoch.layer(),
          e.getMessage());
      return null;
    }
    boolean single =
        stored instanceof GeometryCollection
            && stored.getNumGeometries() == 1
            && epoch.schema().geometryType() != GeometryType.MIXED;
    return single ? stored.getGeometryN(0) : stored;
  }

  /** The box of a stored geometry; null when there is none, or none on the globe. */
  static @Nullable Envelope box(@Nullable Geometry stored) {
    if (stored == null) {
      return null;
    }
    try {
      return Envelope.of(stored).orElse(null);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
