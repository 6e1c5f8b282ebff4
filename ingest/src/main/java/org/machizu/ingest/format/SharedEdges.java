package org.machizu.ingest.format;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.impl.PackedCoordinateSequence;

/**
 * Joins polygons that lie edge to edge: an edge that two of them share, each in its own direction,
 * drops out, and the others are the border of what they cover together. No position is moved, added
 * or left out along that border, so that the area is theirs exactly. Polygons that overlap, or
 * whose edges meet with corners at other places, are no such mosaic and are not joined.
 *
 * <p>Takes time and memory in proportion to the number of edges. The library's union of a coverage
 * is not used: it takes many times as long together with the proof that it needs, and where gaps
 * touch each other at a corner its rings touch themselves, which no valid polygon may.
 */
final class SharedEdges {
  /** By how much of itself an area may differ from the sum of its parts, as rounding makes it. */
  private static final double ROUNDING = 1e-7;

  private record Edge(double fromX, double fromY, double toX, double toY) {
    Edge reversed() {
      return new Edge(toX, toY, fromX, fromY);
    }

    Node from() {
      return new Node(fromX, fromY);
    }

    Node to() {
      return new Node(toX, toY);
    }
  }

  private record Node(double x, double y) {}

  /** Edges with what is covered on their left, by the node from which they go. */
  private final Map<Node, List<Edge>> leaving = new LinkedHashMap<>();

  private SharedEdges() {}

  /** What the polygons cover together; empty when they are no mosaic. */
  static Optional<Geometry> join(List<Polygon> polygons) {
    Map<Edge, Edge> border = new LinkedHashMap<>();
    double area = 0;
    for (Polygon polygon : polygons) {
      if (!add(polygon.getExteriorRing(), true, border)) {
        return Optional.empty();
      }
      for (int i = 0; i < polygon.getNumInteriorRing(); i++) {
        if (!add(polygon.getInteriorRingN(i), false, border)) {
          return Optional.empty();
        }
      }
      area += polygon.getArea();
    }
    if (border.isEmpty()) {
      return Optional.empty();
    }
    return new SharedEdges().assembled(border.keySet(), area);
  }

  /** False when another polygon has the same edge in the same direction: they overlap. */
  private static boolean add(LinearRing ring, boolean shell, Map<Edge, Edge> border) {
    CoordinateSequence at = ring.getCoordinateSequence();
    boolean forward = Rings.signedArea(at) > 0 == shell;
    for (int i = 1; i < at.size(); i++) {
      int from = forward ? i - 1 : i;
      int to = forward ? i : i - 1;
      Edge edge = new Edge(at.getX(from), at.getY(from), at.getX(to), at.getY(to));
      if (edge.from().equals(edge.to())) {
        continue; // a position that stands twice
      }
      if (border.remove(edge.reversed()) == null && border.put(edge, edge) != null) {
        return false;
      }
    }
    return true;
  }

  private Optional<Geometry> assembled(Iterable<Edge> border, double area) {
    for (Edge edge : border) {
      leaving.computeIfAbsent(edge.from(), node -> new ArrayList<>(1)).add(edge);
    }
    List<PackedCoordinateSequence.Double> rings = new ArrayList<>();
    for (List<Edge> edges : leaving.values()) {
      while (!edges.isEmpty()) {
        if (!trace(edges.removeLast(), rings)) {
          return Optional.empty();
        }
      }
    }
    Geometry joined;
    try {
      joined = new PolygonAssembler((code, reason) -> {}).assemble(rings);
    } catch (ShapeException e) {
      return Optional.empty();
    }
    boolean exact = Math.abs(joined.getArea() - area) <= ROUNDING * area && joined.isValid();
    return exact ? Optional.of(joined) : Optional.empty();
  }

  /**
   * Follows the border from an edge back to its beginning. Where it comes by a node a second time,
   * what lies between is a ring of its own: a hole that touches another, or the shell.
   */
  private boolean trace(Edge first, List<PackedCoordinateSequence.Double> rings) {
    List<Edge> path = new ArrayList<>();
    Map<Node, Integer> places = new HashMap<>();
    Edge edge = first;
    while (true) {
      places.put(edge.from(), path.size());
      path.add(edge);
      Integer again = places.get(edge.to());
      if (again != null) {
        List<Edge> loop = path.subList(again, path.size());
        rings.add(ring(loop));
        loop.forEach(each -> places.remove(each.from()));
        loop.clear();
        if (path.isEmpty() && !edge.to().equals(first.from())) {
          return false;
        }
        if (path.isEmpty()) {
          return true;
        }
      }
      Edge next = next(edge);
      if (next == null) {
        return false;
      }
      edge = next;
    }
  }

  /** The edge that bounds the same covered corner: the first one clockwise from where we come. */
  private @Nullable Edge next(Edge edge) {
    List<Edge> choices = leaving.getOrDefault(edge.to(), List.of());
    if (choices.size() <= 1) {
      return choices.isEmpty() ? null : choices.removeLast();
    }
    double back = Math.atan2(edge.fromY() - edge.toY(), edge.fromX() - edge.toX());
    int best = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < choices.size(); i++) {
      Edge choice = choices.get(i);
      double ahead = Math.atan2(choice.toY() - choice.fromY(), choice.toX() - choice.fromX());
      double turn = back - ahead;
      turn = turn <= 0 ? turn + 2 * Math.PI : turn;
      if (turn < least) {
        least = turn;
        best = i;
      }
    }
    return choices.remove(best);
  }

  /** Closed, and turning as rings of Shapefiles do, for which the assembler is made. */
  private static PackedCoordinateSequence.Double ring(List<Edge> loop) {
    double[] xy = new double[2 * loop.size() + 2];
    int at = 0;
    for (int i = loop.size() - 1; i >= 0; i--) {
      xy[at++] = loop.get(i).toX();
      xy[at++] = loop.get(i).toY();
    }
    xy[at++] = loop.getLast().toX();
    xy[at] = loop.getLast().toY();
    return new PackedCoordinateSequence.Double(xy, 2, 0);
  }
}
