package org.machizu.samples.drives;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.machizu.geo.network.RoadNetwork;
import org.machizu.samples.plane.Dice;

/**
 * A tour as it was driven: the truth. A plow works at 15 to 25 km/h and drives at up to 40; it
 * slows down for bends and junctions, takes its time to turn round, and keeps to the left.
 */
public final class Drive {
  private static final double SLOWEST_WORK_MPS = 15 / 3.6;
  private static final double FASTEST_WORK_MPS = 25 / 3.6;
  private static final double SLOWEST_DRIVE_MPS = 30 / 3.6;
  private static final double FASTEST_DRIVE_MPS = 40 / 3.6;
  private static final double YARD_MPS = 8 / 3.6;
  private static final double CREEPING_MPS = 0.5;
  private static final double ACCELERATION_MPS2 = 0.8;
  private static final double KEEPS_LEFT_M = 1.5;
  private static final double TURNING_ROUND_DEG = 150;
  private static final double LEAST_TURNING_S = 6;
  private static final double MOST_TURNING_S = 14;

  private final RoadNetwork network;
  private final Instant begin;
  private final List<DrivenPath.Step> steps;

  /** Seconds after the beginning at which a step begins, standing included. */
  private final double[] fromS;

  /** Seconds after the beginning at which it ends, before standing. */
  private final double[] toS;

  private final double endS;
  private final List<Traversal> traversals = new ArrayList<>();

  private Drive(RoadNetwork network, Tour tour, Instant begin, Dice dice) {
    this.network = network;
    this.begin = begin;
    steps = new DrivenPath(network, tour).steps();
    fromS = new double[steps.size()];
    toS = new double[steps.size()];
    double[] mps = speeds(tour, dice);
    double now = 0;
    for (int i = 0; i < steps.size(); i++) {
      fromS[i] = now;
      now += steps.get(i).lengthM() / Math.max((mps[i] + mps[i + 1]) / 2, CREEPING_MPS / 2);
      toS[i] = now;
      now += standingS(tour, i, dice);
    }
    endS = now;
    tell(tour);
  }

  /**
   * Drives a tour.
   *
   * @param seed of the driver's speeds and of how long turning takes
   */
  public static Drive of(RoadNetwork network, Tour tour, Instant begin, long seed) {
    return new Drive(network, tour, begin, Dice.of(seed, "driver"));
  }

  /** The speed at the beginning of each step and at the end of the last. */
  private double[] speeds(Tour tour, Dice dice) {
    double[] mps = new double[steps.size() + 1];
    double wanted = YARD_MPS;
    for (int i = 0; i < steps.size(); i++) {
      DrivenPath.Step step = steps.get(i);
      if (i == 0 || step.leg() != steps.get(i - 1).leg()) {
        wanted = wanted(tour, step.leg(), dice);
      }
      mps[i] = Math.min(wanted, corneringMps(step.turnDeg()));
      mps[i + 1] = wanted;
      if (i > 0 && step.leg() != steps.get(i - 1).leg() && stands(tour, steps.get(i - 1).leg())) {
        mps[i] = 0;
      }
    }
    mps[0] = 0;
    mps[steps.size()] = 0;
    for (int i = 0; i < steps.size(); i++) {
      mps[i + 1] = Math.min(mps[i + 1], faster(mps[i], steps.get(i).lengthM()));
    }
    for (int i = steps.size() - 1; i >= 0; i--) {
      mps[i] = Math.min(mps[i], faster(mps[i + 1], steps.get(i).lengthM()));
    }
    return mps;
  }

  private static double wanted(Tour tour, int leg, Dice dice) {
    if (leg == DrivenPath.NO_LEG) {
      return YARD_MPS;
    }
    return tour.legs().get(leg).working()
        ? dice.between(SLOWEST_WORK_MPS, FASTEST_WORK_MPS)
        : dice.between(SLOWEST_DRIVE_MPS, FASTEST_DRIVE_MPS);
  }

  private static boolean stands(Tour tour, int leg) {
    return leg != DrivenPath.NO_LEG && tour.legs().get(leg).standsS() > 0;
  }

  private static double corneringMps(double turnDeg) {
    return turnDeg < 10 ? FASTEST_DRIVE_MPS : Math.max(1, 11 - turnDeg / 10);
  }

  private static double faster(double mps, double lengthM) {
    return Math.sqrt(mps * mps + 2 * ACCELERATION_MPS2 * lengthM);
  }

  /** Standing or turning round after a step. */
  private double standingS(Tour tour, int i, Dice dice) {
    int leg = steps.get(i).leg();
    boolean legEnds = i + 1 == steps.size() || steps.get(i + 1).leg() != leg;
    double seconds = legEnds && stands(tour, leg) ? tour.legs().get(leg).standsS() : 0;
    boolean turns = i + 1 < steps.size() && steps.get(i + 1).turnDeg() > TURNING_ROUND_DEG;
    return seconds + (turns ? dice.between(LEAST_TURNING_S, MOST_TURNING_S) : 0);
  }

  private void tell(Tour tour) {
    int i = 0;
    while (i < steps.size()) {
      int leg = steps.get(i).leg();
      int first = i;
      while (i < steps.size() && steps.get(i).leg() == leg) {
        i++;
      }
      if (leg != DrivenPath.NO_LEG) {
        Leg told = tour.legs().get(leg);
        double left = i < steps.size() ? fromS[i] : endS;
        traversals.add(
            new Traversal(
                told.segment(),
                told.fromM(),
                told.toM(),
                at(fromS[first]),
                at(left),
                told.working()));
      }
    }
  }

  private Instant at(double seconds) {
    return begin.plusMillis(Math.round(1000 * seconds));
  }

  /** What was driven, in order of time. */
  public List<Traversal> traversals() {
    return List.copyOf(traversals);
  }

  public RoadNetwork network() {
    return network;
  }

  public Instant begin() {
    return begin;
  }

  public Instant end() {
    return at(endS);
  }

  /**
   * Where the vehicle is.
   *
   * @param x metres on the network's plane
   * @param headingDeg clockwise from grid north
   */
  public record Moment(double x, double y, double headingDeg, double speedMps) {}

  /** Where the vehicle is at a time; at its beginning before, at its end after. */
  public Moment at(Instant time) {
    double seconds = Math.clamp(Duration.between(begin, time).toMillis() / 1e3, 0, endS);
    int found = Arrays.binarySearch(fromS, seconds);
    int i = found >= 0 ? found : -found - 2;
    DrivenPath.Step step = steps.get(i);
    double tookS = toS[i] - fromS[i];
    double share = tookS > 0 ? Math.min((seconds - fromS[i]) / tookS, 1) : 1;
    double dx = (step.to().x - step.from().x) / step.lengthM();
    double dy = (step.to().y - step.from().y) / step.lengthM();
    double heading = Math.toDegrees(Math.atan2(dx, dy));
    double x = step.from().x + share * (step.to().x - step.from().x) - KEEPS_LEFT_M * dy;
    double y = step.from().y + share * (step.to().y - step.from().y) + KEEPS_LEFT_M * dx;
    double mps = seconds > toS[i] ? 0 : step.lengthM() / Math.max(tookS, 1e-9);
    return new Moment(x, y, heading < 0 ? heading + 360 : heading, mps);
  }
}
