package org.machizu.ingest.match;

import java.util.List;

/** Hands what is decided over, move by move, and has it weighed against its rivals. One thread. */
final class Decision {
  private static final int K = Steps.K;

  private final MatchNetwork network;
  private final Steps steps;
  private final Rivals rivals;
  private final Move move;
  private final Way way;

  /**
   * The step up to which all is decided. The one before it is kept as well, since what follows may
   * as well have happened a step earlier.
   */
  private int decided;

  /** The step on the way to which the open pass was entered; behind what is decided. */
  private int enteredStep;

  /** The candidate of the decided step that was decided for, while a pass is open. */
  private int decidedPlace;

  /** By step: the candidate in the best explanation. */
  private final int[] best = new int[Steps.ROOM];

  Decision(MatchNetwork network, Steps steps) {
    this.network = network;
    this.steps = steps;
    rivals = new Rivals(network, steps);
    move = new Move(network);
    way = new Way(network);
  }

  Decision(MatchNetwork network, Steps steps, Decision other) {
    this(network, steps);
    decided = other.decided;
    enteredStep = other.enteredStep;
    decidedPlace = other.decidedPlace;
  }

  /** Up to which step all is decided. */
  int decided() {
    return decided;
  }

  /** All steps are gone. */
  void reset() {
    decided = 0;
  }

  /** Decides for the best explanation up to a step. */
  void make(int upTo, PassBuilder passes, List<Found> found) {
    traceBest();
    rivals.lookAhead();
    boolean begins = !passes.isOpen();
    if (!begins && best[decided] != decidedPlace) {
      // Decided for lack of time, and now something else is easier to believe.
      passes.leave(steps.firstMs[decided], found);
    }
    if (!passes.isOpen()) {
      int at = decided * K + best[decided];
      passes.enter(steps.segment[at], steps.offsetM[at], steps.firstMs[decided]);
      passes.seen(begins ? steps.fixes[decided] : 0, steps.distanceM[at]);
      enteredStep = decided + 1;
    }
    for (int step = decided + 1; step <= upTo; step++) {
      hand(step, passes, found);
    }
    if (enteredStep <= upTo) {
      rivals.weigh(enteredStep, upTo, steps.segment[upTo * K + best[upTo]], best, passes);
    }
    decidedPlace = best[upTo];
    int kept = Math.max(upTo - 1, 0);
    decided = upTo - kept;
    enteredStep = Math.max(enteredStep - kept, decided + 1);
    steps.drop(kept);
  }

  private void traceBest() {
    int last = steps.count - 1;
    int at = 0;
    for (int i = 1; i < steps.places[last]; i++) {
      if (steps.total[last * K + i] < steps.total[last * K + at]) {
        at = i;
      }
    }
    for (int step = last; step >= 0; step--) {
      best[step] = at;
      at = steps.back[step * K + at];
    }
  }

  private void hand(int step, PassBuilder passes, List<Found> found) {
    int i = best[step - 1];
    int j = best[step];
    int from = steps.segment[(step - 1) * K + i];
    int to = steps.segment[step * K + j];
    double fromM = steps.offsetM[(step - 1) * K + i];
    double toM = steps.offsetM[step * K + j];
    move.weigh(from, fromM, to, toM, steps.straightM(step), steps.seconds(step), null);
    double lengthM = move.lengthM;
    Move.Kind kind = move.kind;
    way.collect(move, from, to);
    double beginMs = steps.lastMs[step - 1];
    double tookMs = steps.firstMs[step] - beginMs;
    double runM = 0;
    for (int w = 0; w < way.count; w++) {
      int on = way.segment[w];
      if (w > 0) {
        double startM = kind == Move.Kind.TURN ? network.lengthM(on) - turnM(from, fromM, toM) : 0;
        passes.enter(on, startM, beginMs + share(runM, lengthM) * tookMs);
      }
      boolean last = w == way.count - 1;
      double endM =
          last ? toM : kind == Move.Kind.TURN ? turnM(from, fromM, toM) : network.lengthM(on);
      double startedM = w == 0 ? fromM : kind == Move.Kind.TURN ? toM : 0;
      runM += Math.max(0, endM - startedM);
      double ms = beginMs + share(runM, lengthM) * tookMs;
      passes.silent(tookMs);
      passes.advance(endM, ms);
      if (last) {
        passes.seen(steps.fixes[step], steps.distanceM[step * K + j]);
      } else {
        rivals.weigh(enteredStep, step, on, best, passes);
        if (w > 0) {
          passes.atMost(rivals.detourCost(step, on, i, j, lengthM));
        }
        passes.leave(ms, found);
        enteredStep = step;
      }
    }
    passes.advance(0, steps.lastMs[step]);
  }

  /** Where it turned, as far as one can tell: at the farther of both places. */
  private double turnM(int from, double fromM, double toM) {
    return Math.max(fromM, network.lengthM(from) - toM);
  }

  private static double share(double someM, double allM) {
    return allM > 0 ? Math.min(someM / allM, 1) : 0;
  }
}
