package org.machizu.samples;

import java.util.Arrays;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateXY;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;

/**
 * The town's own grid: metres from the station, u along the railway to the east, v up the station
 * street. Turned a little, as towns along a railway are, and put on the map by a plain local
 * approximation: nothing is surveyed here.
 */
final class TownGrid {
  private static final double STATION_LON = 141.82;
  private static final double STATION_LAT = 42.76;
  private static final double TURNED = Math.toRadians(9);
  private static final double METRES_IN_A_DEGREE = 111_080;
  private static final GeometryFactory FACTORY = new GeometryFactory();

  private TownGrid() {}

  /** A place as lon/lat, to the centimetre. */
  static CoordinateXY at(double u, double v) {
    double east = u * Math.cos(TURNED) - v * Math.sin(TURNED);
    double north = u * Math.sin(TURNED) + v * Math.cos(TURNED);
    double lat = STATION_LAT + north / METRES_IN_A_DEGREE;
    double lon = STATION_LON + east / (METRES_IN_A_DEGREE * Math.cos(Math.toRadians(STATION_LAT)));
    return new CoordinateXY(rounded(lon), rounded(lat));
  }

  private static double rounded(double degrees) {
    return Math.round(degrees * 1e7) / 1e7;
  }

  static Point point(double u, double v) {
    return FACTORY.createPoint(at(u, v));
  }

  /**
   * @param uv pairs of u and v
   */
  static LineString line(double... uv) {
    return FACTORY.createLineString(coordinates(uv));
  }

  /**
   * @param uv pairs of u and v, without the closing one
   */
  static Polygon area(double... uv) {
    Coordinate[] open = coordinates(uv);
    Coordinate[] ring = Arrays.copyOf(open, open.length + 1);
    ring[open.length] = open[0].copy();
    return FACTORY.createPolygon(ring);
  }

  static Polygon box(double u1, double v1, double u2, double v2) {
    return area(u1, v1, u2, v1, u2, v2, u1, v2);
  }

  private static Coordinate[] coordinates(double... uv) {
    Coordinate[] at = new Coordinate[uv.length / 2];
    for (int i = 0; i < at.length; i++) {
      at[i] = at(uv[2 * i], uv[2 * i + 1]);
    }
    return at;
  }

  /** The place of a point given as a list of two numbers. */
  static Point point(List<Double> uv) {
    return point(uv.get(0), uv.get(1));
  }
}
