package org.machizu.ingest.match;

import java.util.Arrays;

/**
 * Weighs what was decided against the best explanation that has the vehicle elsewhere. Keeps its
 * work space; one thread.
 */
final class Rivals {
  /** Rivals that are so much worse are not looked at more closely. */
  static final double CLEAR = 9;

  private static final int K = Steps.K;

  /** A rival road that runs beside within this is one that errors may reach for long … */
  private static final double BESIDE_M = 16;

  private static final double LEAST_BESIDE_M = 2;
  private static final double BESIDE_COSINE = 0.94;

  /** … so that it must be worse by so much more than any other to be ruled out. */
  private static final double BESIDE_COST = 6;

  /** Slower than this through a gap, there was time for detours … */
  private static final double SLOW_MPS = 2.5;

  /** … that are driven like this. */
  private static final double DETOUR_MPS = 8;

  private static final double GAP_S = 30;

  private final MatchNetwork network;
  private final Steps steps;
  private final Move move;
  private final Way way;

  /** The least that is still to come from each candidate to the newest fix. */
  private final double[] ahead = new double[Steps.ROOM * K];

  private double[] avoiding = new double[K];
  private double[] nextAvoiding = new double[K];
  private int[] rivalAt = new int[K];
  private int[] nextRivalAt = new int[K];
  private double least;
  private int rival;
  private double rivalM;

  Rivals(MatchNetwork network, Steps steps) {
    this.network = network;
    this.steps = steps;
    move = new Move(network);
    way = new Way(network);
  }

  /** Looks at all steps, before anything is weighed. */
  void lookAhead() {
    int last = steps.count - 1;
    Arrays.fill(ahead, last * K, last * K + steps.places[last], 0);
    for (int step = last; step > 0; step--) {
      for (int i = 0; i < steps.places[step - 1]; i++) {
        double best = Move.IMPOSSIBLE;
        int row = (step * K + i) * K;
        for (int j = 0; j < steps.places[step]; j++) {
          best = Math.min(best, steps.cost[row + j] + ahead[step * K + j]);
        }
        ahead[(step - 1) * K + i] = best;
      }
    }
    least = steps.least(last);
  }

  /**
   * How sure it is that the vehicle was on a segment somewhere from one step to another, or a step
   * earlier or later: fixes are off by more than short segments are long, so that an explanation
   * that has it there on the way to the next fix instead is no other one.
   *
   * @param best the decided candidates by step
   */
  void weigh(int firstStep, int lastStep, int on, int[] best, PassBuilder passes) {
    double directionMargin = marginOf(firstStep, lastStep, on, false, best, 1, 0);
    double margin = directionMargin;
    if (directionMargin < CLEAR) {
      boolean earlier = firstStep > 1 && !passesOver(firstStep - 1, on, best);
      boolean later = lastStep + 1 < steps.count && !passesOver(lastStep + 1, on, best);
      int first = earlier ? firstStep - 1 : firstStep;
      int last = later ? lastStep + 1 : lastStep;
      if (earlier || later) {
        directionMargin = marginOf(first, last, on, false, best, 1, 0);
        margin = directionMargin;
      }
      if (network.reverse(on) >= 0 && directionMargin < CLEAR) {
        margin = marginOf(first, last, on, true, best, 1, 0);
      }
    }
    int other = rival;
    double otherM = rivalM;
    boolean isBeside = false;
    int from = isOn(firstStep - 1, on, best) ? firstStep - 1 : firstStep;
    int to = isOn(lastStep, on, best) ? lastStep : lastStep - 1;
    if (from <= to) {
      double beside = marginOf(firstStep, lastStep, on, true, best, from, to);
      if (beside < CLEAR && beside - BESIDE_COST < margin) {
        margin = Math.max(beside - BESIDE_COST, 0);
        other = rival;
        otherM = rivalM;
        isBeside = true;
      }
      directionMargin = Math.min(directionMargin, margin);
    }
    passes.weighed(margin, directionMargin, other, otherM, isBeside);
  }

  /** Whether the decided way to a step is another visit to the segment. */
  private boolean passesOver(int step, int on, int[] best) {
    return isOn(step - 1, on, best)
        || isOn(step, on, best)
        || passesOver(step, best[step - 1], best[step], on, false);
  }

  private boolean isOn(int step, int on, int[] best) {
    return steps.segment[step * K + best[step]] == on;
  }

  /**
   * How much worse the best explanation is that never passes over a segment from one step to
   * another; at most {@link #CLEAR}.
   *
   * @param eitherWay whether passing over its road in the other direction counts as well
   * @param best the decided candidates by step
   * @param besideFrom from this step to {@code besideTo} it must lie right beside them
   */
  private double marginOf(
      int firstStep,
      int lastStep,
      int on,
      boolean eitherWay,
      int[] best,
      int besideFrom,
      int besideTo) {
    int before = firstStep - 1;
    System.arraycopy(steps.total, before * K, avoiding, 0, steps.places[before]);
    if (besideFrom <= before && before <= besideTo) {
      for (int i = 0; i < steps.places[before]; i++) {
        if (!isBeside(before * K + i, before * K + best[before])) {
          avoiding[i] = Move.IMPOSSIBLE;
        }
      }
    }
    Arrays.fill(rivalAt, -1);
    for (int step = firstStep; step <= lastStep; step++) {
      int beside = besideFrom <= step && step <= besideTo ? step * K + best[step] : -1;
      avoid(step, on, eitherWay, beside);
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
    for (int j = 0; j < steps.places[lastStep]; j++) {
      double worse = avoiding[j] + ahead[lastStep * K + j] - least;
      if (worse < margin) {
        margin = worse;
        rival = rivalAt[j];
        rivalM = steps.distanceM[lastStep * K + j];
      }
    }
    return Math.max(margin, 0);
  }

  /** The best ways to the candidates of a step that do without the segment. */
  private void avoid(int step, int on, boolean eitherWay, int beside) {
    int before = step - 1;
    int places = steps.places[step];
    Arrays.fill(nextAvoiding, 0, places, Move.IMPOSSIBLE);
    Arrays.fill(nextRivalAt, 0, places, -1);
    for (int j = 0; j < places; j++) {
      int at = step * K + j;
      int to = steps.segment[at];
      boolean onIt = to == on || (eitherWay && network.isSameRoad(to, on));
      if (onIt || (beside >= 0 && !isBeside(at, beside))) {
        continue;
      }
      for (int i = 0; i < steps.places[before]; i++) {
        double sum = avoiding[i] + steps.cost[(step * K + i) * K + j];
        boolean matters = sum < nextAvoiding[j] && sum + ahead[at] - least < CLEAR;
        if (matters && !passesOver(step, i, j, on, eitherWay)) {
          nextAvoiding[j] = sum;
          nextRivalAt[j] = rivalAt[i] >= 0 ? rivalAt[i] : to;
        }
      }
    }
  }

  private boolean passesOver(int step, int i, int j, int on, boolean eitherWay) {
    int one = (step - 1) * K + i;
    int two = step * K + j;
    int from = steps.segment[one];
    int to = steps.segment[two];
    double straightM = steps.straightM(step);
    double seconds = steps.seconds(step);
    move.weigh(from, steps.offsetM[one], to, steps.offsetM[two], straightM, seconds, null);
    way.collect(move, from, to);
    return way.passesOver(on, eitherWay);
  }

  /** Whether two candidates of a fix lie on roads that run side by side. */
  private boolean isBeside(int one, int other) {
    double dx = steps.awayX[one] - steps.awayX[other];
    double dy = steps.awayY[one] - steps.awayY[other];
    double apartM = Math.abs(dy * steps.alongX[other] - dx * steps.alongY[other]);
    double cosine =
        steps.alongX[one] * steps.alongX[other] + steps.alongY[one] * steps.alongY[other];
    return apartM >= LEAST_BESIDE_M && apartM <= BESIDE_M && cosine > BESIDE_COSINE;
  }

  /**
   * How much harder the best way without a segment is to believe, between the same two places.
   *
   * @param from candidate of the step before, and {@code to} of the step
   * @param lengthM of the way that was decided
   */
  double detourCost(int step, int on, int from, int to, double lengthM) {
    double seconds = steps.seconds(step);
    double straightM = steps.straightM(step);
    double toleranceM = Move.toleranceM(straightM, seconds);
    int one = (step - 1) * K + from;
    int two = step * K + to;
    double endsM = network.lengthM(steps.segment[one]) - steps.offsetM[one] + steps.offsetM[two];
    boolean slow = seconds > GAP_S && lengthM < SLOW_MPS * seconds;
    double worthM = slow ? DETOUR_MPS * seconds : lengthM + CLEAR * toleranceM;
    double found = network.aroundM(steps.segment[one], steps.segment[two], on, worthM - endsM);
    if (found == Double.POSITIVE_INFINITY) {
      return CLEAR;
    }
    double offM = Math.abs(endsM + found - straightM) - Math.abs(lengthM - straightM);
    return slow ? 0 : offM / toleranceM;
  }
}
