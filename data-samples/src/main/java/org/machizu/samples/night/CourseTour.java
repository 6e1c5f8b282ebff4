package org.machizu.samples.night;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.machizu.geo.network.NetworkPath;
import org.machizu.geo.network.NetworkPosition;
import org.machizu.geo.network.NetworkReach;
import org.machizu.geo.network.RoadNetwork;
import org.machizu.geo.network.Segment;
import org.machizu.samples.drives.Leg;
import org.machizu.samples.drives.Tour;

/** A plow's way over its courses: each road of them in both directions, and what lies between. */
final class CourseTour {
  /** From one end of the town to the other it is not so far. */
  private static final double FARTHEST_M = 40_000;

  private static final double NEAR_M = 1_500;

  private final RoadNetwork network;

  CourseTour(RoadNetwork network) {
    this.network = network;
  }

  /**
   * Goes straight on where there is something left to be cleared, else to the nearest road that
   * has.
   *
   * @param courses ids of roads, one set after the other
   * @param mostM it ends with the leg that makes it so long
   */
  Tour over(List<Set<Long>> courses, double mostM) {
    List<Leg> legs = new ArrayList<>();
    boolean[] done = new boolean[network.segments().size()];
    double sumM = 0;
    for (Set<Long> course : courses) {
      Predicate<Segment> isLeft =
          segment -> course.contains(segment.road().id()) && !done[segment.index()];
      while (sumM < mostM) {
        Optional<List<Leg>> next =
            legs.isEmpty()
                ? network.segments().stream()
                    .filter(isLeft)
                    .findFirst()
                    .map(first -> List.of(Leg.along(first, true)))
                : next(legs.getLast().segment(), isLeft);
        if (next.isEmpty()) {
          break;
        }
        for (Leg leg : next.get()) {
          legs.add(leg);
          done[leg.segment().index()] |= leg.working();
          sumM += leg.segment().lengthM();
        }
      }
    }
    return Tour.of(legs);
  }

  private Optional<List<Leg>> next(Segment at, Predicate<Segment> isLeft) {
    Optional<Segment> ahead =
        network.outgoing(at.toNode()).stream()
            .filter(isLeft)
            .min((a, b) -> Double.compare(turn(at, a), turn(at, b)));
    if (ahead.isPresent()) {
      return Optional.of(List.of(Leg.along(ahead.get(), true)));
    }
    return way(at, isLeft, NEAR_M).or(() -> way(at, isLeft, FARTHEST_M));
  }

  /** How far one has to turn, degrees; turning round last of all. */
  private double turn(Segment from, Segment to) {
    double before = network.headingDegAt(new NetworkPosition(from, from.lengthM()));
    double after = network.headingDegAt(new NetworkPosition(to, 0));
    return Math.abs(Math.floorMod(Math.round(after - before) + 180, 360) - 180);
  }

  /** The shortest way to a road with something left. */
  private Optional<List<Leg>> way(Segment at, Predicate<Segment> isLeft, double withinM) {
    NetworkReach reach = network.reach(new NetworkPosition(at, at.lengthM()), withinM, _ -> true);
    NetworkPath best = null;
    for (Segment segment : network.segments()) {
      if (isLeft.test(segment)) {
        Optional<NetworkPath> path = reach.pathTo(new NetworkPosition(segment, 0));
        if (path.isPresent() && (best == null || path.get().lengthM() < best.lengthM())) {
          best = path.get();
        }
      }
    }
    if (best == null) {
      return Optional.empty();
    }
    List<Leg> legs = new ArrayList<>();
    List<Segment> way = best.segments();
    for (int i = 1; i < way.size() - 1; i++) { // the first is where we are
      legs.add(Leg.along(way.get(i), false));
    }
    legs.add(Leg.along(way.getLast(), true));
    return Optional.of(legs);
  }
}
