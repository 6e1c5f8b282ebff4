package org.machizu.ingest.format;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.CoordinateSequences;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;

/** Takes geometries apart for the Shapefile writer. */
final class ShapeParts {
  private ShapeParts() {}

  /** The kind of shape that can hold the geometry; null when none can, or it is empty. */
  static ShapeType.@Nullable Form form(@Nullable Geometry geometry) {
    if (geometry == null || geometry.isEmpty()) {
      return null;
    }
    return switch (geometry) {
      case Point p -> ShapeType.Form.POINT;
      case LineString l -> ShapeType.Form.LINE;
      case Polygon p -> ShapeType.Form.POLYGON;
      default -> formOfParts(geometry);
    };
  }

  private static ShapeType.@Nullable Form formOfParts(Geometry collection) {
    ShapeType.Form common = null;
    int parts = 0;
    for (int i = 0; i < collection.getNumGeometries(); i++) {
      ShapeType.Form form = form(collection.getGeometryN(i));
      if (form == null) {
        if (!collection.getGeometryN(i).isEmpty()) {
          return null;
        }
        continue;
      }
      if (common != null && form != common) {
        return null;
      }
      common = form;
      parts++;
    }
    return common == ShapeType.Form.POINT && parts > 1 ? ShapeType.Form.MULTIPOINT : common;
  }

  /** The type of a file whose first geometry is the given one. */
  static ShapeType type(ShapeType.Form form, @Nullable Geometry first) {
    boolean hasZ = false;
    boolean hasM = false;
    if (first != null && !first.isEmpty() && form != ShapeType.Form.NULL) {
      CoordinateSequence sequence = sequences(first).getFirst();
      hasZ = sequence.hasZ() && !Double.isNaN(sequence.getZ(0));
      hasM = sequence.hasM() && !Double.isNaN(sequence.getM(0));
    }
    return new ShapeType(form, hasZ, hasZ || hasM);
  }

  /** The geometry's points, lines or rings; shells turn with the clock, holes against it. */
  static CoordinateSequence[] of(Geometry geometry) {
    return sequences(geometry).toArray(CoordinateSequence[]::new);
  }

  static List<CoordinateSequence> sequences(Geometry geometry) {
    List<CoordinateSequence> sequences = new ArrayList<>();
    collect(geometry, sequences);
    return sequences;
  }

  private static void collect(Geometry geometry, List<CoordinateSequence> into) {
    switch (geometry) {
      case Geometry empty when empty.isEmpty() -> {}
      case Point point -> into.add(point.getCoordinateSequence());
      case LineString line -> into.add(line.getCoordinateSequence());
      case Polygon polygon -> {
        into.add(turned(polygon.getExteriorRing(), false));
        for (int i = 0; i < polygon.getNumInteriorRing(); i++) {
          into.add(turned(polygon.getInteriorRingN(i), true));
        }
      }
      default -> {
        for (int i = 0; i < geometry.getNumGeometries(); i++) {
          collect(geometry.getGeometryN(i), into);
        }
      }
    }
  }

  private static CoordinateSequence turned(LinearRing ring, boolean againstTheClock) {
    CoordinateSequence sequence = ring.getCoordinateSequence();
    double area = Rings.signedArea(sequence);
    if (area == 0 || area > 0 == againstTheClock) {
      return sequence;
    }
    CoordinateSequence reversed = sequence.copy();
    CoordinateSequences.reverse(reversed);
    return reversed;
  }
}
