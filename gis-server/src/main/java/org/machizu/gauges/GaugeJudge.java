package org.machizu.gauges;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.machizu.gauges.GaugeStore.Checkpoint;
import org.machizu.gauges.GaugeStore.Kept;
import org.machizu.gauges.GaugeStore.Verdict;
import org.machizu.sensors.alert.AlertChange;
import org.machizu.sensors.alert.Episode;
import org.machizu.sensors.alert.Given;
import org.machizu.sensors.alert.Judge;
import org.machizu.sensors.alert.JudgeState;
import org.machizu.sensors.alert.Judged;
import org.machizu.sensors.alert.Judged.Marked;
import org.machizu.sensors.alert.Reconciliation;
import org.machizu.sensors.alert.Silence;
import org.machizu.sensors.alert.Standing;
import org.machizu.sensors.gauge.Observation;
import org.machizu.sensors.gauge.Span;
import org.machizu.sensors.quality.Mark;

/**
 * Says what follows from readings. Those that are later than everything before are judged from
 * where the stream stands; for one that comes late everything from its day on is judged anew, from
 * where the stream stood when that day began. Both ways lead to the same.
 */
final class GaugeJudge {
  /** A reading that is so much older than the newest is kept, and changes nothing any more. */
  static final Duration LATEST = Duration.ofDays(30);

  private final Function<String, Optional<Standing>> standings;
  private final Clock clock;

  /**
   * @param standings by what a gauge is judged
   */
  GaugeJudge(Function<String, Optional<Standing>> standings, Clock clock) {
    this.standings = standings;
    this.clock = clock;
  }

  private Standing standing(Stream stream) {
    return standings
        .apply(stream.gauge())
        .orElseThrow(() -> new IllegalArgumentException("there is no gauge " + stream.gauge()));
  }

  /** For {@link GaugeStore#take}. */
  Verdict readings(Stream stream, List<Observation> added, Kept kept) {
    JudgeState state = kept.state().orElse(JudgeState.START);
    Instant newest = state.gate().latest();
    List<Marked> tooLate = new ArrayList<>();
    List<Observation> judged = new ArrayList<>();
    for (Observation observation : added) {
      if (newest != null && observation.time().isBefore(newest.minus(LATEST))) {
        tooLate.add(new Marked(observation, Mark.TOO_LATE));
      } else {
        judged.add(observation);
      }
    }
    if (judged.isEmpty()) {
      return new Verdict(null, Instant.MAX, List.of(), tooLate, List.of(), List.of());
    }
    Instant first = judged.getFirst().time();
    Verdict verdict =
        newest == null || first.isAfter(newest)
            ? judge(standing(stream), state, first, judged, List.of(), kept, clock.instant())
            : again(standing(stream), first, kept, clock.instant());
    tooLate.addAll(verdict.marks());
    return new Verdict(
        verdict.state(),
        verdict.from(),
        verdict.checkpoints(),
        tooLate,
        verdict.spikes(),
        verdict.changes());
  }

  /** For {@link GaugeStore#judge}, after a rule was changed that counts from a moment on. */
  GaugeStore.Judging since(Instant from) {
    return (stream, _, kept) -> {
      Instant newest = kept.state().map(state -> state.gate().latest()).orElse(null);
      if (newest == null) {
        return new Verdict(null, Instant.MAX, List.of(), List.of(), List.of(), List.of());
      }
      Instant earliest = newest.minus(LATEST);
      Instant begin = from.isBefore(earliest) ? earliest : from;
      return again(standing(stream), begin, kept, kept.heard());
    };
  }

  /** For {@link GaugeStore#judge}, as time goes by: has a station fallen silent? */
  Verdict silence(Stream stream, List<Observation> none, Kept kept) {
    JudgeState state = kept.state().orElse(JudgeState.START);
    List<Episode> episodes = new ArrayList<>(state.open());
    Silence.at(standing(stream), state, kept.heard(), clock.instant()).ifPresent(episodes::add);
    return new Verdict(
        null,
        Instant.MAX,
        List.of(),
        List.of(),
        List.of(),
        Reconciliation.between(kept.alerts(Instant.MAX), episodes));
  }

  /** For {@link GaugeStore#judge}: the alerts of a drill end with it, and the next begins anew. */
  static Verdict drillIsOver(Kept kept, Instant now) {
    List<AlertChange> changes = new ArrayList<>();
    for (Given alert : kept.alerts(Instant.MAX)) {
      Instant raised = alert.episode().raised();
      Episode over = alert.episode().closed(now.isAfter(raised) ? now : raised);
      changes.add(new AlertChange.Update(alert.id(), over, AlertChange.What.CLEARED));
    }
    return new Verdict(JudgeState.START, Instant.MAX, List.of(), List.of(), List.of(), changes);
  }

  /** Judges everything from the day of a moment on anew. */
  private Verdict again(Standing standing, Instant from, Kept kept, Instant heard) {
    Optional<Checkpoint> checkpoint = kept.checkpoint(from);
    Optional<Instant> jump = checkpoint.flatMap(GaugeJudge::jumpBefore);
    while (jump.isPresent()) {
      // Whether those were spikes is only known afterwards: they have to be seen again too.
      checkpoint = kept.checkpoint(jump.get());
      jump = checkpoint.flatMap(GaugeJudge::jumpBefore);
    }
    Instant begin = checkpoint.map(Checkpoint::day).orElse(Instant.MIN);
    JudgeState state = checkpoint.map(Checkpoint::state).orElse(JudgeState.START);
    return judge(
        standing,
        state,
        begin,
        kept.observations(begin),
        checkpoint.stream().toList(),
        kept,
        heard);
  }

  /** The beginning of a jump that had not ended when the day of a checkpoint began. */
  private static Optional<Instant> jumpBefore(Checkpoint checkpoint) {
    return Optional.ofNullable(checkpoint.state().gate().strangeSince())
        .filter(since -> since.isBefore(checkpoint.day()));
  }

  private Verdict judge(
      Standing standing,
      JudgeState start,
      Instant from,
      List<Observation> observations,
      List<Checkpoint> known,
      Kept kept,
      Instant heard) {
    JudgeState state = start;
    List<Checkpoint> checkpoints = new ArrayList<>(known);
    List<Marked> marks = new ArrayList<>();
    List<Episode> episodes = new ArrayList<>();
    List<Span> spikes = new ArrayList<>();
    for (List<Observation> ofDay : byDay(observations)) {
      Instant day = day(ofDay.getFirst().time());
      Instant latest = state.gate().latest();
      boolean begins = latest == null || latest.isBefore(day);
      if (begins && known.stream().noneMatch(checkpoint -> checkpoint.day().equals(day))) {
        checkpoints.add(new Checkpoint(day, state));
      }
      Judged judged = Judge.judge(standing, state, ofDay);
      marks.addAll(judged.marks());
      spikes.addAll(judged.spikes());
      judged.episodes().stream().filter(e -> !e.isOpen()).forEach(episodes::add);
      state = judged.state();
    }
    episodes.addAll(state.open());
    Silence.at(standing, state, heard, clock.instant()).ifPresent(episodes::add);
    return new Verdict(
        state,
        checkpoints.isEmpty() ? Instant.MAX : checkpoints.getFirst().day(),
        checkpoints,
        marks,
        spikes,
        Reconciliation.between(kept.alerts(from), episodes));
  }

  private static Instant day(Instant moment) {
    return moment.truncatedTo(ChronoUnit.DAYS);
  }

  private static List<List<Observation>> byDay(List<Observation> observations) {
    List<List<Observation>> days = new ArrayList<>();
    Instant current = null;
    for (Observation observation : observations) {
      Instant day = day(observation.time());
      if (!day.equals(current)) {
        days.add(new ArrayList<>());
        current = day;
      }
      days.getLast().add(observation);
    }
    return days;
  }
}
