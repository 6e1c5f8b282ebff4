package org.machizu.samples.plane;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateXY;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.PrecisionModel;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;
import org.locationtech.jts.precision.GeometryPrecisionReducer;

/** Making and combining shapes on the town's plane, in metres. */
public final class Shapes {
  public static final GeometryFactory FACTORY = new GeometryFactory();
  private static final PrecisionModel HUNDREDTHS_OF_A_MILLIMETRE = new PrecisionModel(1e5);
  private static final PrecisionModel DECIMETRES = new PrecisionModel(10);

  private Shapes() {}

  public static Coordinate at(double x, double y) {
    return new CoordinateXY(x, y);
  }

  public static Point point(Coordinate place) {
    return FACTORY.createPoint(at(place.x, place.y));
  }

  /**
   * @param xy pairs of x and y
   */
  public static LineString line(double... xy) {
    return FACTORY.createLineString(coordinates(xy));
  }

  public static LineString line(List<Coordinate> places) {
    return FACTORY.createLineString(places.toArray(Coordinate[]::new));
  }

  /**
   * @param open the ring without its closing place
   */
  public static Polygon area(List<Coordinate> open) {
    Coordinate[] ring = open.toArray(new Coordinate[open.size() + 1]);
    ring[open.size()] = open.getFirst().copy();
    return FACTORY.createPolygon(ring);
  }

  /**
   * @param xy pairs of x and y, without the closing one
   */
  public static Polygon area(double... xy) {
    return area(Arrays.asList(coordinates(xy)));
  }

  /** A rectangle around a centre, its first side along a direction. */
  public static Polygon rectangle(
      Coordinate centre, double dirX, double dirY, double along, double across) {
    double ax = dirX * along / 2;
    double ay = dirY * along / 2;
    double bx = -dirY * across / 2;
    double by = dirX * across / 2;
    return area(
        centre.x - ax - bx,
        centre.y - ay - by,
        centre.x + ax - bx,
        centre.y + ay - by,
        centre.x + ax + bx,
        centre.y + ay + by,
        centre.x - ax + bx,
        centre.y - ay + by);
  }

  /**
   * A smooth line through places (Catmull–Rom), with a vertex about every so many metres.
   *
   * @param xy pairs of x and y, at least two
   */
  public static LineString smooth(double stepM, double... xy) {
    Coordinate[] knots = coordinates(xy);
    List<Coordinate> smooth = new ArrayList<>();
    for (int i = 0; i + 1 < knots.length; i++) {
      Coordinate before = knots[Math.max(0, i - 1)];
      Coordinate from = knots[i];
      Coordinate to = knots[i + 1];
      Coordinate after = knots[Math.min(knots.length - 1, i + 2)];
      int steps = Math.max(1, (int) Math.round(from.distance(to) / stepM));
      for (int s = 0; s < steps; s++) {
        double t = (double) s / steps;
        smooth.add(
            at(
                spline(before.x, from.x, to.x, after.x, t),
                spline(before.y, from.y, to.y, after.y, t)));
      }
    }
    smooth.add(knots[knots.length - 1]);
    return line(smooth);
  }

  private static double spline(double a, double b, double c, double d, double t) {
    return 0.5
        * (2 * b
            + (c - a) * t
            + (2 * a - 5 * b + 4 * c - d) * t * t
            + (3 * b - a - 3 * c + d) * t * t * t);
  }

  public static Geometry intersection(Geometry one, Geometry other) {
    return OverlayNGRobust.overlay(one, other, OverlayNG.INTERSECTION);
  }

  public static Geometry difference(Geometry from, Geometry taken) {
    return OverlayNGRobust.overlay(from, taken, OverlayNG.DIFFERENCE);
  }

  public static Geometry union(Collection<? extends Geometry> all) {
    return OverlayNGRobust.union(List.copyOf(all), FACTORY);
  }

  /** Two neighbours as one, to a hundredth of a millimetre: no thread of their old border stays. */
  public static Geometry joined(Polygon one, Polygon other) {
    return OverlayNG.overlay(one, other, OverlayNG.UNION, HUNDREDTHS_OF_A_MILLIMETRE);
  }

  /** To the decimetre, so that no border touches itself when a file rounds or turns its places. */
  public static Geometry toDecimetres(Geometry geometry) {
    return GeometryPrecisionReducer.reduce(geometry, DECIMETRES);
  }

  /** The polygons in a geometry that are not smaller than an area. */
  public static List<Polygon> polygons(Geometry geometry, double leastM2) {
    List<Polygon> found = new ArrayList<>();
    for (int i = 0; i < geometry.getNumGeometries(); i++) {
      if (geometry.getGeometryN(i) instanceof Polygon polygon && polygon.getArea() >= leastM2) {
        found.add(polygon);
      }
    }
    return found;
  }

  /** The lines in a geometry that are not shorter than a length. */
  public static List<LineString> lines(Geometry geometry, double leastM) {
    List<LineString> found = new ArrayList<>();
    for (int i = 0; i < geometry.getNumGeometries(); i++) {
      if (geometry.getGeometryN(i) instanceof LineString line && line.getLength() >= leastM) {
        found.add(line);
      }
    }
    return found;
  }

  private static Coordinate[] coordinates(double... xy) {
    Coordinate[] places = new Coordinate[xy.length / 2];
    for (int i = 0; i < places.length; i++) {
      places[i] = at(xy[2 * i], xy[2 * i + 1]);
    }
    return places;
  }
}
