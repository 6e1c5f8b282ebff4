package org.machizu.ingest.match;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.machizu.geo.crs.CoordinateOutOfRangeException;
import org.machizu.geo.crs.Crs;
import org.machizu.geo.crs.CrsConversion;
import org.machizu.ingest.gps.Position;

/**
 * Matches the positions of one device, given one after the other in order of time. What it says is
 * a function of the sequence alone: it comes to the same whether they come one by one or at once.
 *
 * <p>What became final is returned at once; that lags behind by some fixes, at most 60 fixes or 5
 * minutes and then some. To see where the vehicle is now, {@link #finish} a {@link #copy}. Memory
 * is bounded. Not safe for use by several threads; the network is shared.
 */
public final class Matcher {
  /** As much is said of no position: a standard deviation from here, whatever the device says. */
  private static final double LEAST_SIGMA_M = 4;

  private static final double USUAL_SIGMA_M = 5;
  private static final double MOST_SIGMA_M = 25;

  /** A radius of 68 %, as devices give it, is so many standard deviations of each coordinate. */
  private static final double RADIUS_IN_SIGMAS = 1.5;

  /** Slower, a course says nothing. */
  private static final double LEAST_COURSE_MPS = 1.5;

  /** Nearer to the fix before, a fix tells nothing new of the way; only of the place. */
  private static final double SAME_PLACE_M = 10;

  /** Sooner, it tells nothing: what it is off by hides how far the vehicle has gone … */
  private static final long SOON_MS = 2_500;

  /** … unless it has gone far. */
  private static final double FAR_M = 40;

  /** So many single positions that do not fit are passed over. */
  private static final int MAX_STRAYS = 3;

  private final MatchNetwork network;
  private final CrsConversion toPlane;
  private final Candidates near;
  private final Stretches stretches;
  private final Lattice lattice;
  private final PassBuilder passes;
  private final double[] plane = new double[2];
  private boolean begun;
  private long lastMs;

  /** Positions that do not fit, since the last that did; and why the first of them did not. */
  private int strays;

  private Unmatched.@Nullable Reason strayReason;
  private long strayFromMs;
  private long strayToMs;

  /** Begins with the first position of a device, or at a restart point. */
  public Matcher(MatchNetwork network) {
    this(network, new Stretches(), new Lattice(network), new PassBuilder(network));
  }

  private Matcher(MatchNetwork network, Stretches stretches, Lattice lattice, PassBuilder passes) {
    this.network = network;
    this.stretches = stretches;
    this.lattice = lattice;
    this.passes = passes;
    toPlane = CrsConversion.between(Crs.JGD2011, network.network().plane());
    near = new Candidates(network);
  }

  /** One in the same state, that goes its own way from here. */
  public Matcher copy() {
    Matcher copy =
        new Matcher(
            network, new Stretches(stretches), new Lattice(lattice), new PassBuilder(passes));
    copy.begun = begun;
    copy.lastMs = lastMs;
    copy.strays = strays;
    copy.strayReason = strayReason;
    copy.strayFromMs = strayFromMs;
    copy.strayToMs = strayToMs;
    return copy;
  }

  /** As {@link #add(long, double, double, double, double, double)}. */
  public List<Found> add(Position position) {
    return add(
        position.time().toEpochMilli(),
        position.lon(),
        position.lat(),
        orNaN(position.accuracyM()),
        orNaN(position.courseDeg()),
        orNaN(position.speedMps()));
  }

  private static double orNaN(@Nullable Double value) {
    return value == null ? Double.NaN : value;
  }

  /**
   * Takes the next position. One at the time of the one before is a repetition and changes nothing.
   *
   * @param timeMs since 1970
   * @param lon degrees, WGS84
   * @param lat degrees
   * @param accuracyM radius that the device gives; NaN when unknown
   * @param courseDeg clockwise from north; NaN when unknown
   * @param speedMps NaN when unknown
   * @return what became final, in order of time
   * @throws IllegalArgumentException when it is earlier than the one before
   */
  public List<Found> add(
      long timeMs, double lon, double lat, double accuracyM, double courseDeg, double speedMps) {
    if (begun && timeMs <= lastMs) {
      if (timeMs == lastMs) {
        return List.of();
      }
      throw new IllegalArgumentException(
          "position at %s comes after one at %s; give them in order of time"
              .formatted(Instant.ofEpochMilli(timeMs), Instant.ofEpochMilli(lastMs)));
    }
    List<Found> found = new ArrayList<>(0);
    double course = speedMps < LEAST_COURSE_MPS ? Double.NaN : courseDeg;
    Stretches.Mark mark = stretches.next(timeMs, lon, lat);
    switch (mark) {
      case BEGIN -> {
        if (stretches.goesOn) {
          bridge(timeMs, lon, lat, sigmaM(accuracyM), course);
        }
        close(found);
        if (stretches.wasGap) {
          found.add(unmatched(lastMs, timeMs, Unmatched.Reason.GAP, 0));
        }
      }
      case STANDING -> {
        if (strayReason != Unmatched.Reason.STANDING) {
          close(found);
        }
        stray(Unmatched.Reason.STANDING, timeMs);
      }
      case CONTINUE -> {}
    }
    begun = true;
    lastMs = timeMs;
    if (mark != Stretches.Mark.STANDING) {
      place(timeMs, lon, lat, sigmaM(accuracyM), course, found);
    }
    return found;
  }

  private static double sigmaM(double accuracyM) {
    return Double.isNaN(accuracyM)
        ? USUAL_SIGMA_M
        : Math.clamp(accuracyM / RADIUS_IN_SIGMAS, LEAST_SIGMA_M, MOST_SIGMA_M);
  }

  /**
   * The stretch goes up to the first position of the next one, so that no road is missing between
   * both; the position counts there.
   */
  private void bridge(long ms, double lon, double lat, double sigmaM, double courseDeg) {
    find(lon, lat);
    if (near.count > 0 && !lattice.isEmpty()) {
      lattice.bridge(ms, plane[0], plane[1], near, courseDeg, sigmaM);
    }
  }

  private void place(
      long ms, double lon, double lat, double sigmaM, double courseDeg, List<Found> found) {
    find(lon, lat);
    if (near.count == 0) {
      strayOrEnd(Unmatched.Reason.OFF_ROAD, ms, found);
      return;
    }
    if (!lattice.isEmpty()) {
      double movedM = lattice.movedM(plane[0], plane[1]);
      boolean isThere = movedM < SAME_PLACE_M;
      if (isThere || (ms < lattice.lastMs() + SOON_MS && movedM < FAR_M)) {
        strays = 0;
        strayReason = null;
        lattice.stillThere(ms);
        if (isThere) {
          lattice.merge(ms, plane[0], plane[1], near);
        }
        return;
      }
      if (!lattice.add(ms, plane[0], plane[1], near, courseDeg, sigmaM)) {
        strayOrEnd(Unmatched.Reason.NO_ROUTE, ms, found);
        if (!lattice.isEmpty()) {
          return;
        }
      }
    }
    if (lattice.isEmpty()) {
      tellStrays(found);
      lattice.add(ms, plane[0], plane[1], near, courseDeg, sigmaM);
    } else {
      strays = 0;
      strayReason = null;
    }
    lattice.settle(passes, found);
  }

  private void find(double lon, double lat) {
    plane[0] = lon;
    plane[1] = lat;
    try {
      toPlane.apply(plane);
      near.find(plane[0], plane[1]);
    } catch (CoordinateOutOfRangeException e) {
      // Half a world away there are no roads of ours.
      near.count = 0;
    }
  }

  /** A single one is passed over; when there are more, the stretch has ended before them. */
  private void strayOrEnd(Unmatched.Reason reason, long ms, List<Found> found) {
    if (strays >= MAX_STRAYS && !lattice.isEmpty()) {
      lattice.finish(passes, found);
    }
    if (!(lattice.isEmpty() && reason == Unmatched.Reason.NO_ROUTE)) {
      stray(reason, ms);
    }
  }

  private void stray(Unmatched.Reason reason, long ms) {
    if (strays == 0) {
      strayFromMs = ms;
      strayReason = reason;
    }
    strays++;
    strayToMs = ms;
  }

  private void tellStrays(List<Found> found) {
    Unmatched.Reason reason = strayReason;
    if (reason != null) {
      found.add(unmatched(strayFromMs, strayToMs, reason, strays));
    }
    strays = 0;
    strayReason = null;
  }

  private static Unmatched unmatched(
      long fromMs, long toMs, Unmatched.Reason reason, int positions) {
    return new Unmatched(
        Instant.ofEpochMilli(fromMs), Instant.ofEpochMilli(toMs), reason, positions);
  }

  private void close(List<Found> found) {
    lattice.finish(passes, found);
    tellStrays(found);
  }

  /**
   * What is left, as if nothing came any more.
   *
   * @return in order of time; afterwards the matcher is as it was when it was new
   */
  public List<Found> finish() {
    List<Found> found = new ArrayList<>();
    close(found);
    stretches.reset();
    begun = false;
    return found;
  }
}
