package org.machizu.ingest.match;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The explanations of the newest fixes: for each fix the candidates, and for each candidate the
 * best way to it (Viterbi). What all explanations agree on is decided and handed to a {@link
 * PassBuilder}; so is the older half when they do not come to agree. One thread.
 */
final class Lattice {
  /** An undecided way is never longer, in fixes and in time. */
  private static final int MAX_STEPS = 60;

  private static final long MAX_UNDECIDED_MS = 300_000;
  private static final int SETTLE_EVERY = 8;

  /** Fixes that are waited for, since they may still speak for another explanation. */
  private static final int WAIT = 6;

  /** Explanations that are so much worse than the best are given up. */
  private static final double BEAM = 30;

  /** Rivals that are so much worse are not looked at more closely. */
  private static final double CLEAR = 9;

  /** Variance of the offset that wanders, with what a map is off and a lane lies aside. */
  private static final double WANDER_M2 = 16;

  private static final double WANDER_S = 150;
  private static final double COURSE_DEG = 25;
  private static final double MAX_COURSE_COST = 4;

  /** Slower than this through a gap, there was time for detours … */
  private static final double SLOW_MPS = 2.5;

  /** … that are driven like this. */
  private static final double DETOUR_MPS = 8;

  private static final double GAP_S = 30;

  /** A rival road that runs beside within this is one that such errors may reach for long … */
  private static final double BESIDE_M = 16;

  private static final double LEAST_BESIDE_M = 2;
  private static final double BESIDE_COSINE = 0.94;

  /** … so that it must be worse by so much more than any other to be ruled out. */
  private static final double BESIDE_COST = 5;

  private static final int K = Candidates.MAX;

  private final MatchNetwork network;
  private final Move move;
  private int steps;
  private int sinceBegin;

  /** The step on the way to which the open pass was entered; not before what is kept. */
  private int enteredStep;

  /** The candidate of the first step that was decided for, while a pass is open. */
  private int decidedPlace;

  private int capacity = 24;
  private double wanderM2 = WANDER_M2;

  private int[] count = new int[capacity];
  private long[] firstMs = new long[capacity];
  private long[] lastMs = new long[capacity];
  private int[] fixes = new int[capacity];
  private double[] x = new double[capacity];
  private double[] y = new double[capacity];
  private int[] segment = new int[capacity * K];
  private double[] offsetM = new double[capacity * K];
  private double[] distanceM = new double[capacity * K];
  private double[] awayX = new double[capacity * K];
  private double[] awayY = new double[capacity * K];
  private double[] alongX = new double[capacity * K];
  private double[] alongY = new double[capacity * K];
  private double[] total = new double[capacity * K];
  private int[] back = new int[capacity * K];

  /** From each candidate of the step before to each of this, the fix included. */
  private double[] cost = new double[capacity * K * K];

  /** The wandering offset by each candidate's explanation, of the newest step only. */
  private double[] offX = new double[K];

  private double[] offY = new double[K];
  private double[] nextOffX = new double[K];
  private double[] nextOffY = new double[K];

  // Work space of settling.
  private final double[] ahead = new double[MAX_STEPS * K + K];
  private final int[] best = new int[MAX_STEPS + 1];
  private int[] way = new int[16];
  private int ways;
  private double[] avoiding = new double[K];
  private double[] nextAvoiding = new double[K];
  private int[] rivalAt = new int[K];
  private int[] nextRivalAt = new int[K];
  private int rival;
  private double rivalM;

  Lattice(MatchNetwork network) {
    this.network = network;
    move = new Move(network);
  }

  Lattice(Lattice other) {
    this(other.network);
    steps = other.steps;
    sinceBegin = other.sinceBegin;
    enteredStep = other.enteredStep;
    decidedPlace = other.decidedPlace;
    capacity = other.capacity;
    wanderM2 = other.wanderM2;
    count = other.count.clone();
    firstMs = other.firstMs.clone();
    lastMs = other.lastMs.clone();
    fixes = other.fixes.clone();
    x = other.x.clone();
    y = other.y.clone();
    segment = other.segment.clone();
    offsetM = other.offsetM.clone();
    distanceM = other.distanceM.clone();
    awayX = other.awayX.clone();
    awayY = other.awayY.clone();
    alongX = other.alongX.clone();
    alongY = other.alongY.clone();
    total = other.total.clone();
    back = other.back.clone();
    cost = other.cost.clone();
    offX = other.offX.clone();
    offY = other.offY.clone();
  }

  boolean isEmpty() {
    return steps == 0;
  }

  /** Of the newest fix in it. */
  double lastX() {
    return x[steps - 1];
  }

  double lastY() {
    return y[steps - 1];
  }

  long lastMs() {
    return lastMs[steps - 1];
  }

  /** A fix at the place of the newest one: it tells that the vehicle was still there. */
  void stillThere(long ms) {
    lastMs[steps - 1] = ms;
    fixes[steps - 1]++;
  }

  /**
   * Takes the next fix.
   *
   * @param courseDeg NaN when unknown
   * @param sigmaM by how much fixes are off by chance
   * @return false when no way leads to any of its candidates; nothing is changed then
   */
  boolean add(long ms, double atX, double atY, Candidates near, double courseDeg, double sigmaM) {
    if (steps == capacity) {
      grow();
    }
    int step = steps;
    boolean first = steps == 0;
    double seconds = first ? 0 : Math.max(ms - lastMs[step - 1], 1) / 1e3;
    double keeps = Math.exp(-seconds / WANDER_S);
    double wander = first ? WANDER_M2 : keeps * keeps * wanderM2 + (1 - keeps * keeps) * WANDER_M2;
    double variance = wander + sigmaM * sigmaM;
    System.arraycopy(near.segment, 0, segment, step * K, near.count);
    System.arraycopy(near.offsetM, 0, offsetM, step * K, near.count);
    System.arraycopy(near.distanceM, 0, distanceM, step * K, near.count);
    System.arraycopy(near.awayX, 0, awayX, step * K, near.count);
    System.arraycopy(near.awayY, 0, awayY, step * K, near.count);
    System.arraycopy(near.alongX, 0, alongX, step * K, near.count);
    System.arraycopy(near.alongY, 0, alongY, step * K, near.count);
    count[step] = near.count;
    if (first) {
      wanderM2 = WANDER_M2;
      begin(near, courseDeg, variance);
    } else if (!extend(atX, atY, near, courseDeg, variance, seconds, keeps)) {
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
    firstMs[step] = ms;
    lastMs[step] = ms;
    fixes[step] = 1;
    x[step] = atX;
    y[step] = atY;
    steps++;
    sinceBegin++;
    return true;
  }

  private void begin(Candidates near, double courseDeg, double variance) {
    for (int j = 0; j < near.count; j++) {
      nextOffX[j] = 0;
      nextOffY[j] = 0;
      total[j] = fixCost(near, j, 0, 0, variance) + courseCost(near, j, courseDeg);
      back[j] = -1;
    }
  }

  private boolean extend(
      double atX,
      double atY,
      Candidates near,
      double courseDeg,
      double variance,
      double seconds,
      double keeps) {
    int step = steps;
    int before = step - 1;
    double straightM = Math.hypot(atX - x[before], atY - y[before]);
    double bound = Move.boundM(straightM, seconds);
    double least = least(before);
    for (int j = 0; j < near.count; j++) {
      total[step * K + j] = Move.IMPOSSIBLE;
    }
    boolean any = false;
    for (int i = 0; i < count[before]; i++) {
      double sofar = total[before * K + i];
      int row = (step * K + i) * K;
      if (!(sofar <= least + BEAM)) {
        Arrays.fill(cost, row, row + near.count, Move.IMPOSSIBLE);
        continue;
      }
      int from = segment[before * K + i];
      double fromM = offsetM[before * K + i];
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
          if (sofar + made < total[step * K + j]) {
            total[step * K + j] = sofar + made;
            back[step * K + j] = i;
            nextOffX[j] = driftX;
            nextOffY[j] = driftY;
          }
        }
        cost[row + j] = made;
      }
    }
    return any;
  }

  private double least(int step) {
    double least = Move.IMPOSSIBLE;
    for (int i = 0; i < count[step]; i++) {
      least = Math.min(least, total[step * K + i]);
    }
    return least;
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

  private void grow() {
    capacity = Math.min(2 * capacity, MAX_STEPS + 1);
    count = Arrays.copyOf(count, capacity);
    firstMs = Arrays.copyOf(firstMs, capacity);
    lastMs = Arrays.copyOf(lastMs, capacity);
    fixes = Arrays.copyOf(fixes, capacity);
    x = Arrays.copyOf(x, capacity);
    y = Arrays.copyOf(y, capacity);
    segment = Arrays.copyOf(segment, capacity * K);
    offsetM = Arrays.copyOf(offsetM, capacity * K);
    distanceM = Arrays.copyOf(distanceM, capacity * K);
    awayX = Arrays.copyOf(awayX, capacity * K);
    awayY = Arrays.copyOf(awayY, capacity * K);
    alongX = Arrays.copyOf(alongX, capacity * K);
    alongY = Arrays.copyOf(alongY, capacity * K);
    total = Arrays.copyOf(total, capacity * K);
    back = Arrays.copyOf(back, capacity * K);
    cost = Arrays.copyOf(cost, capacity * K * K);
  }

  /** Decides what can be decided, every few fixes; a function of the fixes taken so far. */
  void settle(PassBuilder passes, List<Found> found) {
    if ((sinceBegin % SETTLE_EVERY != 0 && steps < MAX_STEPS) || steps < 2) {
      return;
    }
    traceBest();
    int decided = Math.min(agreed(), steps - 1 - WAIT);
    boolean tooLong = steps >= MAX_STEPS || lastMs[steps - 1] - firstMs[0] > MAX_UNDECIDED_MS;
    if (tooLong && decided < steps / 2) {
      decided = steps / 2;
    }
    if (decided > 0) {
      decide(decided, passes, found);
      drop(decided);
    }
  }

  /** Decides everything and is empty then. */
  void finish(PassBuilder passes, List<Found> found) {
    if (steps > 0) {
      traceBest();
      decide(steps - 1, passes, found);
      passes.leave(lastMs[steps - 1], found);
    }
    steps = 0;
    sinceBegin = 0;
  }

  private void traceBest() {
    int last = steps - 1;
    int at = 0;
    for (int i = 1; i < count[last]; i++) {
      if (total[last * K + i] < total[last * K + at]) {
        at = i;
      }
    }
    for (int step = last; step >= 0; step--) {
      best[step] = at;
      at = back[step * K + at];
    }
  }

  /** The newest step at which all explanations of the newest fix are in one place. */
  private int agreed() {
    int last = steps - 1;
    double least = least(last);
    long alive = 0;
    for (int i = 0; i < count[last]; i++) {
      if (total[last * K + i] <= least + BEAM) {
        alive |= 1L << i;
      }
    }
    int step = last;
    while (step > 0 && Long.bitCount(alive) > 1) {
      long earlier = 0;
      for (long rest = alive; rest != 0; rest &= rest - 1) {
        earlier |= 1L << back[step * K + Long.numberOfTrailingZeros(rest)];
      }
      alive = earlier;
      step--;
    }
    return step;
  }

  /** Hands the way up to a step over, with how sure each part of it is. */
  private void decide(int decided, PassBuilder passes, List<Found> found) {
    lookAhead();
    if (passes.isOpen() && best[0] != decidedPlace) {
      // Decided for lack of time, and now something else is easier to believe.
      passes.leave(firstMs[0], found);
    }
    decidedPlace = best[decided];
    if (!passes.isOpen()) {
      passes.enter(segment[best[0]], offsetM[best[0]], firstMs[0]);
      passes.seen(fixes[0], distanceM[best[0]]);
      enteredStep = 1;
    }
    for (int step = 1; step <= decided; step++) {
      hand(step, passes, found);
    }
    if (enteredStep <= decided) {
      weigh(enteredStep, decided, segment[decided * K + best[decided]], passes);
    }
  }

  /** The least that is still to come from each candidate to the newest fix. */
  private void lookAhead() {
    int last = steps - 1;
    Arrays.fill(ahead, last * K, last * K + count[last], 0);
    for (int step = last; step > 0; step--) {
      for (int i = 0; i < count[step - 1]; i++) {
        double least = Move.IMPOSSIBLE;
        int row = (step * K + i) * K;
        for (int j = 0; j < count[step]; j++) {
          least = Math.min(least, cost[row + j] + ahead[step * K + j]);
        }
        ahead[(step - 1) * K + i] = least;
      }
    }
  }

  private void hand(int step, PassBuilder passes, List<Found> found) {
    int i = best[step - 1];
    int j = best[step];
    int from = segment[(step - 1) * K + i];
    int to = segment[step * K + j];
    double fromM = offsetM[(step - 1) * K + i];
    double toM = offsetM[step * K + j];
    double seconds = seconds(step);
    double straightM = straightM(step);
    move.weigh(from, fromM, to, toM, straightM, seconds, null);
    double lengthM = move.lengthM;
    Move.Kind kind = move.kind;
    collectWay(from, to);
    int[] decided = Arrays.copyOf(way, ways);
    double beginMs = lastMs[step - 1];
    double tookMs = firstMs[step] - beginMs;
    double runM = 0;
    for (int w = 0; w < decided.length; w++) {
      int on = decided[w];
      if (w > 0) {
        double startM = kind == Move.Kind.TURN ? network.lengthM(on) - turnM(from, fromM, toM) : 0;
        passes.enter(on, startM, beginMs + share(runM, lengthM) * tookMs);
      }
      boolean last = w == decided.length - 1;
      double endM =
          last ? toM : kind == Move.Kind.TURN ? turnM(from, fromM, toM) : network.lengthM(on);
      double startedM = w == 0 ? fromM : kind == Move.Kind.TURN ? toM : 0;
      runM += Math.max(0, endM - startedM);
      double ms = beginMs + share(runM, lengthM) * tookMs;
      passes.silent(tookMs);
      passes.advance(endM, ms);
      if (last) {
        passes.seen(fixes[step], distanceM[step * K + j]);
      } else {
        weigh(enteredStep, step, on, passes);
        if (w > 0) {
          passes.atMost(detourCost(step, on, decided, lengthM));
        }
        passes.leave(ms, found);
        enteredStep = step;
      }
    }
    passes.advance(0, lastMs[step]);
  }

  /** Where it turned, as far as one can tell: at the farther of both places. */
  private double turnM(int from, double fromM, double toM) {
    return Math.max(fromM, network.lengthM(from) - toM);
  }

  private static double share(double someM, double allM) {
    return allM > 0 ? Math.min(someM / allM, 1) : 0;
  }

  private double seconds(int step) {
    return Math.max(firstMs[step] - lastMs[step - 1], 1) / 1e3;
  }

  private double straightM(int step) {
    return Math.hypot(x[step] - x[step - 1], y[step] - y[step - 1]);
  }

  /** The segments of the move that was weighed last. */
  private void collectWay(int from, int to) {
    ways = 0;
    Reach reach = move.reach;
    if (move.kind == Move.Kind.WAY && reach != null) {
      int length = 1;
      for (int label = move.label; label >= 0; label = reach.before(label)) {
        length++;
      }
      way = way.length < length ? new int[2 * length] : way;
      ways = length;
      for (int label = move.label; label >= 0; label = reach.before(label)) {
        way[--length] = reach.target(label);
      }
      way[0] = from;
    } else {
      way[ways++] = from;
      if (move.kind == Move.Kind.TURN) {
        way[ways++] = to;
      }
    }
  }

  /** How sure it is that the vehicle was on a segment somewhere from one step to another. */
  private void weigh(int firstStep, int lastStep, int on, PassBuilder passes) {
    int before = firstStep - 1;
    double least = total[before * K + best[before]] + ahead[before * K + best[before]];
    double directionMargin = marginOf(firstStep, lastStep, on, false, false, least);
    double margin = directionMargin;
    if (network.reverse(on) >= 0 && directionMargin < CLEAR) {
      margin = marginOf(firstStep, lastStep, on, true, false, least);
    }
    int other = rival;
    double otherM = rivalM;
    if (lastStep > firstStep) {
      double beside = marginOf(firstStep, lastStep, on, true, true, least) - BESIDE_COST;
      if (beside < margin) {
        margin = Math.max(beside, 0);
        other = rival;
        otherM = rivalM;
      }
      directionMargin = Math.min(directionMargin, margin);
    }
    passes.weighed(margin, directionMargin, other, otherM);
  }

  /**
   * How much worse the best explanation is that never passes over a segment from one step to
   * another; at most {@link #CLEAR}.
   *
   * @param eitherWay whether passing over its road in the other direction counts as well
   * @param beside whether only explanations on roads right beside it are asked for
   */
  private double marginOf(
      int firstStep, int lastStep, int on, boolean eitherWay, boolean beside, double least) {
    int before = firstStep - 1;
    System.arraycopy(total, before * K, avoiding, 0, count[before]);
    Arrays.fill(rivalAt, -1);
    for (int step = firstStep; step <= lastStep; step++) {
      avoid(step, on, eitherWay, beside && step < lastStep, least);
      double[] swapped = avoiding;
      avoiding = nextAvoiding;
      nextAvoiding = swapped;
      int[] swappedRivals = rivalAt;
      rivalAt = nextRivalAt;
      nextRivalAt = swappedRivals;
    }
    double margin = CLEAR;
    rival = -1;
    rivalM = 0;
    for (int j = 0; j < count[lastStep]; j++) {
      double worse = avoiding[j] + ahead[lastStep * K + j] - least;
      if (worse < margin) {
        margin = worse;
        rival = rivalAt[j];
        rivalM = distanceM[lastStep * K + j];
      }
    }
    return Math.max(margin, 0);
  }

  private void avoid(int step, int on, boolean eitherWay, boolean beside, double least) {
    int before = step - 1;
    double straightM = straightM(step);
    double seconds = seconds(step);
    for (int j = 0; j < count[step]; j++) {
      nextAvoiding[j] = Move.IMPOSSIBLE;
      nextRivalAt[j] = -1;
    }
    for (int i = 0; i < count[before]; i++) {
      int row = (step * K + i) * K;
      for (int j = 0; j < count[step]; j++) {
        double sum = avoiding[i] + cost[row + j];
        if (!(sum < nextAvoiding[j] && sum + ahead[step * K + j] - least < CLEAR)) {
          continue;
        }
        int from = segment[before * K + i];
        int to = segment[step * K + j];
        if ((network.isSameRoad(to, on) && (eitherWay || to == on))
            || (beside && !isBeside(step * K + j, step * K + best[step]))) {
          continue;
        }
        move.weigh(
            from, offsetM[before * K + i], to, offsetM[step * K + j], straightM, seconds, null);
        collectWay(from, to);
        if (!passesOver(on, eitherWay)) {
          nextAvoiding[j] = sum;
          nextRivalAt[j] = rivalAt[i] >= 0 ? rivalAt[i] : to;
        }
      }
    }
  }

  /** Whether two candidates of a fix lie on roads that run side by side. */
  private boolean isBeside(int one, int other) {
    double dx = awayX[one] - awayX[other];
    double dy = awayY[one] - awayY[other];
    double apartM = Math.abs(dy * alongX[other] - dx * alongY[other]);
    double cosine = alongX[one] * alongX[other] + alongY[one] * alongY[other];
    return apartM >= LEAST_BESIDE_M && apartM <= BESIDE_M && cosine > BESIDE_COSINE;
  }

  private boolean passesOver(int on, boolean eitherWay) {
    for (int w = 0; w < ways; w++) {
      if (way[w] == on || (eitherWay && network.reverse(way[w]) == on)) {
        return true;
      }
    }
    return false;
  }

  /** How much harder the best way without a segment is to believe, between the same two places. */
  private double detourCost(int step, int on, int[] decided, double lengthM) {
    double seconds = seconds(step);
    double straightM = straightM(step);
    double toleranceM = Move.toleranceM(straightM, seconds);
    int from = decided[0];
    int to = decided[decided.length - 1];
    double endsM =
        network.lengthM(from)
            - offsetM[(step - 1) * K + best[step - 1]]
            + offsetM[step * K + best[step]];
    boolean slow = seconds > GAP_S && lengthM < SLOW_MPS * seconds;
    double worthM = slow ? DETOUR_MPS * seconds : lengthM + CLEAR * toleranceM;
    double found = network.aroundM(from, to, on, worthM - endsM);
    if (found == Double.POSITIVE_INFINITY) {
      return CLEAR;
    }
    double detourM = endsM + found;
    return slow ? 0 : (Math.abs(detourM - straightM) - Math.abs(lengthM - straightM)) / toleranceM;
  }

  /** Forgets what lies before a step; that step stays, as the beginning of what follows. */
  private void drop(int until) {
    int rest = steps - until;
    System.arraycopy(count, until, count, 0, rest);
    System.arraycopy(firstMs, until, firstMs, 0, rest);
    System.arraycopy(lastMs, until, lastMs, 0, rest);
    System.arraycopy(fixes, until, fixes, 0, rest);
    System.arraycopy(x, until, x, 0, rest);
    System.arraycopy(y, until, y, 0, rest);
    System.arraycopy(segment, until * K, segment, 0, rest * K);
    System.arraycopy(offsetM, until * K, offsetM, 0, rest * K);
    System.arraycopy(distanceM, until * K, distanceM, 0, rest * K);
    System.arraycopy(awayX, until * K, awayX, 0, rest * K);
    System.arraycopy(awayY, until * K, awayY, 0, rest * K);
    System.arraycopy(alongX, until * K, alongX, 0, rest * K);
    System.arraycopy(alongY, until * K, alongY, 0, rest * K);
    System.arraycopy(total, until * K, total, 0, rest * K);
    System.arraycopy(back, until * K, back, 0, rest * K);
    System.arraycopy(cost, until * K * K, cost, 0, rest * K * K);
    Arrays.fill(back, 0, K, -1);
    enteredStep = Math.max(enteredStep - until, 1);
    steps = rest;
  }
}
