package org.machizu.ingest.match;

import org.jspecify.annotations.Nullable;

/**
 * How a vehicle gets from one candidate to the next, and how hard that is to believe. Costs are
 * negative logarithms of likelihoods. Holds the result of its last {@link #weigh}; reused, one
 * thread.
 */
final class Move {
  /** No way to be believed at all. */
  static final double IMPOSSIBLE = Double.POSITIVE_INFINITY;

  /** Positions stray by that much backwards while a vehicle stands or creeps. */
  private static final double STRAYING_BACK_M = 25;

  private static final double BACK_M = 5;

  /** Turning round on the road, at a junction, and where nothing else is left. */
  private static final double TURN_COST = 8;

  private static final double JUNCTION_TURN_COST = 5;

  /** Turning takes its time, so that a way with a turn is short for its time. */
  private static final double TURNING_MPS = 3.5;

  private static final double TURNING_M = 10;
  private static final double TOO_LONG_M = 6;
  private static final double DEAD_END_TURN_COST = 1.5;

  /** When it turned, the straight line says little of how far it went. */
  private static final double TURNED_M = 40;

  private static final double USUAL_M = 7;
  private static final double USUAL_SHARE = 0.05;
  private static final double LONG_GAP_S = 30;
  private static final double GAP_MPS = 0.3;
  private static final double MAX_MPS = 38;
  private static final double MAX_WAY_M = 6_000;

  /** What kind of way it is. */
  enum Kind {
    /** Ahead on one segment, or straying back on it by a little. */
    ALONG,
    /** Turning round between the junctions. */
    TURN,
    /** Over the end of the segment. */
    WAY
  }

  private final MatchNetwork network;

  double cost;
  double lengthM;
  Kind kind = Kind.ALONG;
  @Nullable Reach reach;
  int label;

  Move(MatchNetwork network) {
    this.network = network;
  }

  /** How much longer or shorter a way may be than the straight line, for one unit of cost. */
  static double toleranceM(double straightM, double seconds) {
    return USUAL_M + USUAL_SHARE * straightM + GAP_MPS * Math.max(0, seconds - LONG_GAP_S);
  }

  /** The longest way that is looked for. */
  static double boundM(double straightM, double seconds) {
    return Math.min(Math.min(1.5 * straightM + 100, MAX_MPS * seconds + 60), MAX_WAY_M);
  }

  /**
   * Weighs the best way.
   *
   * @param around the ways from the end of the first segment, at least to {@link #boundM}; may be
   *     null when it was not needed yet
   */
  void weigh(
      int from,
      double fromM,
      int to,
      double toM,
      double straightM,
      double seconds,
      @Nullable Reach around) {
    cost = IMPOSSIBLE;
    reach = null;
    if (from == to) {
      if (toM >= fromM) {
        lengthM = toM - fromM;
        kind = Kind.ALONG;
        cost = Math.abs(lengthM - straightM) / toleranceM(straightM, seconds);
        forbidSpeeding(seconds);
        return;
      }
      double back = fromM - toM;
      if (back <= STRAYING_BACK_M) {
        lengthM = 0;
        kind = Kind.ALONG;
        cost = back / BACK_M;
      }
    } else if (network.reverse(from) == to) {
      double there = network.lengthM(from) - toM;
      lengthM = Math.abs(there - fromM);
      kind = Kind.TURN;
      cost = TURN_COST + Math.max(0, lengthM - straightM) / USUAL_M;
      forbidSpeeding(seconds);
    }
    weighWay(from, fromM, to, toM, straightM, seconds, around);
  }

  private void weighWay(
      int from,
      double fromM,
      int to,
      double toM,
      double straightM,
      double seconds,
      @Nullable Reach known) {
    double leftM = network.lengthM(from) - fromM;
    double bound = boundM(straightM, seconds);
    if (leftM > bound) {
      return;
    }
    Reach around = known != null ? known : network.reach(from, bound);
    int found = around.find(to);
    if (found < 0) {
      return;
    }
    double length = leftM + around.lengthM(found) + toM;
    int turns = around.junctionTurns(found) + around.deadEndTurns(found);
    double wayCost;
    if (turns > 0) {
      wayCost =
          JUNCTION_TURN_COST * around.junctionTurns(found)
              + DEAD_END_TURN_COST * around.deadEndTurns(found)
              + Math.abs(length - straightM) / TURNED_M
              + Math.max(0, length - TURNING_M - TURNING_MPS * seconds) / TOO_LONG_M;
    } else {
      wayCost = Math.abs(length - straightM) / toleranceM(straightM, seconds);
    }
    if (wayCost < cost && length <= MAX_MPS * seconds + 60) {
      cost = wayCost;
      lengthM = length;
      kind = Kind.WAY;
      reach = around;
      label = found;
    }
  }

  private void forbidSpeeding(double seconds) {
    if (lengthM > MAX_MPS * seconds + 60) {
      cost = IMPOSSIBLE;
    }
  }
}
