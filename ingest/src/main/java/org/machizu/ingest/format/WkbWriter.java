package org.machizu.ingest.format;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryCollection;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.MultiLineString;
import org.locationtech.jts.geom.MultiPoint;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;

/**
 * Writes ISO WKB, little endian, straight into an array of the right size (a header may stand
 * before it). One pass, no intermediate copies; used for every row of a store or an export.
 */
final class WkbWriter {
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle DOUBLE =
      MethodHandles.byteArrayViewVarHandle(double[].class, ByteOrder.LITTLE_ENDIAN);

  private final byte[] out;
  private final boolean hasZ;
  private final boolean hasM;
  private int at;

  private WkbWriter(byte[] out, int at, boolean hasZ, boolean hasM) {
    this.out = out;
    this.at = at;
    this.hasZ = hasZ;
    this.hasM = hasM;
  }

  /**
   * The geometry's WKB with free bytes before it.
   *
   * @param headerBytes bytes to leave free in front
   * @param asMulti whether a single point, line or polygon becomes a multi geometry of one part
   */
  static byte[] write(Geometry geometry, int headerBytes, boolean asMulti) {
    CoordinateSequence first = firstSequence(geometry);
    boolean hasZ = first != null && first.hasZ() && !Double.isNaN(first.getZ(0));
    boolean hasM = first != null && first.hasM() && !Double.isNaN(first.getM(0));
    int ordinates = 2 + (hasZ ? 1 : 0) + (hasM ? 1 : 0);
    boolean wrap = asMulti && !(geometry instanceof GeometryCollection);
    long size = headerBytes + size(geometry, ordinates) + (wrap ? 9 : 0);
    if (size > Integer.MAX_VALUE - 16) {
      throw new IllegalArgumentException(
          "a geometry of " + geometry.getNumPoints() + " vertices is too large for one value");
    }
    WkbWriter writer = new WkbWriter(new byte[(int) size], headerBytes, hasZ, hasM);
    if (wrap) {
      writer.head(code(geometry) + 3);
      writer.count(1);
    }
    writer.geometry(geometry);
    return writer.out;
  }

  /** The first coordinate sequence that is not empty, or null: it tells whether there is Z or M. */
  private static @Nullable CoordinateSequence firstSequence(Geometry geometry) {
    return switch (geometry) {
      case Point p -> p.isEmpty() ? null : p.getCoordinateSequence();
      case LineString l -> l.isEmpty() ? null : l.getCoordinateSequence();
      case Polygon p -> p.isEmpty() ? null : p.getExteriorRing().getCoordinateSequence();
      default -> {
        for (int i = 0; i < geometry.getNumGeometries(); i++) {
          CoordinateSequence found = firstSequence(geometry.getGeometryN(i));
          if (found != null) {
            yield found;
          }
        }
        yield null;
      }
    };
  }

  private static long size(Geometry geometry, int ordinates) {
    long vertexBytes = 8L * ordinates;
    return switch (geometry) {
      case Point p -> 5 + vertexBytes;
      case LineString l -> 9 + vertexBytes * l.getNumPoints();
      case Polygon p when p.isEmpty() -> 9;
      case Polygon p -> 9 + 4L * (1 + p.getNumInteriorRing()) + vertexBytes * p.getNumPoints();
      default -> {
        long size = 9;
        for (int i = 0; i < geometry.getNumGeometries(); i++) {
          size += size(geometry.getGeometryN(i), ordinates);
        }
        yield size;
      }
    };
  }

  private static int code(Geometry geometry) {
    return switch (geometry) {
      case Point p -> 1;
      case LineString l -> 2;
      case Polygon p -> 3;
      case MultiPoint m -> 4;
      case MultiLineString m -> 5;
      case MultiPolygon m -> 6;
      default -> 7;
    };
  }

  private void geometry(Geometry geometry) {
    head(code(geometry));
    switch (geometry) {
      case Point p -> point(p);
      case LineString l -> sequence(l.getCoordinateSequence());
      case Polygon p -> polygon(p);
      default -> {
        count(geometry.getNumGeometries());
        for (int i = 0; i < geometry.getNumGeometries(); i++) {
          geometry(geometry.getGeometryN(i));
        }
      }
    }
  }

  private void head(int code) {
    out[at++] = 1;
    count(code + (hasZ ? 1000 : 0) + (hasM ? 2000 : 0));
  }

  private void count(int value) {
    INT.set(out, at, value);
    at += 4;
  }

  private void ordinate(double value) {
    DOUBLE.set(out, at, value);
    at += 8;
  }

  private void point(Point point) {
    if (!point.isEmpty()) {
      vertices(point.getCoordinateSequence());
      return;
    }
    // GeoPackage 1.3, clause 2.1.3: an empty point has NaN for every ordinate.
    for (int i = 0; i < 2 + (hasZ ? 1 : 0) + (hasM ? 1 : 0); i++) {
      ordinate(Double.NaN);
    }
  }

  private void polygon(Polygon polygon) {
    if (polygon.isEmpty()) {
      count(0);
      return;
    }
    count(1 + polygon.getNumInteriorRing());
    sequence(polygon.getExteriorRing().getCoordinateSequence());
    for (int i = 0; i < polygon.getNumInteriorRing(); i++) {
      sequence(polygon.getInteriorRingN(i).getCoordinateSequence());
    }
  }

  private void sequence(CoordinateSequence sequence) {
    count(sequence.size());
    vertices(sequence);
  }

  private void vertices(CoordinateSequence sequence) {
    boolean withZ = hasZ && sequence.hasZ();
    boolean withM = hasM && sequence.hasM();
    for (int i = 0; i < sequence.size(); i++) {
      ordinate(sequence.getX(i));
      ordinate(sequence.getY(i));
      if (hasZ) {
        ordinate(withZ ? sequence.getZ(i) : Coordinate.NULL_ORDINATE);
      }
      if (hasM) {
        ordinate(withM ? sequence.getM(i) : Coordinate.NULL_ORDINATE);
      }
    }
  }
}
