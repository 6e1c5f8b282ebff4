package org.machizu.geo.filter;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;

/** Reads the geometries of a CQL2 JSON filter (RFC 7946, 3.1); heights are dropped. */
final class JsonPlaces {
  private static final GeometryFactory FACTORY = new GeometryFactory();

  private JsonPlaces() {}

  static Geometry read(JsonNode json, String where) {
    try {
      return geometry(json, true);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "%s stands a geometry that is none: %s".formatted(where, e.getMessage()), e);
    }
  }

  private static Geometry geometry(JsonNode json, boolean mayCollect) {
    String type = json.path("type").asText();
    JsonNode positions = json.path("coordinates");
    return switch (type) {
      case "Point" -> point(positions);
      case "LineString" -> line(positions);
      case "Polygon" -> polygon(positions);
      case "MultiPoint" ->
          FACTORY.createMultiPoint(list(positions, JsonPlaces::point).toArray(Point[]::new));
      case "MultiLineString" ->
          FACTORY.createMultiLineString(
              list(positions, JsonPlaces::line).toArray(LineString[]::new));
      case "MultiPolygon" ->
          FACTORY.createMultiPolygon(list(positions, JsonPlaces::polygon).toArray(Polygon[]::new));
      case "GeometryCollection" -> {
        if (!mayCollect) {
          throw new IllegalArgumentException("a collection within a collection");
        }
        yield FACTORY.createGeometryCollection(
            list(json.path("geometries"), member -> geometry(member, false))
                .toArray(Geometry[]::new));
      }
      default ->
          throw new IllegalArgumentException(
              "there is no type '%s' in GeoJSON".formatted(Cql2.shortened(type)));
    };
  }

  private static Point point(JsonNode position) {
    return FACTORY.createPoint(coordinate(position));
  }

  private static LineString line(JsonNode positions) {
    return FACTORY.createLineString(coordinates(positions));
  }

  private static Polygon polygon(JsonNode rings) {
    List<LinearRing> all = list(rings, ring -> FACTORY.createLinearRing(coordinates(ring)));
    return FACTORY.createPolygon(
        all.getFirst(), all.subList(1, all.size()).toArray(LinearRing[]::new));
  }

  private static Coordinate[] coordinates(JsonNode positions) {
    return list(positions, JsonPlaces::coordinate).toArray(Coordinate[]::new);
  }

  private static <T> List<T> list(JsonNode json, Function<JsonNode, T> one) {
    if (!json.isArray() || json.isEmpty()) {
      throw new IllegalArgumentException("a list is missing or empty");
    }
    List<T> all = new ArrayList<>();
    json.forEach(element -> all.add(one.apply(element)));
    return all;
  }

  private static Coordinate coordinate(JsonNode position) {
    if (!position.isArray() || position.size() < 2 || position.size() > 4) {
      throw new IllegalArgumentException(
          "%s is no position of two or three numbers"
              .formatted(Cql2.shortened(position.toString())));
    }
    return new Coordinate(number(position.get(0)), number(position.get(1)));
  }

  static List<Double> numbers(JsonNode list, String where) {
    List<Double> numbers = new ArrayList<>();
    for (JsonNode element : list) {
      if (!element.isNumber()) {
        throw new IllegalArgumentException("%s should stand numbers only".formatted(where));
      }
      numbers.add(number(element));
    }
    return numbers;
  }

  private static double number(JsonNode json) {
    double number = json.doubleValue();
    if (!json.isNumber() || !Double.isFinite(number)) {
      throw new IllegalArgumentException(
          Cql2.shortened(json.toString()) + " is no number of a position");
    }
    return number;
  }
}
