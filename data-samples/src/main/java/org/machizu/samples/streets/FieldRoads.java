package org.machizu.samples.streets;

import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.operation.linemerge.LineMerger;
import org.machizu.samples.plane.Shapes;
import org.machizu.samples.terrain.Land;

/**
 * The land division's roads: squares of 300 間 with a road on each side, and the roads along the
 * dikes at which they end.
 */
public final class FieldRoads {
  /** 300 間. */
  public static final double SQUARE_M = 545.45;

  /** From the river's middle to the road at its dike. */
  public static final double DIKE_M = 84;

  private static final double TURNED = Math.toRadians(-11);
  private static final double ORIGIN_X = -130;
  private static final double ORIGIN_Y = -640;

  private FieldRoads() {}

  /** A place on the division's own grid: squares to the east and to the north. */
  public static Coordinate at(double east, double north) {
    double a = east * SQUARE_M;
    double b = north * SQUARE_M;
    return Shapes.at(
        ORIGIN_X + a * Math.cos(TURNED) - b * Math.sin(TURNED),
        ORIGIN_Y + a * Math.sin(TURNED) + b * Math.cos(TURNED));
  }

  static List<Route> plan(Land land) {
    List<Route> routes = new ArrayList<>();
    Geometry free = freeGround(land);
    Geometry bridged = Shapes.difference(land.plain(), CentreFrame.area().buffer(-25));
    for (int i = -12; i <= 12; i++) {
      add(routes, 401 + i + 12, lineName(i), Shapes.line(List.of(at(-16, i), at(16, i))), free);
    }
    for (int j = -13; j <= 13; j++) {
      Geometry ground = j % 4 == 0 && j != 0 ? bridged : free;
      add(routes, 431 + j + 13, rowName(j), Shapes.line(List.of(at(j, -13), at(j, 13))), ground);
    }
    Geometry dikes = land.river().buffer(DIKE_M, 6).getBoundary();
    Geometry kept = Shapes.intersection(dikes, land.boundary().buffer(-60));
    int number = 471;
    for (LineString line : Shapes.lines(merged(kept), 500)) {
      boolean south = line.getCentroid().getY() < land.river().getCentroid().getY();
      routes.add(
          Route.town(number++, south ? "緑川左岸線" : "緑川右岸線", 3, 5, Purpose.LEVEE, line).unpaved());
    }
    return routes;
  }

  private static Geometry merged(Geometry lines) {
    var merger = new LineMerger();
    merger.add(lines);
    return Shapes.FACTORY
        .buildGeometry(List.copyOf(merger.getMergedLineStrings()))
        .norm(); // JTS gives them in an order of chance
  }

  /** Where the grid's roads may run: not through the centre, the river or a pond. */
  private static Geometry freeGround(Land land) {
    Geometry free = Shapes.difference(land.plain(), CentreFrame.area().buffer(-25));
    free = Shapes.difference(free, land.river().buffer(DIKE_M - 14, 4));
    for (Land.Pond pond : land.ponds()) {
      free = Shapes.difference(free, pond.area().buffer(25, 3));
    }
    return free;
  }

  private static String lineName(int i) {
    return i == 0 ? "基線" : (i > 0 ? "北" : "南") + Math.abs(i) + "線";
  }

  private static String rowName(int j) {
    return j == 0 ? "中央基号" : (j > 0 ? "東" : "西") + Math.abs(j) + "号";
  }

  private static void add(
      List<Route> routes, int number, String name, LineString line, Geometry ground) {
    boolean main = name.equals("基線") || name.endsWith("4線") || name.endsWith("4号");
    for (LineString part : Shapes.lines(Shapes.intersection(line, ground), 200)) {
      Route route = Route.town(number, name, main ? 2 : 3, main ? 6.5 : 5.5, Purpose.GRID, part);
      routes.add(main || number % 3 != 0 ? route : route.unpaved());
    }
  }
}
