package org.machizu.samples.parcels;

import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.machizu.samples.plane.Shapes;
import org.machizu.samples.streets.CentreFrame;
import org.machizu.samples.streets.Hamlet;

/** Which quarter a place belongs to: 丁目 in the centre, 字 around the hamlets and in the valleys. */
final class Quarters {
  private static final double[] COLUMNS = {-650, -330, 0, 330, 700};
  private static final double[] ROWS = {225, 430, 610};
  private static final String[][] CENTRE = {
    {"西町 一丁目", "本町 一丁目", "本町 二丁目", "本町 三丁目", "本町 四丁目", "栄町 一丁目"},
    {"西町 二丁目", "若葉町 一丁目", "若葉町 二丁目", "若葉町 三丁目", "若葉町 四丁目", "栄町 二丁目"},
    {"西町 三丁目", "緑ヶ丘 一丁目", "緑ヶ丘 二丁目", "緑ヶ丘 三丁目", "栄町 四丁目", "栄町 三丁目"},
    {"西町 四丁目", "川端町 一丁目", "川端町 二丁目", "川端町 三丁目", "川端町 四丁目", "栄町 五丁目"}
  };
  private static final String[] SOUTH = {
    "新町 一丁目", "新町 一丁目", "新町 二丁目", "高台 一丁目", "高台 二丁目", "高台 三丁目"
  };

  private record Valley(String name, double x, double y) {}

  private static final List<Valley> VALLEYS =
      List.of(
          new Valley("上鈴沢", 2750, -4000),
          new Valley("南沢", 300, -4300),
          new Valley("西沢", -3800, -3900),
          new Valley("沼ノ沢", -4100, 4100),
          new Valley("見晴", 2900, 4300),
          new Valley("豊岡沢", 5500, -3700),
          new Valley("北山", 200, 4700));

  private Quarters() {}

  static Quarter of(Coordinate place, boolean inCentre) {
    return inCentre ? centre(place) : country(place);
  }

  private static Quarter centre(Coordinate place) {
    Coordinate origin = CentreFrame.straight(0, 0);
    Coordinate ex = CentreFrame.straight(1, 0);
    Coordinate ey = CentreFrame.straight(0, 1);
    double p = place.x * (ex.x - origin.x) + place.y * (ex.y - origin.y);
    double q = place.x * (ey.x - origin.x) + place.y * (ey.y - origin.y);
    int column = index(COLUMNS, p);
    String name = q < 0 ? SOUTH[column] : CENTRE[index(ROWS, q)][column];
    int space = name.indexOf(' ');
    return new Quarter(name.substring(0, space), name.substring(space + 1), false);
  }

  private static int index(double[] bounds, double value) {
    int index = 0;
    while (index < bounds.length && value >= bounds[index]) {
      index++;
    }
    return index;
  }

  private static Quarter country(Coordinate place) {
    String nearest = "";
    double least = Double.POSITIVE_INFINITY;
    for (Hamlet hamlet : Hamlet.all()) {
      double distance = hamlet.centre().distance(place);
      if (distance < least) {
        least = distance;
        nearest = hamlet.name();
      }
    }
    for (Valley valley : VALLEYS) {
      double distance = Shapes.at(valley.x(), valley.y()).distance(place);
      if (distance < least) {
        least = distance;
        nearest = valley.name();
      }
    }
    return new Quarter("字" + nearest, "", nearest.endsWith("鈴沢"));
  }
}
