package org.machizu.samples.drives;

import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.machizu.geo.network.RoadNetwork;

/** A tour as one line on the plane, cut into steps of about a metre. */
final class DrivenPath {
  private static final double STEP_M = 1;
  private static final double SAME_PLACE_M = 1e-6;

  /** Points off the road belong to no leg. */
  static final int NO_LEG = -1;

  /**
   * A step of the path.
   *
   * @param leg the tour's, or {@link #NO_LEG}
   * @param turnDeg how sharply the way turns at its beginning, 0 to 180
   */
  record Step(Coordinate from, Coordinate to, int leg, double turnDeg) {
    double lengthM() {
      return from.distance(to);
    }
  }

  private final List<Step> steps = new ArrayList<>();

  DrivenPath(RoadNetwork network, Tour tour) {
    List<Leg> legs = tour.legs();
    List<Coordinate> first = line(network, legs.getFirst());
    if (!tour.before().isEmpty()) {
      List<Coordinate> way = new ArrayList<>(tour.before());
      way.add(first.getFirst());
      add(way, NO_LEG);
    }
    for (int leg = 0; leg < legs.size(); leg++) {
      add(line(network, legs.get(leg)), leg);
    }
    if (!tour.after().isEmpty()) {
      List<Coordinate> way = new ArrayList<>();
      way.add(steps.getLast().to());
      way.addAll(tour.after());
      add(way, NO_LEG);
    }
  }

  List<Step> steps() {
    return steps;
  }

  private void add(List<Coordinate> line, int leg) {
    for (int i = 1; i < line.size(); i++) {
      Coordinate a = line.get(i - 1);
      Coordinate b = line.get(i);
      int parts = Math.max(1, (int) Math.ceil(a.distance(b) / STEP_M));
      for (int k = 0; k < parts; k++) {
        Coordinate from = between(a, b, (double) k / parts);
        Coordinate to = between(a, b, (double) (k + 1) / parts);
        steps.add(
            new Step(from, to, leg, steps.isEmpty() ? 0 : turnDeg(steps.getLast(), from, to)));
      }
    }
  }

  private static double turnDeg(Step before, Coordinate from, Coordinate to) {
    double one = Math.atan2(before.to().y - before.from().y, before.to().x - before.from().x);
    double two = Math.atan2(to.y - from.y, to.x - from.x);
    return Math.abs(Math.toDegrees(Math.IEEEremainder(two - one, 2 * Math.PI)));
  }

  /** The part of the segment's line that the leg covers. */
  private static List<Coordinate> line(RoadNetwork network, Leg leg) {
    List<Coordinate> whole = network.planeLine(leg.segment());
    List<Coordinate> part = new ArrayList<>();
    double runM = 0;
    for (int i = 1; i < whole.size(); i++) {
      Coordinate a = whole.get(i - 1);
      Coordinate b = whole.get(i);
      double lengthM = a.distance(b);
      double low = Math.max(leg.fromM() - runM, 0);
      double high = Math.min(leg.toM() - runM, lengthM);
      if (low < high) {
        if (part.isEmpty()) {
          part.add(between(a, b, low / lengthM));
        }
        Coordinate end = between(a, b, high / lengthM);
        if (part.getLast().distance(end) > SAME_PLACE_M) {
          part.add(end);
        }
      }
      runM += lengthM;
    }
    return part;
  }

  private static Coordinate between(Coordinate a, Coordinate b, double share) {
    return new Coordinate(a.x + share * (b.x - a.x), a.y + share * (b.y - a.y));
  }
}
