package org.machizu.tracks;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.machizu.geo.network.Segment;
import org.machizu.ingest.gps.Cleaning;
import org.machizu.ingest.gps.ContentHash;
import org.machizu.ingest.gps.PlowInference;
import org.machizu.ingest.gps.PlowInference.Stated;
import org.machizu.ingest.gps.PlowState;
import org.machizu.ingest.gps.PlowState.Working;
import org.machizu.ingest.gps.Position;
import org.machizu.ingest.match.Found;
import org.machizu.ingest.match.Matcher;
import org.machizu.ingest.match.Pass;
import org.machizu.ingest.match.Unmatched;
import org.machizu.tracks.MatchStore.Lost;
import org.machizu.tracks.MatchStore.Verdict;
import org.machizu.tracks.RoadPass.Doing;
import org.machizu.tracks.RoadPass.Evidence;
import org.machizu.tracks.RoadPass.Work;

/**
 * From the positions of a run to its passes: cleaned, matched, and told whether the vehicle worked.
 * Each step lags behind a little; what came out is final. A function of the sequence of positions
 * alone.
 */
final class RunChain {
  /** So long what a vehicle did is remembered for passes that become final late. */
  private static final Duration REMEMBERED = Duration.ofMinutes(20);

  private static final int MOST_REMEMBERED = 20_000;

  private final Device device;
  private final TownRoads.State roads;
  private final Instant run;
  private final Cleaning cleaning;
  private final PlowInference inference;
  private final Matcher matcher;
  private final Deque<Stated> states;
  private final Deque<Pass> waiting;
  private int passes;
  private int lost;
  private Instant judged;

  /** What became final. */
  static final class Out {
    final List<RoadPass> passes = new ArrayList<>();
    final List<Lost> lost = new ArrayList<>();
    final List<Verdict> verdicts = new ArrayList<>();
  }

  RunChain(Device device, TownRoads.State roads, Instant run) {
    this(
        device,
        roads,
        run,
        new Cleaning(),
        new PlowInference(),
        new Matcher(roads.matching()),
        new ArrayDeque<>(),
        new ArrayDeque<>());
  }

  private RunChain(
      Device device,
      TownRoads.State roads,
      Instant run,
      Cleaning cleaning,
      PlowInference inference,
      Matcher matcher,
      Deque<Stated> states,
      Deque<Pass> waiting) {
    this.device = device;
    this.roads = roads;
    this.run = run;
    this.cleaning = cleaning;
    this.inference = inference;
    this.matcher = matcher;
    this.states = states;
    this.waiting = waiting;
    this.judged = run;
  }

  /** One in the same state, that goes its own way from here. */
  RunChain copy() {
    RunChain copy =
        new RunChain(
            device,
            roads,
            run,
            cleaning.copy(),
            inference.copy(),
            matcher.copy(),
            new ArrayDeque<>(states),
            new ArrayDeque<>(waiting));
    copy.passes = passes;
    copy.lost = lost;
    copy.judged = judged;
    return copy;
  }

  /** The time up to which verdicts are final. */
  Instant judged() {
    return judged;
  }

  void add(Position position, Out out) {
    cleaning.add(position).forEach(one -> take(one, out));
  }

  /** What is left, as if nothing came any more. */
  void finish(Out out) {
    cleaning.finish().forEach(one -> take(one, out));
    inference.finish().forEach(states::addLast);
    matcher.finish().forEach(found -> take(found, out));
    tell(out, true);
  }

  private void take(Cleaning.Judged one, Out out) {
    Position position = one.position();
    judged = position.time();
    if (!one.verdict().isUsable()) {
      out.verdicts.add(
          new Verdict(position.time(), ContentHash.of(position), one.verdict().code()));
      return;
    }
    inference.add(position).forEach(states::addLast);
    while (states.size() > MOST_REMEMBERED
        || (!states.isEmpty()
            && states.getFirst().position().time().isBefore(position.time().minus(REMEMBERED)))) {
      states.removeFirst();
    }
    matcher.add(position).forEach(found -> take(found, out));
    tell(out, false);
  }

  private void take(Found found, Out out) {
    switch (found) {
      case Pass pass -> waiting.addLast(pass);
      case Unmatched(Instant from, Instant to, Unmatched.Reason reason, int positions) ->
          out.lost.add(
              new Lost(
                  lost++,
                  from,
                  to,
                  reason.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                  positions));
    }
  }

  /** Tells passes of which it is known what the vehicle did, in their order. */
  private void tell(Out out, boolean isEnd) {
    while (!waiting.isEmpty()
        && (isEnd
            || (!states.isEmpty()
                && !states.getLast().position().time().isBefore(waiting.getFirst().left())))) {
      Pass pass = waiting.removeFirst();
      out.passes.add(pass(pass));
      while (!states.isEmpty() && states.getFirst().position().time().isBefore(pass.entered())) {
        states.removeFirst();
      }
    }
  }

  private RoadPass pass(Pass pass) {
    Segment segment = pass.segment();
    Segment rival = pass.evidence().rival();
    return new RoadPass(
        device.name(),
        run,
        passes++,
        segment.road().id(),
        roads.partOf(segment),
        segment.forward(),
        pass.fromM(),
        pass.toM(),
        segment.lengthM(),
        pass.entered(),
        pass.left(),
        pass.confidence(),
        pass.certain(),
        work(pass),
        new Evidence(
            pass.evidence().fixes(),
            pass.evidence().meanDistanceM(),
            pass.evidence().longestGapS(),
            rival == null ? null : rival.road().id()));
  }

  /** What most of the positions on the pass say; of a pass between two positions, the nearest. */
  private Work work(Pass pass) {
    int yes = 0;
    int no = 0;
    int all = 0;
    int bySpeed = 0;
    WorkKind said = null;
    Stated nearest = null;
    for (Stated stated : states) {
      Instant time = stated.position().time();
      if (time.isAfter(pass.left())) {
        nearest = all == 0 && nearest == null ? stated : nearest;
        break;
      }
      nearest = stated;
      if (!time.isBefore(pass.entered())) {
        all++;
        yes += stated.state().working() == Working.YES ? 1 : 0;
        no += stated.state().working() == Working.NO ? 1 : 0;
        bySpeed += stated.state().inferred() ? 1 : 0;
        said = said == null ? kind(stated) : said;
      }
    }
    if (all == 0 && nearest != null) {
      all = 1;
      yes = nearest.state().working() == Working.YES ? 1 : 0;
      no = nearest.state().working() == Working.NO ? 1 : 0;
      bySpeed = nearest.state().inferred() ? 1 : 0;
      said = kind(nearest);
    }
    boolean works = yes > no && 2 * yes >= all;
    boolean drives = no > yes && 2 * no >= all;
    boolean inferred = 2 * bySpeed >= all && bySpeed > 0;
    if (works && device.work() != null) {
      return new Work(
          Doing.WORKING, said == null ? device.work() : said, inferred, device.widthM());
    }
    // A vehicle that never works on roads drives, whatever its speed.
    return drives || (works && device.work() == null)
        ? new Work(Doing.DRIVING, null, inferred, null)
        : new Work(Doing.UNKNOWN, null, false, null);
  }

  /** What the vehicle itself says it does: by its spreader, or by name. */
  private static @Nullable WorkKind kind(Stated stated) {
    PlowState state = stated.state();
    Object named = stated.position().extra().get("workKind");
    if (named instanceof String code) {
      return WorkKind.ofCode(code).orElse(null);
    }
    return state.spreader() == Working.YES && state.blade() != Working.YES
        ? WorkKind.ANTI_ICING
        : null;
  }
}
