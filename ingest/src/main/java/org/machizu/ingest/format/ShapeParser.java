package org.machizu.ingest.format;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.impl.PackedCoordinateSequence;

/**
 * Turns the bytes of one shape into a geometry (ESRI Shapefile Technical Description, July 1998).
 * Every count is checked against the bytes that are there. Z is kept; M too, unless every measure
 * is "no data" (below -10³⁸).
 */
final class ShapeParser {
  private static final GeometryFactory FACTORY = new GeometryFactory();
  private static final double NO_DATA = -1e38;
  private static final int BOX = 32;

  private final ShapeType fileType;
  private final int maxVertices;
  private final PolygonAssembler polygons;
  private final Mends mends;

  /** Told of what had to be mended to take a shape. */
  interface Mends {
    void mended(String code, String reason);
  }

  ShapeParser(ShapeType fileType, int maxVertices, Mends mends) {
    this.fileType = fileType;
    this.maxVertices = maxVertices;
    this.polygons = new PolygonAssembler(mends);
    this.mends = mends;
  }

  /** Where the ordinates of a shape stand; Z and M are -1 where it has none. */
  private record Layout(int xy, int z, int m) {
    boolean hasZ() {
      return z >= 0;
    }

    boolean hasM() {
      return m >= 0;
    }
  }

  /**
   * The geometry of one shape; null for a null shape and for one without points.
   *
   * @param from where the shape's type stands
   * @param to behind its last byte
   */
  @Nullable Geometry parse(byte[] in, int from, int to) throws ShapeException {
    int code = Bytes.intAt(in, from);
    if (code == 0) {
      return null;
    }
    if (code != fileType.code()) {
      throw new ShapeException(
          "shape-type",
          "shape type %d stands in a file of type %d".formatted(code, fileType.code()));
    }
    int body = from + 4;
    return switch (fileType.form()) {
      case NULL -> null;
      case POINT -> point(in, body, to);
      case MULTIPOINT -> multiPoint(in, body, to);
      case LINE -> line(in, body, to);
      case POLYGON -> polygon(in, body, to);
    };
  }

  private Point point(byte[] in, int body, int to) throws ShapeException {
    int z = fileType.hasZ() ? body + 16 : -1;
    int m = fileType.hasM() ? body + (fileType.hasZ() ? 24 : 16) : -1;
    need(to - body, 16 + (z >= 0 ? 8 : 0));
    boolean measured = m >= 0 && m + 8 <= to && Bytes.doubleAt(in, m) > NO_DATA;
    return FACTORY.createPoint(sequence(in, new Layout(body, z, measured ? m : -1), 0, 1));
  }

  private @Nullable Geometry multiPoint(byte[] in, int body, int to) throws ShapeException {
    need(to - body, BOX + 4);
    int count = count(in, body + BOX);
    Layout layout = layout(in, body + BOX + 4, count, to);
    Point[] points = new Point[count];
    for (int i = 0; i < count; i++) {
      points[i] = FACTORY.createPoint(sequence(in, layout, i, i + 1));
    }
    return count == 0 ? null : FACTORY.createMultiPoint(points);
  }

  private @Nullable Geometry line(byte[] in, int body, int to) throws ShapeException {
    List<PackedCoordinateSequence.Double> parts = parts(in, body, to);
    List<LineString> lines = new ArrayList<>(parts.size());
    for (PackedCoordinateSequence.Double part : parts) {
      if (part.size() >= 2) {
        lines.add(FACTORY.createLineString(part));
      } else {
        mends.mended("line-of-one-point", "a part of the line has one point only; it was left out");
      }
    }
    if (lines.isEmpty() && !parts.isEmpty()) {
      throw new ShapeException("line-of-one-point", "the line has one point only");
    }
    return switch (lines.size()) {
      case 0 -> null;
      case 1 -> lines.getFirst();
      default -> FACTORY.createMultiLineString(lines.toArray(LineString[]::new));
    };
  }

  private @Nullable Geometry polygon(byte[] in, int body, int to) throws ShapeException {
    List<PackedCoordinateSequence.Double> rings = parts(in, body, to);
    return rings.isEmpty() ? null : polygons.assemble(rings);
  }

  private List<PackedCoordinateSequence.Double> parts(byte[] in, int body, int to)
      throws ShapeException {
    need(to - body, BOX + 8);
    int partCount = Bytes.intAt(in, body + BOX);
    int pointCount = count(in, body + BOX + 4);
    if (partCount < 0 || partCount > (to - body) / 4) {
      throw new ShapeException(
          "shape-damaged",
          "the shape says it has " + partCount + " parts; it has no room for them");
    }
    int starts = body + BOX + 8;
    Layout layout = layout(in, starts + 4 * partCount, pointCount, to);
    List<PackedCoordinateSequence.Double> parts = new ArrayList<>(partCount);
    for (int i = 0; i < partCount; i++) {
      int first = Bytes.intAt(in, starts + 4 * i);
      int next = i + 1 < partCount ? Bytes.intAt(in, starts + 4 * i + 4) : pointCount;
      if (first < 0 || next < first || next > pointCount) {
        throw new ShapeException(
            "shape-damaged",
            "part %d of the shape goes from point %d to %d of %d"
                .formatted(i + 1, first, next, pointCount));
      }
      if (next > first) {
        parts.add(sequence(in, layout, first, next));
      }
    }
    return parts;
  }

  private int count(byte[] in, int at) throws ShapeException {
    int count = Bytes.intAt(in, at);
    if (count < 0) {
      throw new ShapeException("shape-damaged", "the shape says it has " + count + " points");
    }
    if (count > maxVertices) {
      throw new ShapeException(
          "too-many-vertices",
          "the shape has %,d points; %,d are allowed".formatted(count, maxVertices));
    }
    return count;
  }

  private Layout layout(byte[] in, int xy, int points, int to) throws ShapeException {
    long end = xy + 16L * points;
    int z = -1;
    if (fileType.hasZ()) {
      z = (int) end + 16;
      end += 16 + 8L * points;
    }
    need(to - xy, end - xy);
    int m = -1;
    // Measures may be left out of any type that has room for them.
    if (fileType.hasM() && end + 16 + 8L * points <= to) {
      m = (int) end + 16;
      boolean any = false;
      for (int i = 0; i < points && !any; i++) {
        any = Bytes.doubleAt(in, m + 8 * i) > NO_DATA;
      }
      m = any ? m : -1;
    }
    return new Layout(xy, z, m);
  }

  private static void need(long there, long needed) throws ShapeException {
    if (there < needed) {
      throw new ShapeException(
          "shape-damaged", "the shape needs %d bytes and has %d".formatted(needed + 4, there + 4));
    }
  }

  private static PackedCoordinateSequence.Double sequence(
      byte[] in, Layout layout, int first, int next) throws ShapeException {
    int dimension = 2 + (layout.hasZ() ? 1 : 0) + (layout.hasM() ? 1 : 0);
    double[] packed = new double[dimension * (next - first)];
    boolean finite = true;
    if (dimension == 2) {
      for (int i = 0, at = layout.xy + 16 * first; i < packed.length; i++, at += 8) {
        double value = Bytes.doubleAt(in, at);
        finite &= Math.abs(value) <= Double.MAX_VALUE;
        packed[i] = value;
      }
    } else {
      int to = 0;
      for (int i = first; i < next; i++) {
        double x = Bytes.doubleAt(in, layout.xy + 16 * i);
        double y = Bytes.doubleAt(in, layout.xy + 16 * i + 8);
        finite &= Math.abs(x) <= Double.MAX_VALUE && Math.abs(y) <= Double.MAX_VALUE;
        packed[to++] = x;
        packed[to++] = y;
        if (layout.hasZ()) {
          packed[to++] = Bytes.doubleAt(in, layout.z + 8 * i);
        }
        if (layout.hasM()) {
          double measure = Bytes.doubleAt(in, layout.m + 8 * i);
          packed[to++] = measure > NO_DATA ? measure : Double.NaN;
        }
      }
    }
    if (!finite) {
      throw new ShapeException("coordinate-not-finite", "a coordinate is not a number or infinite");
    }
    return new PackedCoordinateSequence.Double(packed, dimension, layout.hasM() ? 1 : 0);
  }
}
