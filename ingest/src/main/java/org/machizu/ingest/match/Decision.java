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

  /** The step on the way to which the open pass was entered; not before what is kept. */
  private int enteredStep;

  /** The candidate of the first step that was decided for, while a pass is open. */
  private int decidedPlace;

  /** By step: the candidate in the best explanation. */
  private final int[] best = new int[Steps.MAX + 1];

  Decision(MatchNetwork network, Steps steps) {
    this.network = network;
    this.steps = steps;
    rivals = new Rivals(network, steps);
    move = new Move(network);
    way = new Way(network);
  }

  Decision(MatchNetwork network, Steps steps, Decision other) {
    this(network, steps);
    enteredStep = other.enteredStep;
    decidedPlace = other.decidedPlace;
  }

  /** Decides for the best explanation up to a step, which becomes the first. */
  void make(int decided, PassBuilder passes, List<Found> found) {
    traceBest();
    rivals.lookAhead();
    boolean begins = !passes.isOpen();
    if (!begins && best[0] != decidedPlace) {
      // Decided for lack of time, and now something else is easier to believe.
      passes.leave(steps.firstMs[0], found);
    }
    if (!passes.isOpen()) {
      passes.enter(steps.segment[best[0]], steps.offsetM[best[0]], steps.firstMs[0]);
      passes.seen(begins ? steps.fixes[0] : 0, steps.distanceM[best[0]]);
      enteredStep = 1;
    }
    for (int step = 1; step <= decided; step++) {
      hand(step, passes, found);
    }
    if (enteredStep <= decided) {
      int on = steps.segment[decided * K + best[decided]];
      rivals.weigh(enteredStep, decided, on, best, passes);
    }
    decidedPlace = best[decided];
    enteredStep = Math.max(enteredStep - decided, 1);
    steps.drop(decided);
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
