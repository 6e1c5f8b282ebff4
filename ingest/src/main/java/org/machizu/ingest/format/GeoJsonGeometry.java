package org.machizu.ingest.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;

/**
 * Gathers the members of one GeoJSON geometry object in whatever order they come, then builds the
 * geometry (RFC 7946, 3.1). Only two dimensions are kept.
 */
final class GeoJsonGeometry {
  private static final GeometryFactory FACTORY = new GeometryFactory();

  private @Nullable String type;
  private @Nullable CoordinateNode coordinates;
  private @Nullable List<GeoJsonGeometry> members;

  /** Whether a {@code type} member names a geometry. */
  static boolean isGeometryType(String type) {
    return switch (type) {
      case "Point",
          "MultiPoint",
          "LineString",
          "MultiLineString",
          "Polygon",
          "MultiPolygon",
          "GeometryCollection" ->
          true;
      default -> false;
    };
  }

  void setType(String type) {
    this.type = type;
  }

  /** Reads a whole geometry object; the parser stands at its START_OBJECT. */
  static GeoJsonGeometry read(JsonParser parser, CoordinateNode.Reading reading)
      throws IOException, RowRejected {
    GeoJsonGeometry geometry = new GeoJsonGeometry();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String member = parser.currentName();
      parser.nextToken();
      if (!geometry.readMember(member, parser, reading)) {
        parser.skipChildren();
      }
    }
    return geometry;
  }

  /**
   * Takes one member when it belongs to a geometry; the parser stands at its value.
   *
   * @return false when it does not; nothing was read then
   */
  boolean readMember(@Nullable String member, JsonParser parser, CoordinateNode.Reading reading)
      throws IOException, RowRejected {
    switch (member) {
      case "type" -> {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
          return false;
        }
        type = parser.getText();
      }
      case "coordinates" -> coordinates = reading.read(parser);
      case "geometries" -> {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
          return false;
        }
        members = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw malformed("a GeometryCollection holds something that is no geometry");
          }
          members.add(read(parser, reading));
        }
      }
      case null, default -> {
        return false;
      }
    }
    return true;
  }

  /**
   * The geometry; null when its coordinates are an empty array (RFC 7946, 3.1: as null).
   *
   * @param mended is told the "lon,lat" of every ring that was closed
   */
  @Nullable Geometry build(Consumer<String> mended) throws RowRejected {
    if (type == null) {
      throw malformed("the geometry has no type");
    }
    if (type.equals("GeometryCollection")) {
      return buildCollection(mended);
    }
    if (!isGeometryType(type)) {
      throw malformed("the geometry type " + InputFile.quoted(type) + " does not exist");
    }
    if (coordinates == null) {
      throw malformed("the " + type + " has no coordinates");
    }
    if (coordinates instanceof CoordinateNode.Group(var none) && none.isEmpty()) {
      return null;
    }
    return switch (type) {
      case "Point" -> point(coordinates);
      case "MultiPoint" -> FACTORY.createMultiPointFromCoords(positions(coordinates));
      case "LineString" -> line(coordinates);
      case "MultiLineString" -> {
        List<LineString> lines = new ArrayList<>();
        for (CoordinateNode part : group(coordinates)) {
          lines.add(line(part));
        }
        yield FACTORY.createMultiLineString(lines.toArray(new LineString[0]));
      }
      case "Polygon" -> polygon(coordinates, mended);
      default -> {
        List<Polygon> polygons = new ArrayList<>();
        for (CoordinateNode part : group(coordinates)) {
          polygons.add(polygon(part, mended));
        }
        yield FACTORY.createMultiPolygon(polygons.toArray(new Polygon[0]));
      }
    };
  }

  private @Nullable Geometry buildCollection(Consumer<String> mended) throws RowRejected {
    if (members == null) {
      throw malformed("the GeometryCollection has no geometries");
    }
    List<Geometry> built = new ArrayList<>();
    for (GeoJsonGeometry member : members) {
      Geometry geometry = member.build(mended);
      if (geometry != null) {
        built.add(geometry);
      }
    }
    return built.isEmpty()
        ? null
        : FACTORY.createGeometryCollection(built.toArray(new Geometry[0]));
  }

  private static Point point(CoordinateNode node) throws RowRejected {
    if (node instanceof CoordinateNode.Position(var at)) {
      return FACTORY.createPoint(at);
    }
    throw malformed("the coordinates of a Point are no position");
  }

  private static Coordinate[] positions(CoordinateNode node) throws RowRejected {
    if (node instanceof CoordinateNode.Positions(var at)) {
      return at;
    }
    throw malformed("the coordinates are nested too deeply or too little for the geometry's type");
  }

  private static LineString line(CoordinateNode node) throws RowRejected {
    Coordinate[] at = positions(node);
    if (at.length < 2) {
      throw new RowRejected(
          "line-too-short",
          "a line has 1 position; it needs at least 2",
          "Draw the line again, or make it a point.",
          place(at[0]));
    }
    return FACTORY.createLineString(at);
  }

  private static List<CoordinateNode> group(CoordinateNode node) throws RowRejected {
    if (node instanceof CoordinateNode.Group(var parts)) {
      return parts;
    }
    throw malformed("the coordinates are nested too little for the geometry's type");
  }

  private static Polygon polygon(CoordinateNode node, Consumer<String> mended) throws RowRejected {
    List<CoordinateNode> parts = group(node);
    List<LinearRing> rings = new ArrayList<>(parts.size());
    for (CoordinateNode part : parts) {
      rings.add(ring(part, mended));
    }
    if (rings.isEmpty()) {
      throw malformed("a polygon has no ring");
    }
    LinearRing[] holes = rings.subList(1, rings.size()).toArray(new LinearRing[0]);
    return FACTORY.createPolygon(rings.getFirst(), holes);
  }

  private static LinearRing ring(CoordinateNode node, Consumer<String> mended) throws RowRejected {
    Coordinate[] at = positions(node);
    if (!at[0].equals2D(at[at.length - 1])) {
      mended.accept(place(at[0]));
      at = Arrays.copyOf(at, at.length + 1);
      at[at.length - 1] = at[0].copy();
    }
    if (at.length < 4) {
      throw new RowRejected(
          "ring-too-short",
          "a ring has " + (at.length - 1) + " corners; it needs at least 3",
          "Draw the area again.",
          place(at[0]));
    }
    return FACTORY.createLinearRing(at);
  }

  private static String place(Coordinate at) {
    return at.x + "," + at.y;
  }

  private static RowRejected malformed(String reason) {
    return new RowRejected(
        "geometry-malformed", reason, "Mend the geometry as RFC 7946 describes it.", null);
  }
}
