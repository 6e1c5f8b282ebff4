package org.machizu.samples.drives;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.machizu.geo.network.RoadNetwork;
import org.machizu.geo.network.Segment;
import org.machizu.ingest.gps.Position;
import org.machizu.samples.plane.Dice;

/**
 * One thing that matching must be able to do.
 *
 * @param tooClose whether roads lie so close to each other that only "cannot tell" or the truth is
 *     right, and a wrong road claimed as driven never is
 */
public record DriveCase(
    String name, RoadNetwork network, Tour tour, Tracker tracker, boolean tooClose) {
  private static final Instant BEGIN = Instant.parse("2026-01-15T18:00:00Z");
  private static final double WORKING_M = 6_000;

  /** The truth of the case, as driven with a seed. */
  public Drive drive(long seed) {
    return Drive.of(network, tour, BEGIN, seed);
  }

  /** What the tracker sends of it. */
  public List<Position> fixes(Drive drive, long seed) {
    return tracker.fixes(drive, seed);
  }

  /** All cases on little networks. */
  public static List<DriveCase> little(Tracker tracker, long seed) {
    List<DriveCase> cases = new ArrayList<>();
    RoadNetwork grid = LittleNetworks.grid(6, 90, false);
    Tour working = working(grid, seed);
    cases.add(new DriveCase("grid town", grid, working, tracker, false));
    RoadNetwork oneWays = LittleNetworks.grid(6, 90, true);
    cases.add(new DriveCase("one-way streets", oneWays, working(oneWays, seed), tracker, false));
    Tour there = Tours.working(grid, Tours.segment(grid, 1, true), 2_000, Dice.of(seed, "there"));
    cases.add(new DriveCase("out and back", grid, andBack(grid, there), tracker, false));
    cases.add(roundabout(tracker));
    cases.add(deadEnds(tracker));
    cases.add(turnsAtJunctions(tracker));
    cases.add(turnsBetween(tracker));
    cases.add(new DriveCase("dropouts", grid, working, tracker.withDropouts(3), false));
    cases.add(new DriveCase("standing", grid, standing(working), tracker, false));
    cases.add(new DriveCase("depot yard", grid, fromYard(grid, there), tracker, false));
    cases.add(new DriveCase("far outlier", grid, working, tracker.withOutliers(1), false));
    for (double apartM : new double[] {20, 12, 8, 6}) {
      cases.add(beside(apartM, true, tracker));
      cases.add(beside(apartM, false, tracker));
    }
    return cases;
  }

  /** A working tour on a town's network, from a place that the seed chooses. */
  public static DriveCase town(String name, RoadNetwork network, Tracker tracker, long seed) {
    return new DriveCase(name, network, working(network, seed), tracker, false);
  }

  private static Tour working(RoadNetwork network, long seed) {
    Dice dice = Dice.of(seed, "tour");
    Segment start = dice.pick(network.segments());
    return Tours.working(network, start, WORKING_M, dice);
  }

  /** The same way back, after turning round. */
  private static Tour andBack(RoadNetwork network, Tour there) {
    List<Leg> legs = new ArrayList<>(there.legs());
    for (Leg leg : there.legs().reversed()) {
      legs.add(Leg.along(network.reverseOf(leg.segment()).orElseThrow(), leg.working()));
    }
    return Tour.of(legs);
  }

  private static DriveCase roundabout(Tracker tracker) {
    RoadNetwork network = LittleNetworks.roundabout();
    Tour tour =
        Tours.through(
            network, true, true, 1, 11, 12, 3, 3, 13, 14, 11, 2, 2, 12, 13, 4, 4, 14, 11, 12, 13, 4,
            4, 14, 1);
    return new DriveCase("roundabout", network, tour, tracker, false);
  }

  private static DriveCase deadEnds(Tracker tracker) {
    RoadNetwork network = LittleNetworks.deadEnds();
    Tour tour =
        Tours.through(
            network, true, true, 1, 11, 11, 2, 12, 12, 3, 13, 13, 4, 14, 14, 5, 15, 15, 6, 16, 16,
            7);
    return new DriveCase("dead ends", network, tour, tracker, false);
  }

  private static DriveCase turnsAtJunctions(Tracker tracker) {
    RoadNetwork network = LittleNetworks.deadEnds();
    Tour tour =
        Tours.through(network, true, true, 1, 2, 3, 3, 2, 2, 3, 4, 5, 6, 6, 5, 5, 6, 7, 7, 6);
    return new DriveCase("U-turns at junctions", network, tour, tracker, false);
  }

  private static DriveCase turnsBetween(Tracker tracker) {
    RoadNetwork network = LittleNetworks.deadEnds();
    List<Leg> legs = new ArrayList<>();
    legs.addAll(Tours.through(network, true, true, 1, 2).legs());
    turn(legs, network, Tours.segment(network, 3, true), 0.8);
    turn(legs, network, Tours.segment(network, 2, false), 0.9);
    legs.addAll(Tours.through(network, true, true, 3, 4).legs());
    turn(legs, network, Tours.segment(network, 5, true), 0.85);
    legs.addAll(Tours.through(network, false, true, 4, 3).legs());
    return new DriveCase("U-turns between", network, Tour.of(legs), tracker, false);
  }

  /** Along a share of a segment and back again. */
  private static void turn(List<Leg> legs, RoadNetwork network, Segment segment, double share) {
    double lengthM = segment.lengthM();
    legs.add(new Leg(segment, 0, share * lengthM, true, 0));
    Segment back = network.reverseOf(segment).orElseThrow();
    legs.add(new Leg(back, lengthM - share * lengthM, lengthM, true, 0));
  }

  private static Tour standing(Tour tour) {
    List<Leg> legs = new ArrayList<>(tour.legs());
    int third = legs.size() / 3;
    legs.set(third, legs.get(third).thenStanding(200));
    legs.set(2 * third, legs.get(2 * third).thenStanding(420));
    return Tour.of(legs);
  }

  private static Tour fromYard(RoadNetwork network, Tour there) {
    List<Coordinate> yard =
        List.of(
            LittleNetworks.place(-150, -150),
            LittleNetworks.place(-110, -150),
            LittleNetworks.place(-110, -190),
            LittleNetworks.place(-150, -190),
            LittleNetworks.place(-150, -150),
            LittleNetworks.place(-60, -60));
    return new Tour(andBack(network, there).legs(), yard, yard.reversed());
  }

  private static DriveCase beside(double apartM, boolean onMain, Tracker tracker) {
    RoadNetwork network = LittleNetworks.serviceRoad(apartM);
    Tour tour =
        onMain
            ? Tours.through(network, true, true, 1, 2, 3, 4, 4, 3, 2, 1)
            : Tours.through(network, true, true, 1, 5, 6, 7, 4, 4, 7, 6, 5, 1);
    String name = "%s road, other %.0f m away".formatted(onMain ? "main" : "service", apartM);
    return new DriveCase(name, network, tour, tracker, apartM < 20);
  }
}
