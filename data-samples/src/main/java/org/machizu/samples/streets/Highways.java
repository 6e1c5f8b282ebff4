package org.machizu.samples.streets;

import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.LineString;
import org.machizu.samples.plane.Shapes;
import org.machizu.samples.terrain.Land;

/**
 * Roads of nation and prefecture, and up the valleys. Through roads end in the middle of the
 * ground's sides, always at the same places, so that towns side by side are joined.
 */
final class Highways {
  private static final double W = Land.HALF_WIDTH;
  private static final double H = Land.HALF_HEIGHT;

  private Highways() {}

  static List<Route> plan() {
    List<Route> routes = new ArrayList<>();
    routes.add(
        new Route(
            "国道999号",
            "国道999号",
            Manager.NATION,
            "一般国道",
            14,
            Route.BOTH_WAYS,
            true,
            Purpose.HIGHWAY,
            national()));
    routes.add(prefectural("道道1101号", "緑野東和線", 9, oldRoad()));
    routes.add(prefectural("道道1102号", "緑野停車場北緑野線", 12, north()));
    routes.add(prefectural("道道1103号", "緑野南沢線", 9, south()));
    int number = 301;
    routes.add(
        valley(
            number++, "鈴沢線", 1180, -250, 1280, -1500, 1900, -2500, 2500, -3300, 3050, -4000, 3350,
            -4800, 3650, -5450));
    routes.add(
        valley(
            number++, "西沢線", -3850, -1300, -3900, -2500, -4050, -3200, -3700, -3900, -3450, -4600));
    routes.add(
        valley(number++, "沼ノ沢線", -4150, 1900, -4050, 2900, -4250, 3700, -3900, 4400, -3500, 4950));
    routes.add(valley(number++, "見晴線", 2600, 2000, 2700, 3300, 3100, 4000, 2900, 4700));
    routes.add(
        valley(
            number++, "南沢横断線", -3700, -3900, -2400, -3650, -1200, -3950, -300, -3700, 640, -3900));
    routes.add(valley(number++, "豊岡沢線", 5150, -1200, 5300, -2500, 5600, -3300, 5400, -4100));
    routes.add(valley(number, "北山線", 420, 3800, 1200, 4150, 1900, 3950, 2950, 4350));
    return routes;
  }

  private static Route prefectural(String number, String name, double widthM, LineString line) {
    return new Route(
        number,
        name,
        Manager.PREFECTURE,
        "道道",
        widthM,
        Route.BOTH_WAYS,
        true,
        Purpose.HIGHWAY,
        line);
  }

  private static Route valley(int number, String name, double... xy) {
    LineString line = Shapes.smooth(30, xy);
    Route route = Route.town(number, name, 2, 5.5, Purpose.HILL, line);
    return number == 305 || number == 307 ? route.unpaved() : route;
  }

  /** Along the railway on its south side. */
  private static LineString national() {
    List<Coordinate> course = new ArrayList<>();
    for (double x = -W; x <= W; x += 50) {
      double far = Math.clamp((Math.abs(x) - 1500) / 2500, 0, 1);
      course.add(Shapes.at(x, Land.railwayAt(x) - 278 + far * 95 * Math.cos(x / 900) - far * 60));
    }
    return Shapes.line(course);
  }

  /** The old road, older than the railway and its streets: it crosses them askew. */
  private static LineString oldRoad() {
    double[] centre = {
      -1300, 205, -1000, 235, -700, 265, -350, 318, -150, 350, 0, 372, 250, 430, 500, 520, 800, 640,
      1130, 690, 1330, 705
    };
    List<Double> xy =
        new ArrayList<>(List.of(-W, 30.0, -5500.0, 110.0, -4000.0, 90.0, -2600.0, 30.0));
    for (int i = 0; i < centre.length; i += 2) {
      Coordinate place = CentreFrame.straight(centre[i], centre[i + 1]);
      xy.add(place.x);
      xy.add(place.y);
    }
    xy.addAll(
        List.of(
            1750.0,
            965.0,
            2500.0,
            950.0,
            4000.0,
            905.0,
            5500.0,
            960.0,
            W,
            30 + Land.EASTWARD_RISE));
    return Shapes.smooth(25, xy.stream().mapToDouble(Double::doubleValue).toArray());
  }

  /** From the station up the station street, over the river and out to the north. */
  private static LineString north() {
    Coordinate square = CentreFrame.straight(0, 26);
    Coordinate up = CentreFrame.straight(0, 400);
    Coordinate out = CentreFrame.straight(0, CentreFrame.NORTH);
    return Shapes.smooth(
        30, square.x, square.y, up.x, up.y, out.x, out.y, -165, 1000, -190, 1240, -150, 1520, -10,
        2200, 250, 3000, 480, 3900, 620, 5000, 600, H);
  }

  private static LineString south() {
    Coordinate start = CentreFrame.straight(420, -278);
    return Shapes.smooth(
        30, start.x, start.y, 500, -620, 430, -1500, 450, -2600, 620, -3600, 700, -4700, 600, -H);
  }
}
