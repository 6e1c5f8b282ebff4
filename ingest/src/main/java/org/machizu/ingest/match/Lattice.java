package org.machizu.ingest.match;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The explanations of the newest fixes: for each fix the candidates, and for each candidate the
 * best way to it (Viterbi). What all explanations agree on is decided and handed to a {@link
 * Decision}; so is the older half of the best one when they do not come to agree. One thread.
 */
final class Lattice {
  /** An undecided way is never longer than {@link Steps#MAX} fixes, and than this. */
  private static final long MAX_UNDECIDED_MS = 300_000;

  private static final int SETTLE_EVERY = 8;
  private static final long CREEPING_MS = 10_000;

  /** Fixes that are waited for, since they may still speak for another explanation. */
  private static final int WAIT = 6;

  /** Explanations that are so much worse than the best are given up. */
  private static final double BEAM = 30;

  /**
   * Variance of the offset that wanders, and how soon it is forgotten; more and longer than that of
   * the satellites alone, since maps are off and lanes lie aside for as long as a road is.
   */
  private static final double WANDER_M2 = 16;

  private static final double WANDER_S = 150;
  private static final double COURSE_DEG = 25;
  private static final double MAX_COURSE_COST = 4;

  /** More fixes about one place tell little more, since what wanders is common to them. */
  private static final int MAX_MERGED = 4;

  /** Sooner, a fix is hardly another witness. */
  private static final long MERGE_AFTER_MS = 4_000;

  private static final int K = Steps.K;

  private final MatchNetwork network;
  private final Steps steps;
  private final Decision decision;
  private final Move move;
  private int sinceBegin;
  private double wanderM2 = WANDER_M2;

  /** The wandering offset by each candidate's explanation, of the newest step only. */
  private final double[] offX = new double[K];

  private final double[] offY = new double[K];
  private final double[] nextOffX = new double[K];
  private final double[] nextOffY = new double[K];

  /** The same for the step before, so that the newest can be placed anew. */
  private final double[] offXBefore = new double[K];

  private final double[] offYBefore = new double[K];
  private double wanderM2Before;

  /** Of the newest step: where its first fix was, and how many make its place. */
  private double firstX;

  private double firstY;
  private int merged;
  private long mergedMs;
  private double courseDeg;
  private double sigmaM;

  Lattice(MatchNetwork network) {
    this.network = network;
    steps = new Steps();
    decision = new Decision(network, steps);
    move = new Move(network);
  }

  Lattice(Lattice other) {
    network = other.network;
    steps = new Steps(other.steps);
    decision = new Decision(network, steps, other.decision);
    move = new Move(network);
    sinceBegin = other.sinceBegin;
    wanderM2 = other.wanderM2;
    System.arraycopy(other.offX, 0, offX, 0, K);
    System.arraycopy(other.offY, 0, offY, 0, K);
    System.arraycopy(other.offXBefore, 0, offXBefore, 0, K);
    System.arraycopy(other.offYBefore, 0, offYBefore, 0, K);
    wanderM2Before = other.wanderM2Before;
    firstX = other.firstX;
    firstY = other.firstY;
    merged = other.merged;
    mergedMs = other.mergedMs;
    courseDeg = other.courseDeg;
    sigmaM = other.sigmaM;
  }

  boolean isEmpty() {
    return steps.count == 0;
  }

  /** How far a place is from the first fix of the newest step. */
  double movedM(double x, double y) {
    return Math.hypot(x - firstX, y - firstY);
  }

  /** When the vehicle was last seen at the newest fix. */
  long lastMs() {
    return steps.lastMs[steps.count - 1];
  }

  /** A fix about the place of the newest one: after a while it tells that the vehicle stands. */
  void stillThere(long ms) {
    int last = steps.count - 1;
    if (ms - steps.firstMs[last] > CREEPING_MS) {
      steps.lastMs[last] = ms;
    }
    steps.fixes[last]++;
  }

  /**
   * Takes the next fix.
   *
   * @param courseDeg NaN when unknown
   * @param sigmaM by how much fixes are off by chance
   * @return false when no way leads to any of its candidates; nothing is changed then
   */
  boolean add(long ms, double atX, double atY, Candidates near, double courseDeg, double sigmaM) {
    steps.put(ms, atX, atY, near);
    System.arraycopy(offX, 0, offXBefore, 0, K);
    System.arraycopy(offY, 0, offYBefore, 0, K);
    double wanderM2AtBegin = wanderM2;
    if (!place(near, courseDeg, sigmaM)) {
      return false;
    }
    wanderM2Before = wanderM2AtBegin;
    firstX = atX;
    firstY = atY;
    merged = 1;
    mergedMs = ms;
    this.courseDeg = courseDeg;
    this.sigmaM = sigmaM;
    sinceBegin++;
    return true;
  }

  /** Takes the next fix as a place on the way only; it is no evidence here. */
  void bridge(long ms, double atX, double atY, Candidates near, double courseDeg, double sigmaM) {
    if (add(ms, atX, atY, near, courseDeg, sigmaM)) {
      steps.fixes[steps.count - 1] = 0;
    }
  }

  /**
   * Takes another fix about the place of the newest step, which is then where both are on average:
   * that is off less by chance. So stubs are told in which a vehicle turned.
   *
   * @param near is used up
   */
  void merge(long ms, double atX, double atY, Candidates near) {
    int last = steps.count - 1;
    boolean isDecided = last > 0 && last == decision.decided();
    if (isDecided || merged == MAX_MERGED || ms < mergedMs + MERGE_AFTER_MS) {
      return;
    }
    double wasX = steps.x[last];
    double wasY = steps.y[last];
    int count = merged + 1;
    if (replace(wasX + (atX - wasX) / count, wasY + (atY - wasY) / count, count, near)) {
      merged = count;
      mergedMs = ms;
    } else {
      replace(wasX, wasY, merged, near);
    }
  }

  /** Places the newest step anew; false when no way leads there, and it must be placed again. */
  private boolean replace(double atX, double atY, int count, Candidates near) {
    near.find(atX, atY);
    if (near.count == 0) {
      return false;
    }
    System.arraycopy(offXBefore, 0, offX, 0, K);
    System.arraycopy(offYBefore, 0, offY, 0, K);
    wanderM2 = wanderM2Before;
    steps.takeBack(atX, atY, near);
    boolean placed = place(near, courseDeg, sigmaM / Math.sqrt(count));
    if (!placed) {
      steps.count++;
    }
    return placed;
  }

  private boolean place(Candidates near, double courseDeg, double sigmaM) {
    boolean first = steps.count == 0;
    double seconds = first ? 0 : steps.seconds(steps.count);
    double keeps = Math.exp(-seconds / WANDER_S);
    double wander = first ? WANDER_M2 : keeps * keeps * wanderM2 + (1 - keeps * keeps) * WANDER_M2;
    double variance = wander + sigmaM * sigmaM;
    if (first) {
      wanderM2 = WANDER_M2;
      begin(near, courseDeg, variance);
    } else if (!extend(near, courseDeg, variance, seconds, keeps)) {
      return false;
    }
    double gain = wander / variance;
    for (int j = 0; j < near.count; j++) {
      // Only what lies across the road tells of the offset.
      double across = acrossM(near, j, nextOffX[j], nextOffY[j]);
      offX[j] = nextOffX[j] - gain * across * near.alongY[j];
      offY[j] = nextOffY[j] + gain * across * near.alongX[j];
    }
    wanderM2 = (1 - gain) * wander;
    steps.count++;
    return true;
  }

  private void begin(Candidates near, double courseDeg, double variance) {
    for (int j = 0; j < near.count; j++) {
      nextOffX[j] = 0;
      nextOffY[j] = 0;
      steps.total[j] = fixCost(near, j, 0, 0, variance) + courseCost(near, j, courseDeg);
      steps.back[j] = -1;
    }
  }

  private boolean extend(
      Candidates near, double courseDeg, double variance, double seconds, double keeps) {
    int step = steps.count;
    int before = step - 1;
    double straightM = steps.straightM(step);
    double bound = Move.boundM(straightM, seconds);
    double least = steps.least(before);
    Arrays.fill(steps.total, step * K, step * K + near.count, Move.IMPOSSIBLE);
    boolean any = false;
    for (int i = 0; i < steps.places[before]; i++) {
      double sofar = steps.total[before * K + i];
      int row = (step * K + i) * K;
      if (!(sofar <= least + BEAM)) {
        Arrays.fill(steps.cost, row, row + near.count, Float.POSITIVE_INFINITY);
        continue;
      }
      int from = steps.segment[before * K + i];
      double fromM = steps.offsetM[before * K + i];
      @Nullable Reach around = null;
      if (network.lengthM(from) - fromM <= bound) {
        around = network.reach(from, bound);
      }
      double driftX = keeps * offX[i];
      double driftY = keeps * offY[i];
      for (int j = 0; j < near.count; j++) {
        move.weigh(from, fromM, near.segment[j], near.offsetM[j], straightM, seconds, around);
        double made = move.cost;
        if (made < Move.IMPOSSIBLE) {
          made += fixCost(near, j, driftX, driftY, variance) + courseCost(near, j, courseDeg);
          any = true;
          if (sofar + made < steps.total[step * K + j]) {
            steps.total[step * K + j] = sofar + made;
            steps.back[step * K + j] = i;
            nextOffX[j] = driftX;
            nextOffY[j] = driftY;
          }
        }
        steps.cost[row + j] = (float) made;
      }
    }
    return any;
  }

  private static double acrossM(Candidates near, int j, double driftX, double driftY) {
    double dx = near.awayX[j] - driftX;
    double dy = near.awayY[j] - driftY;
    return dy * near.alongX[j] - dx * near.alongY[j];
  }

  /** The fix is off across the road by chance and drift; beyond a road's end also along it. */
  private static double fixCost(
      Candidates near, int j, double driftX, double driftY, double variance) {
    double across = acrossM(near, j, driftX, driftY);
    double beyond = near.awayX[j] * near.alongX[j] + near.awayY[j] * near.alongY[j];
    return (across * across + beyond * beyond) / (2 * variance);
  }

  private static double courseCost(Candidates near, int j, double courseDeg) {
    if (Double.isNaN(courseDeg)) {
      return 0;
    }
    double heading = Math.toDegrees(Math.atan2(near.alongX[j], near.alongY[j]));
    double off = Math.IEEEremainder(courseDeg - heading, 360) / COURSE_DEG;
    return Math.min(off * off / 2, MAX_COURSE_COST);
  }

  /** Decides what can be decided, every few fixes; a function of the fixes taken so far. */
  void settle(PassBuilder passes, List<Found> found) {
    int last = steps.count - 1;
    int from = decision.decided();
    boolean tooMany = last - from + 1 >= Steps.MAX;
    if ((sinceBegin % SETTLE_EVERY != 0 && !tooMany) || last == from) {
      return;
    }
    int decided = Math.min(agreed(), last - WAIT);
    if (tooMany || steps.lastMs[last] - steps.firstMs[from] > MAX_UNDECIDED_MS) {
      decided = Math.max(decided, from + (last - from + 1) / 2);
    }
    if (decided > from) {
      decision.make(decided, passes, found);
    }
  }

  /** Decides everything and is empty then. */
  void finish(PassBuilder passes, List<Found> found) {
    if (steps.count > 0) {
      decision.make(steps.count - 1, passes, found);
      passes.leave(steps.lastMs[decision.decided()], found);
      passes.end(found);
    }
    decision.reset();
    steps.count = 0;
    sinceBegin = 0;
  }

  /** The newest step at which all explanations of the newest fix are in one place. */
  private int agreed() {
    int last = steps.count - 1;
    double least = steps.least(last);
    long alive = 0;
    for (int i = 0; i < steps.places[last]; i++) {
      if (steps.total[last * K + i] <= least + BEAM) {
        alive |= 1L << i;
      }
    }
    int step = last;
    while (step > 0 && Long.bitCount(alive) > 1) {
      long earlier = 0;
      for (long rest = alive; rest != 0; rest &= rest - 1) {
        earlier |= 1L << steps.back[step * K + Long.numberOfTrailingZeros(rest)];
      }
      alive = earlier;
      step--;
    }
    return step;
  }
}
