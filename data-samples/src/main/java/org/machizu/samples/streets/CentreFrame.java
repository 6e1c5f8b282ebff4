package org.machizu.samples.streets;

import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Polygon;
import org.machizu.samples.plane.Shapes;
import org.machizu.samples.terrain.Land;

/**
 * The centre's own grid: metres from the station, p along the railway to the east, q up the station
 * street. Straight in the old core; streets bend the more, the later they were built.
 */
public final class CentreFrame {
  public static final double WEST = -1010;
  public static final double EAST = 1130;
  public static final double NORTH = 775;
  public static final double SOUTH = -420;

  private static final double COS = Math.cos(Math.toRadians(Land.TURNED_DEG));
  private static final double SIN = Math.sin(Math.toRadians(Land.TURNED_DEG));
  private static final double STEP = 15;

  private CentreFrame() {}

  /** A place without the bending. */
  public static Coordinate straight(double p, double q) {
    return Shapes.at(p * COS - q * SIN, p * SIN + q * COS);
  }

  /** A place as the streets run. */
  public static Coordinate at(double p, double q) {
    double young = ease((Math.abs(p) - 330) / 480);
    double high = ease((q - 360) / 300);
    double bent = Math.max(young, high) * (q < 0 ? 0.2 : 1);
    return straight(
        p + bent * (26 * Math.sin(q / 170 + p / 900) - 10),
        q + bent * 24 * Math.sin(p / 215 + 1.2));
  }

  private static double ease(double t) {
    double u = Math.clamp(t, 0, 1);
    return u * u * (3 - 2 * u);
  }

  /** A street between two places of the grid, bent as the grid is. */
  static LineString street(double p1, double q1, double p2, double q2) {
    int steps = Math.max(1, (int) Math.round(Math.hypot(p2 - p1, q2 - q1) / STEP));
    List<Coordinate> places = new ArrayList<>();
    for (int i = 0; i <= steps; i++) {
      double t = (double) i / steps;
      places.add(at(p1 + t * (p2 - p1), q1 + t * (q2 - q1)));
    }
    return Shapes.line(places);
  }

  /** Whether a place lies on the railway's north side, where the station is. */
  public static boolean isNorth(Coordinate place) {
    return place.y * COS - place.x * SIN > 0;
  }

  /** The built-up centre. */
  public static Polygon area() {
    List<Coordinate> ring = new ArrayList<>();
    ring.addAll(List.of(street(WEST, SOUTH, EAST, SOUTH).getCoordinates()));
    ring.addAll(List.of(street(EAST, SOUTH + STEP, EAST, NORTH).getCoordinates()));
    ring.addAll(List.of(street(EAST - STEP, NORTH, WEST, NORTH).getCoordinates()));
    ring.addAll(List.of(street(WEST, NORTH - STEP, WEST, SOUTH + STEP).getCoordinates()));
    return Shapes.area(ring);
  }
}
