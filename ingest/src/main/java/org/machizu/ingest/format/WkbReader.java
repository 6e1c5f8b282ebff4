package org.machizu.ingest.format;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.function.IntFunction;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.impl.PackedCoordinateSequence;

/**
 * Reads ISO WKB (and the EWKB flags that some writers use instead) of either byte order, with Z and
 * M. Every count is checked against the bytes that are really there before anything is allocated.
 * Everything wrong is an {@link IllegalArgumentException} that says what.
 */
final class WkbReader {
  private static final VarHandle INT_LITTLE =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT_BIG =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle DOUBLE_LITTLE =
      MethodHandles.byteArrayViewVarHandle(double[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle DOUBLE_BIG =
      MethodHandles.byteArrayViewVarHandle(double[].class, ByteOrder.BIG_ENDIAN);

  /** Deeper nesting of collections than any real file has. */
  private static final int MAX_DEPTH = 16;

  private static final GeometryFactory FACTORY = new GeometryFactory();

  private final byte[] in;
  private int at;
  private boolean little;
  private int ordinates = 2;
  private boolean measured;
  private int closedRings;

  WkbReader(byte[] in, int at) {
    this.in = in;
    this.at = at;
  }

  /** How many rings lacked their last point and got it. */
  int closedRings() {
    return closedRings;
  }

  Geometry read() {
    return read(0);
  }

  private Geometry read(int depth) {
    int code = readHead(depth);
    return switch (code) {
      case 1 -> readPoint();
      case 2 -> readLine();
      case 3 -> readPolygon();
      case 4 -> FACTORY.createMultiPoint(parts(Point.class, Point[]::new, depth));
      case 5 -> FACTORY.createMultiLineString(parts(LineString.class, LineString[]::new, depth));
      case 6 -> FACTORY.createMultiPolygon(parts(Polygon.class, Polygon[]::new, depth));
      default -> FACTORY.createGeometryCollection(parts(Geometry.class, Geometry[]::new, depth));
    };
  }

  /** The type code 1 to 7; byte order and dimensions are kept. */
  private int readHead(int depth) {
    if (depth > MAX_DEPTH) {
      throw new IllegalArgumentException("collections nested deeper than " + MAX_DEPTH);
    }
    need(5);
    int order = in[at++];
    if (order != 0 && order != 1) {
      throw new IllegalArgumentException("byte order " + order + " in WKB; 0 or 1 is allowed");
    }
    little = order == 1;
    int type = readInt();
    boolean hasZ = (type & 0x80000000) != 0;
    boolean hasM = (type & 0x40000000) != 0;
    if ((type & 0x20000000) != 0) {
      readInt(); // EWKB's own SRID; the table's is the one that counts
    }
    int iso = type & 0x1FFFFFFF;
    hasZ |= iso / 1000 == 1 || iso / 1000 == 3;
    hasM |= iso / 1000 == 2 || iso / 1000 == 3;
    int code = iso % 1000;
    if (iso >= 4000 || code < 1 || code > 7) {
      throw new IllegalArgumentException(
          "geometry type "
              + iso
              + " in WKB; points, lines, polygons and collections of them (1 to 7) are allowed");
    }
    ordinates = 2 + (hasZ ? 1 : 0) + (hasM ? 1 : 0);
    measured = hasM;
    return code;
  }

  private Point readPoint() {
    PackedCoordinateSequence.Double sequence = readSequence(1);
    boolean empty = Double.isNaN(sequence.getX(0)) && Double.isNaN(sequence.getY(0));
    return empty ? FACTORY.createPoint() : FACTORY.createPoint(sequence);
  }

  private LineString readLine() {
    return FACTORY.createLineString(readSequence(readCount(8 * ordinates)));
  }

  private Polygon readPolygon() {
    int rings = readCount(4);
    if (rings == 0) {
      return FACTORY.createPolygon();
    }
    LinearRing shell = readRing();
    LinearRing[] holes = new LinearRing[rings - 1];
    for (int i = 0; i < holes.length; i++) {
      holes[i] = readRing();
    }
    return FACTORY.createPolygon(shell, holes);
  }

  private LinearRing readRing() {
    PackedCoordinateSequence.Double sequence = readSequence(readCount(8 * ordinates));
    if (sequence.size() > 0 && !Rings.isClosed(sequence)) {
      closedRings++;
      return FACTORY.createLinearRing(Rings.closed(sequence));
    }
    return FACTORY.createLinearRing(sequence);
  }

  private <G extends Geometry> G[] parts(Class<G> kind, IntFunction<G[]> array, int depth) {
    int count = readCount(9);
    G[] parts = array.apply(count);
    for (int i = 0; i < count; i++) {
      Geometry part = read(depth + 1);
      if (!kind.isInstance(part)) {
        throw new IllegalArgumentException(
            "a %s inside a collection of %s"
                .formatted(part.getGeometryType(), kind.getSimpleName()));
      }
      parts[i] = kind.cast(part);
    }
    return parts;
  }

  private PackedCoordinateSequence.Double readSequence(int count) {
    int values = Math.multiplyExact(count, ordinates);
    need(8L * values);
    double[] packed = new double[values];
    VarHandle order = little ? DOUBLE_LITTLE : DOUBLE_BIG;
    for (int i = 0, from = at; i < values; i++, from += 8) {
      packed[i] = (double) order.get(in, from);
    }
    at += 8 * values;
    return new PackedCoordinateSequence.Double(packed, ordinates, measured ? 1 : 0);
  }

  /** Adds the box of the geometry here to an envelope without making the geometry. */
  void expand(Envelope box) {
    expand(box, 0);
  }

  private void expand(Envelope box, int depth) {
    int code = readHead(depth);
    switch (code) {
      case 1 -> expandBy(box, 1);
      case 2 -> expandBy(box, readCount(8 * ordinates));
      case 3 -> {
        int rings = readCount(4);
        for (int i = 0; i < rings; i++) {
          expandBy(box, readCount(8 * ordinates));
        }
      }
      default -> {
        int parts = readCount(9);
        for (int i = 0; i < parts; i++) {
          expand(box, depth + 1);
        }
      }
    }
  }

  private void expandBy(Envelope box, int count) {
    need(8L * ordinates * count);
    VarHandle order = little ? DOUBLE_LITTLE : DOUBLE_BIG;
    for (int i = 0; i < count; i++) {
      double x = (double) order.get(in, at);
      double y = (double) order.get(in, at + 8);
      if (!Double.isNaN(x) && !Double.isNaN(y)) {
        box.expandToInclude(x, y);
      }
      at += 8 * ordinates;
    }
  }

  private int readInt() {
    need(4);
    int value = (int) (little ? INT_LITTLE : INT_BIG).get(in, at);
    at += 4;
    return value;
  }

  /** A count of things that take at least so many bytes each. */
  private int readCount(int bytesEach) {
    int count = readInt();
    if (count < 0 || (long) count * bytesEach > in.length - at) {
      throw new IllegalArgumentException(
          "a count of "
              + (count & 0xFFFFFFFFL)
              + " in WKB, but only "
              + (in.length - at)
              + " bytes follow");
    }
    return count;
  }

  private void need(long bytes) {
    if (bytes > in.length - at) {
      throw new IllegalArgumentException(
          "WKB ends at byte " + in.length + ", " + bytes + " more are needed at " + at);
    }
  }
}
