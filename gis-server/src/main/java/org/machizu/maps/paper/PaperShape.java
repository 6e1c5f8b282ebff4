package org.machizu.maps.paper;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryCollection;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.operation.overlayng.LineLimiter;
import org.locationtech.jts.operation.overlayng.RingClipper;

/**
 * A geometry on the page in mm, x and y by turns, cut roughly to the frame (the page's clip path
 * cuts exactly) and without what is too fine for paper.
 *
 * @param areas of each polygon the rings, the outer one first, closed
 * @param lines lines and borders of areas, the latter open where the frame cuts them
 * @param points x and y of each
 */
record PaperShape(List<List<double[]>> areas, List<double[]> lines, List<double[]> points) {
  /** Finer bends than this are not seen on paper. */
  private static final double FINEST_MM = 0.02;

  /** So far beyond the frame shapes go on, so that the ends of wide lines are not seen. */
  static final double MARGIN_MM = 12;

  static PaperShape of(Geometry plane, Sheet sheet) {
    PaperShape shape = new PaperShape(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    shape.add(plane, sheet, sheet.ground(MARGIN_MM));
    return shape;
  }

  boolean isEmpty() {
    return areas.isEmpty() && lines.isEmpty() && points.isEmpty();
  }

  private void add(Geometry plane, Sheet sheet, Envelope ground) {
    if (plane.isEmpty() || !plane.getEnvelopeInternal().intersects(ground)) {
      return;
    }
    switch (plane) {
      case Point point ->
          points.add(new double[] {sheet.xMm(point.getX()), sheet.yMm(point.getY())});
      case LineString line -> addLine(line.getCoordinates(), sheet, ground);
      case Polygon polygon -> addPolygon(polygon, sheet, ground);
      case GeometryCollection many -> {
        for (int i = 0; i < many.getNumGeometries(); i++) {
          add(many.getGeometryN(i), sheet, ground);
        }
      }
      default -> throw new IllegalArgumentException("geometry of type " + plane.getGeometryType());
    }
  }

  private void addLine(Coordinate[] line, Sheet sheet, Envelope ground) {
    // The limiter keeps every segment that comes near, and so may begin and end outside.
    for (Coordinate[] section : new LineLimiter(ground).limit(line)) {
      double[] drawn = simplified(onPage(section, sheet));
      if (drawn.length >= 4) {
        lines.add(drawn);
      }
    }
  }

  private void addPolygon(Polygon polygon, Sheet sheet, Envelope ground) {
    RingClipper clipper = new RingClipper(ground);
    List<double[]> rings = new ArrayList<>();
    for (int i = 0; i <= polygon.getNumInteriorRing(); i++) {
      Coordinate[] ring =
          (i == 0 ? polygon.getExteriorRing() : polygon.getInteriorRingN(i - 1)).getCoordinates();
      Coordinate[] clipped = clipper.clip(ring);
      double[] drawn = clipped.length < 4 ? new double[0] : simplified(onPage(clipped, sheet));
      if (drawn.length >= 8) {
        rings.add(drawn);
        addLine(ring, sheet, ground);
      } else if (i == 0) {
        return;
      }
    }
    areas.add(rings);
  }

  private static double[] onPage(Coordinate[] coordinates, Sheet sheet) {
    double[] xy = new double[2 * coordinates.length];
    for (int i = 0; i < coordinates.length; i++) {
      xy[2 * i] = sheet.xMm(coordinates[i].x);
      xy[2 * i + 1] = sheet.yMm(coordinates[i].y);
    }
    return xy;
  }

  /** Douglas and Peucker's rule; a closed line stays closed. */
  static double[] simplified(double[] xy) {
    int count = xy.length / 2;
    boolean[] kept = new boolean[count];
    kept[0] = true;
    kept[count - 1] = true;
    List<int[]> open = new ArrayList<>(List.of(new int[] {0, count - 1}));
    while (!open.isEmpty()) {
      int[] part = open.removeLast();
      int farthest = -1;
      double most = FINEST_MM;
      for (int i = part[0] + 1; i < part[1]; i++) {
        double distance = distance(xy, i, part[0], part[1]);
        if (distance > most) {
          most = distance;
          farthest = i;
        }
      }
      if (farthest > 0) {
        kept[farthest] = true;
        open.add(new int[] {part[0], farthest});
        open.add(new int[] {farthest, part[1]});
      }
    }
    double[] simple = new double[xy.length];
    int length = 0;
    for (int i = 0; i < count; i++) {
      if (kept[i]) {
        simple[length++] = xy[2 * i];
        simple[length++] = xy[2 * i + 1];
      }
    }
    return Arrays.copyOf(simple, length);
  }

  private static double distance(double[] xy, int point, int from, int to) {
    double dx = xy[2 * to] - xy[2 * from];
    double dy = xy[2 * to + 1] - xy[2 * from + 1];
    double px = xy[2 * point] - xy[2 * from];
    double py = xy[2 * point + 1] - xy[2 * from + 1];
    double length = dx * dx + dy * dy;
    double along = length == 0 ? 0 : Math.clamp((px * dx + py * dy) / length, 0, 1);
    return Math.hypot(px - along * dx, py - along * dy);
  }
}
