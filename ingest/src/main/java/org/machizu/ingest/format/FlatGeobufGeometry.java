package org.machizu.ingest.format;

import com.google.flatbuffers.FlatBufferBuilder;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.impl.PackedCoordinateSequence;

/**
 * Geometries between JTS and FlatGeobuf. East before north; heights and measures are left out.
 * Curves are not read.
 */
final class FlatGeobufGeometry {
  /** Collections in collections. */
  private static final int DEEPEST = 4;

  private static final GeometryFactory JTS = new GeometryFactory();

  private FlatGeobufGeometry() {}

  static int typeOf(Geometry geometry) {
    return switch (geometry.getGeometryType()) {
      case "Point" -> FlatGeobuf.Type.POINT;
      case "LineString", "LinearRing" -> FlatGeobuf.Type.LINE;
      case "Polygon" -> FlatGeobuf.Type.POLYGON;
      case "MultiPoint" -> FlatGeobuf.Type.MULTI_POINT;
      case "MultiLineString" -> FlatGeobuf.Type.MULTI_LINE;
      case "MultiPolygon" -> FlatGeobuf.Type.MULTI_POLYGON;
      default -> FlatGeobuf.Type.COLLECTION;
    };
  }

  /** Writes the table Geometry and gives its offset. */
  static int write(FlatBufferBuilder out, Geometry geometry) {
    int type = typeOf(geometry);
    int parts = 0;
    int xy = 0;
    int ends = 0;
    if (type == FlatGeobuf.Type.MULTI_POLYGON || type == FlatGeobuf.Type.COLLECTION) {
      int[] tables = new int[geometry.getNumGeometries()];
      for (int i = 0; i < tables.length; i++) {
        tables[i] = write(out, geometry.getGeometryN(i));
      }
      parts = FlatGeobufHeader.offsets(out, tables);
    } else {
      List<CoordinateSequence> rows = rows(geometry);
      xy = positions(out, rows);
      ends = rows.size() > 1 && type != FlatGeobuf.Type.MULTI_POINT ? ends(out, rows) : 0;
    }
    out.startTable(FlatGeobuf.Shape.FIELDS);
    out.addOffset(FlatGeobuf.Shape.ENDS, ends, 0);
    out.addOffset(FlatGeobuf.Shape.XY, xy, 0);
    out.addByte(FlatGeobuf.Shape.TYPE, (byte) type, 0);
    out.addOffset(FlatGeobuf.Shape.PARTS, parts, 0);
    return out.endTable();
  }

  private static List<CoordinateSequence> rows(Geometry geometry) {
    List<CoordinateSequence> rows = new ArrayList<>();
    for (int i = 0; i < geometry.getNumGeometries(); i++) {
      switch (geometry.getGeometryN(i)) {
        case Point point -> rows.add(point.getCoordinateSequence());
        case LineString line -> rows.add(line.getCoordinateSequence());
        case Polygon polygon -> {
          rows.add(polygon.getExteriorRing().getCoordinateSequence());
          for (int hole = 0; hole < polygon.getNumInteriorRing(); hole++) {
            rows.add(polygon.getInteriorRingN(hole).getCoordinateSequence());
          }
        }
        default -> throw new IllegalArgumentException("no part " + geometry.getGeometryType());
      }
    }
    return rows;
  }

  private static int positions(FlatBufferBuilder out, List<CoordinateSequence> rows) {
    int count = rows.stream().mapToInt(CoordinateSequence::size).sum();
    out.startVector(8, 2 * count, 8);
    for (CoordinateSequence row : rows.reversed()) {
      for (int i = row.size() - 1; i >= 0; i--) {
        out.addDouble(row.getY(i));
        out.addDouble(row.getX(i));
      }
    }
    return out.endVector();
  }

  /** How many positions there are up to the end of each part. */
  private static int ends(FlatBufferBuilder out, List<CoordinateSequence> rows) {
    int end = rows.stream().mapToInt(CoordinateSequence::size).sum();
    out.startVector(4, rows.size(), 4);
    for (CoordinateSequence row : rows.reversed()) {
      out.addInt(end);
      end -= row.size();
    }
    return out.endVector();
  }

  /**
   * @param type of the geometry when it does not say its own
   * @param maxVertices vertices that it may have
   * @throws IllegalArgumentException when it is no geometry
   * @throws IndexOutOfBoundsException when the message is damaged
   */
  static Geometry read(FlatTable shape, int type, int maxVertices) {
    return new Reading(maxVertices).read(shape, type, 0);
  }

  /** The type that the geometry says, else the layer's. */
  static int typeOf(FlatTable shape, int ofLayer) {
    int own = shape.unsignedByte(FlatGeobuf.Shape.TYPE);
    return own == FlatGeobuf.Type.UNKNOWN ? ofLayer : own;
  }

  /** One geometry, with what it may still hold. */
  private static final class Reading {
    private int verticesLeft;

    Reading(int maxVertices) {
      verticesLeft = maxVertices;
    }

    Geometry read(FlatTable shape, int fallback, int depth) {
      int type = typeOf(shape, fallback);
      return switch (type) {
        case FlatGeobuf.Type.POINT -> JTS.createPoint(positions(shape));
        case FlatGeobuf.Type.LINE -> JTS.createLineString(positions(shape));
        case FlatGeobuf.Type.MULTI_POINT -> JTS.createMultiPoint(positions(shape));
        case FlatGeobuf.Type.POLYGON -> polygon(shape);
        case FlatGeobuf.Type.MULTI_LINE ->
            JTS.createMultiLineString(
                parts(shape).stream().map(JTS::createLineString).toArray(LineString[]::new));
        case FlatGeobuf.Type.MULTI_POLYGON ->
            JTS.createMultiPolygon(
                tables(shape).stream().map(this::polygon).toArray(Polygon[]::new));
        case FlatGeobuf.Type.COLLECTION -> {
          if (depth == DEEPEST) {
            throw new IllegalArgumentException("collections lie more than 4 deep in one another");
          }
          yield JTS.createGeometryCollection(
              tables(shape).stream()
                  .map(part -> read(part, FlatGeobuf.Type.UNKNOWN, depth + 1))
                  .toArray(Geometry[]::new));
        }
        default ->
            throw new IllegalArgumentException("geometries of type " + type + " are not read");
      };
    }

    private List<FlatTable> tables(FlatTable shape) {
      int count = shape.length(FlatGeobuf.Shape.PARTS, 4);
      take(count); // parts can be one table many times, each with as many parts again
      List<FlatTable> tables = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        tables.add(shape.table(FlatGeobuf.Shape.PARTS, i));
      }
      return tables;
    }

    private Polygon polygon(FlatTable shape) {
      List<CoordinateSequence> rings = parts(shape);
      if (rings.isEmpty()) {
        return JTS.createPolygon();
      }
      LinearRing[] holes =
          rings.stream().skip(1).map(JTS::createLinearRing).toArray(LinearRing[]::new);
      return JTS.createPolygon(JTS.createLinearRing(rings.getFirst()), holes);
    }

    private CoordinateSequence positions(FlatTable shape) {
      int count = shape.length(FlatGeobuf.Shape.XY, 8) / 2;
      return slice(shape, 0, count);
    }

    private List<CoordinateSequence> parts(FlatTable shape) {
      int count = shape.length(FlatGeobuf.Shape.XY, 8) / 2;
      int ends = shape.length(FlatGeobuf.Shape.ENDS, 4);
      List<CoordinateSequence> parts = new ArrayList<>();
      if (ends == 0) {
        if (count > 0) {
          parts.add(slice(shape, 0, count));
        }
        return parts;
      }
      int from = 0;
      int at = shape.entries(FlatGeobuf.Shape.ENDS);
      for (int i = 0; i < ends; i++) {
        int to = shape.message().getInt(at + 4 * i);
        if (to < from || to > count) {
          throw new IllegalArgumentException(
              "part %d ends at position %d of %d".formatted(i + 1, to, count));
        }
        parts.add(slice(shape, from, to));
        from = to;
      }
      return parts;
    }

    private CoordinateSequence slice(FlatTable shape, int from, int to) {
      take(Math.max(1, to - from));
      double[] xy = new double[2 * (to - from)];
      if (xy.length > 0) {
        ByteBuffer message = shape.message();
        int at = shape.entries(FlatGeobuf.Shape.XY) + 16 * from;
        for (int i = 0; i < xy.length; i++) {
          xy[i] = message.getDouble(at + 8 * i);
          if (!Double.isFinite(xy[i])) {
            throw new IllegalArgumentException("a coordinate is no number");
          }
        }
      }
      return new PackedCoordinateSequence.Double(xy, 2, 0);
    }

    private void take(int vertices) {
      verticesLeft -= vertices;
      if (verticesLeft < 0) {
        throw new IllegalArgumentException("the geometry has too many vertices");
      }
    }
  }
}
