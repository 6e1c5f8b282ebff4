package org.machizu.samples.streets;

import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.LineString;
import org.machizu.samples.plane.Dice;

/** The streets of the centre: the old core on the railway's north side, younger quarters around. */
final class CentreStreets {
  private static final String[] DIGITS = {
    "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三", "十四"
  };
  private final Dice dice;
  private final List<Route> routes = new ArrayList<>();
  private int number = 1;

  private CentreStreets(Dice dice) {
    this.dice = dice;
  }

  static List<Route> plan(long seed) {
    CentreStreets plan = new CentreStreets(Dice.of(seed, "centre streets"));
    plan.ring();
    plan.upward();
    plan.along();
    plan.south();
    return plan.routes;
  }

  private void ring() {
    double over = 12;
    add("北大通", 1, 11, Purpose.RING, line(west(), CentreFrame.NORTH, east(), CentreFrame.NORTH));
    add(
        "西大通",
        1,
        11,
        Purpose.RING,
        line(
            CentreFrame.WEST,
            CentreFrame.SOUTH - over,
            CentreFrame.WEST,
            CentreFrame.NORTH + over));
    add(
        "東大通",
        1,
        11,
        Purpose.RING,
        line(
            CentreFrame.EAST,
            CentreFrame.SOUTH - over,
            CentreFrame.EAST,
            CentreFrame.NORTH + over));
    add("南大通", 2, 9, Purpose.RING, line(west(), CentreFrame.SOUTH, east(), CentreFrame.SOUTH));
  }

  private static double west() {
    return CentreFrame.WEST - 12;
  }

  private static double east() {
    return CentreFrame.EAST + 12;
  }

  /** Streets away from the railway, east and west of the station street. */
  private void upward() {
    for (int side : new int[] {-1, 1}) {
      double end = side < 0 ? CentreFrame.WEST : CentreFrame.EAST;
      int count = 0;
      for (double p = side * dice.between(92, 112);
          Math.abs(p) < Math.abs(end) - 55;
          p += side * dice.between(84, 124)) {
        boolean main = count == 2 || count == 6;
        double width = main ? 11 : dice.pick(List.of(6.0, 6.5, 7.0, 8.0, 8.0));
        double lean = dice.between(-9, 9);
        Route route =
            Route.town(
                number++,
                (side < 0 ? "西" : "東") + DIGITS[count] + "条通",
                main ? 1 : 3,
                width,
                Purpose.STREET,
                line(p, 34, p + lean, CentreFrame.NORTH + 8));
        // Two narrow streets beside the station street go one way each, against each other.
        routes.add(count == 0 ? route.oneWay(side < 0 ? Route.FORWARD : Route.BACKWARD) : route);
        count++;
      }
    }
  }

  /** Streets along the railway; the block between two is as deep as two rows of lots. */
  private void along() {
    add("駅前広場通", 2, 9, Purpose.STREET, line(west(), 42, east(), 42));
    int count = 1;
    for (double q = 42 + dice.between(56, 66);
        q < CentreFrame.NORTH - 48;
        q += dice.between(54, 72)) {
      boolean main = count == 3 || count == 7;
      double width = main ? 10 : dice.pick(List.of(5.5, 6.0, 6.0, 6.5, 8.0, 3.2));
      double lean = dice.between(-7, 7);
      add(
          "中央" + DIGITS[count] + "丁目通",
          main ? 2 : 3,
          width,
          Purpose.STREET,
          line(west(), q - lean, east(), q + lean));
      count++;
    }
  }

  /** Beyond the railway: sheds, works, and the way to the national road. */
  private void south() {
    add("線路南通", 3, 6, Purpose.STREET, line(west(), -52, east(), -52));
    double[] across = {-880, -690, -520, -330, -140, 60, 230, 420, 640, 850};
    for (int i = 0; i < across.length; i++) {
      // Only these cross the railway: level crossings outside, an underpass and a bridge inside.
      boolean crossing = isCrossing(across[i]);
      add(
          across[i] == 420 ? "跨線橋通" : across[i] == -330 ? "地下道通" : "南" + DIGITS[i] + "条通",
          crossing ? 1 : 3,
          crossing ? 10 : 6.5,
          Purpose.STREET,
          line(across[i], crossing ? 60 : -44, across[i], CentreFrame.SOUTH - 8));
    }
  }

  /** Whether a street this far along the railway crosses it. */
  static boolean isCrossing(double p) {
    return p == 420 || p == -330 || p == -880 || p == 850;
  }

  private static LineString line(double p1, double q1, double p2, double q2) {
    return CentreFrame.street(p1, q1, p2, q2);
  }

  private void add(String name, int grade, double widthM, Purpose purpose, LineString line) {
    routes.add(Route.town(number++, name, grade, widthM, purpose, line));
  }
}
