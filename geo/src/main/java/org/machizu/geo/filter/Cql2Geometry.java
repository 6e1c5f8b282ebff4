package org.machizu.geo.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;

/**
 * Reads the geometries of a CQL2 text: well-known text (OGC 06-103r4, clause 7) and {@code BBOX}.
 * Heights may be given and are dropped.
 */
final class Cql2Geometry {
  private static final GeometryFactory FACTORY = new GeometryFactory();
  private static final Set<String> KINDS =
      Set.of(
          "point",
          "linestring",
          "polygon",
          "multipoint",
          "multilinestring",
          "multipolygon",
          "geometrycollection",
          "bbox");

  private final Cql2Text words;

  Cql2Geometry(Cql2Text words) {
    this.words = words;
  }

  static boolean isKind(String word) {
    return KINDS.contains(word);
  }

  /** What follows the kind's name. */
  Term read(String kind, Cql2Token token) {
    if (kind.equals("bbox")) {
      return box(token);
    }
    return new Term.Place(geometry(kind, token), token.where());
  }

  private Geometry geometry(String kind, Cql2Token token) {
    words.takeWord("z");
    try {
      return switch (kind) {
        case "point" -> point();
        case "linestring" -> line();
        case "polygon" -> polygon();
        case "multipoint" ->
            FACTORY.createMultiPoint(list(this::pointOfMany).toArray(Point[]::new));
        case "multilinestring" ->
            FACTORY.createMultiLineString(list(this::line).toArray(LineString[]::new));
        case "multipolygon" ->
            FACTORY.createMultiPolygon(list(this::polygon).toArray(Polygon[]::new));
        default -> FACTORY.createGeometryCollection(list(this::member).toArray(Geometry[]::new));
      };
    } catch (IllegalArgumentException e) {
      // JTS says what is wrong (too few positions, a ring that is not closed), but not where.
      String message = String.valueOf(e.getMessage());
      throw message.startsWith("at character")
          ? e
          : new IllegalArgumentException(
              "%s stands a %s that is none: %s".formatted(token.where(), kind, message), e);
    }
  }

  private Geometry member() {
    Cql2Token token = words.take();
    String kind = token.text().toLowerCase(Locale.ROOT);
    boolean single =
        token.kind() == Cql2Token.Kind.WORD
            && isKind(kind)
            && !kind.equals("bbox")
            && !kind.equals("geometrycollection");
    if (!single) {
      throw new IllegalArgumentException(
          "%s stands %s, but there should be POINT, LINESTRING, POLYGON or several of one"
              .formatted(token.where(), token.described()));
    }
    return geometry(kind, token);
  }

  private Point point() {
    words.expect("(");
    Point point = FACTORY.createPoint(position());
    words.expect(")");
    return point;
  }

  /** In a multipoint each position may have parentheses of its own. */
  private Point pointOfMany() {
    return words.peek().isSymbol("(") ? point() : FACTORY.createPoint(position());
  }

  private LineString line() {
    return FACTORY.createLineString(list(this::position).toArray(Coordinate[]::new));
  }

  private Polygon polygon() {
    List<LinearRing> rings =
        list(() -> FACTORY.createLinearRing(list(this::position).toArray(Coordinate[]::new)));
    return FACTORY.createPolygon(
        rings.getFirst(), rings.subList(1, rings.size()).toArray(LinearRing[]::new));
  }

  private <T> List<T> list(Supplier<T> one) {
    words.expect("(");
    List<T> all = new ArrayList<>();
    do {
      all.add(one.get());
    } while (words.takeSymbol(","));
    words.expect(")");
    return all;
  }

  private Coordinate position() {
    Coordinate position = new Coordinate(number(), number());
    if (!words.peek().isSymbol(",") && !words.peek().isSymbol(")")) {
      number();
    }
    return position;
  }

  private double number() {
    boolean negative = words.takeSymbol("-");
    if (!negative) {
      words.takeSymbol("+");
    }
    Cql2Token token = words.peek();
    if (token.kind() != Cql2Token.Kind.NUMBER) {
      throw words.unexpected("a number");
    }
    words.take();
    return Numerals.finite((negative ? "-" : "") + token.text(), token.where());
  }

  private Term box(Cql2Token token) {
    List<Double> numbers = list(this::number);
    return box(numbers, token.where());
  }

  /** The corners; of six numbers the heights are dropped. */
  static Term box(List<Double> numbers, String where) {
    if (numbers.size() != 4 && numbers.size() != 6) {
      throw new IllegalArgumentException(
          "%s a box has four numbers (or six with heights), but there are %d"
              .formatted(where, numbers.size()));
    }
    int half = numbers.size() / 2;
    return new Term.Box(
        numbers.get(0), numbers.get(1), numbers.get(half), numbers.get(half + 1), where);
  }
}
