package org.machizu.samples.drives;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.machizu.geo.crs.Crs;
import org.machizu.geo.crs.CrsConversion;
import org.machizu.ingest.gps.Position;
import org.machizu.samples.plane.Dice;

/**
 * A tracker in a vehicle, with the errors that trackers have: each fix is off by chance, and all by
 * an offset that wanders slowly (a Gauss–Markov process), as when houses and the ionosphere bend
 * the signals.
 *
 * @param intervalS seconds between two fixes
 * @param sigmaM of what is off by chance, each of east and north
 * @param wanderM standard deviation of the wandering offset, each of east and north
 * @param wanderS the time after which it is forgotten to 1/e
 * @param tellsMotion whether it sends course and speed
 * @param dropouts how often it tells nothing for 30 to 180 s
 * @param outliers how many fixes are off by kilometres
 */
public record Tracker(
    double intervalS,
    double sigmaM,
    double wanderM,
    double wanderS,
    boolean tellsMotion,
    int dropouts,
    int outliers) {
  private static final double LEAST_DROPOUT_S = 30;
  private static final double MOST_DROPOUT_S = 180;
  private static final double OUTLIER_M = 3_000;
  private static final double SLOWEST_COURSE_MPS = 1;
  private static final double COURSE_DEG = 8;
  private static final double SPEED_MPS = 0.3;

  /** σ = 5 m, wandering 3 m over a minute, with course and speed. */
  public static Tracker every(double seconds) {
    return new Tracker(seconds, 5, 3, 60, true, 0, 0);
  }

  /** The same without course and speed. */
  public Tracker withoutMotion() {
    return new Tracker(intervalS, sigmaM, wanderM, wanderS, false, dropouts, outliers);
  }

  public Tracker withDropouts(int count) {
    return new Tracker(intervalS, sigmaM, wanderM, wanderS, tellsMotion, count, outliers);
  }

  public Tracker withOutliers(int count) {
    return new Tracker(intervalS, sigmaM, wanderM, wanderS, tellsMotion, dropouts, count);
  }

  private record Silence(double fromS, double toS) {}

  /** What it sends of a drive, in order of time; from the first second to the last. */
  public List<Position> fixes(Drive drive, long seed) {
    Dice dice = Dice.of(seed, "tracker");
    CrsConversion toLonLat = CrsConversion.between(drive.network().plane(), Crs.JGD2011);
    double lengthS = (drive.end().toEpochMilli() - drive.begin().toEpochMilli()) / 1e3;
    List<Silence> silences = silences(lengthS, Dice.of(seed, "dropouts"));
    double keeps = Math.exp(-intervalS / wanderS);
    double east = dice.normal(wanderM);
    double north = dice.normal(wanderM);
    List<Position> fixes = new ArrayList<>();
    for (double s = 0; s <= lengthS; s += intervalS) {
      Instant time = drive.begin().plusMillis(Math.round(1000 * s));
      Drive.Moment moment = drive.at(time);
      double x = moment.x() + east + dice.normal(sigmaM);
      double y = moment.y() + north + dice.normal(sigmaM);
      Position fix = fix(time, toLonLat.apply(x, y), moment, dice);
      double now = s;
      if (silences.stream().noneMatch(silence -> silence.fromS < now && now < silence.toS)) {
        fixes.add(fix);
      }
      east = keeps * east + dice.normal(wanderM * Math.sqrt(1 - keeps * keeps));
      north = keeps * north + dice.normal(wanderM * Math.sqrt(1 - keeps * keeps));
    }
    throwOut(fixes, drive, toLonLat, Dice.of(seed, "outliers"));
    return fixes;
  }

  private List<Silence> silences(double lengthS, Dice dice) {
    List<Silence> silences = new ArrayList<>();
    for (int i = 0; i < dropouts; i++) {
      double from = dice.between(lengthS * (i + 0.1) / dropouts, lengthS * (i + 0.6) / dropouts);
      silences.add(new Silence(from, from + dice.between(LEAST_DROPOUT_S, MOST_DROPOUT_S)));
    }
    return silences;
  }

  private Position fix(Instant time, Coordinate lonLat, Drive.Moment moment, Dice dice) {
    double course = Math.floorMod(Math.round(moment.headingDeg() + dice.normal(COURSE_DEG)), 360);
    double speed = Math.abs(moment.speedMps() + dice.normal(SPEED_MPS));
    double accuracy = Math.rint(10 * dice.between(1.2, 2) * Math.max(sigmaM, 1)) / 10;
    boolean moving = tellsMotion && moment.speedMps() > SLOWEST_COURSE_MPS;
    @Nullable Double courseDeg = moving ? course : null;
    @Nullable Double speedMps = tellsMotion ? Math.rint(100 * speed) / 100 : null;
    return new Position(
        time,
        lonLat.x,
        lonLat.y,
        null,
        accuracy,
        speedMps,
        courseDeg,
        Collections.emptySortedMap());
  }

  private void throwOut(List<Position> fixes, Drive drive, CrsConversion toLonLat, Dice dice) {
    for (int i = 0; i < outliers; i++) {
      int at = dice.whole(fixes.size() / 10, fixes.size() * 9 / 10);
      Position was = fixes.get(at);
      Drive.Moment moment = drive.at(was.time());
      double angle = dice.between(0, 2 * Math.PI);
      Coordinate far =
          toLonLat.apply(
              moment.x() + OUTLIER_M * Math.cos(angle), moment.y() + OUTLIER_M * Math.sin(angle));
      fixes.set(
          at,
          new Position(
              was.time(),
              far.x,
              far.y,
              null,
              was.accuracyM(),
              was.speedMps(),
              was.courseDeg(),
              was.extra()));
    }
  }
}
