package org.machizu.sensors.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.machizu.sensors.alert.AlertChange;
import org.machizu.sensors.alert.Episode;
import org.machizu.sensors.alert.Judge;
import org.machizu.sensors.alert.JudgeState;
import org.machizu.sensors.alert.Reconciliation;
import org.machizu.sensors.alert.Standing;
import org.machizu.sensors.gauge.Dated;
import org.machizu.sensors.gauge.Gauge;
import org.machizu.sensors.gauge.Kind;
import org.machizu.sensors.gauge.Level;
import org.machizu.sensors.gauge.Level.Severity;
import org.machizu.sensors.gauge.LevelSet;
import org.machizu.sensors.gauge.Observation;
import org.machizu.sensors.gauge.Reference;
import org.machizu.sensors.gauge.Reporting;
import org.machizu.sensors.gauge.Span;
import org.machizu.sensors.notify.Flood.Sent;
import org.machizu.sensors.notify.Situation.State;

/**
 * What really happened, from the readings to the messages: even if somebody in a hurry had
 * confirmed everything, no message leaves for the public.
 */
class AccidentsTest {
  private static final Instant START = Instant.parse("2026-09-01T00:00:00Z");
  private static final Notifier NOTIFIER = new Notifier(Pacing.USUAL);

  private static Gauge gauge() {
    LevelSet levels =
        new LevelSet(
            List.of(
                new Level(LevelSet.STANDBY, "水防団待機水位", 1, Severity.STANDBY),
                new Level(LevelSet.CAUTION, "氾濫注意水位", 2, Severity.CAUTION),
                new Level(LevelSet.JUDGEMENT, "避難判断水位", 3, Severity.JUDGEMENT),
                new Level(LevelSet.DANGER, "氾濫危険水位", 4, Severity.DANGER)));
    return new Gauge(
        "G01",
        "東和",
        Kind.TELEMETERED,
        "緑川",
        Optional.empty(),
        Reference.ZERO,
        Dated.always(12.3),
        Dated.none(),
        Dated.always(levels),
        OptionalDouble.of(5),
        Reporting.every(Duration.ofMinutes(10)),
        List.of(),
        List.of(),
        Optional.empty());
  }

  /** Who is told of readings ten minutes apart, each judged as it comes. */
  private static List<String> told(Standing standing, double... metres) {
    List<String> told = new ArrayList<>();
    JudgeState state = JudgeState.START;
    Sent sent = new Sent();
    for (int i = 0; i < metres.length; i++) {
      Observation reading = Observation.of(START.plusSeconds(600L * i), metres[i]);
      var judged = Judge.judge(standing, state, List.of(reading));
      state = judged.state();
      List<Episode> episodes = new ArrayList<>(judged.episodes());
      episodes.addAll(state.open());
      for (AlertChange change : Reconciliation.between(List.of(), episodes)) {
        if (change instanceof AlertChange.Raise(Episode episode, boolean past)) {
          Situation confirmed = Flood.situation(episode, State.ACTIVE, false, true);
          for (Step step : List.of(past ? Step.RECORDED : Step.RAISED, Step.PUBLISHED)) {
            NOTIFIER
                .decide(
                    step,
                    confirmed,
                    List.of(Flood.publicMail(), Flood.staff("duty")),
                    sent,
                    reading.time())
                .messages()
                .forEach(m -> told.add(m.recipient() + " " + episode.kind()));
          }
        }
      }
    }
    return told.stream().distinct().toList();
  }

  @Test
  void anInspectionThatNobodyAnnounced() {
    assertThat(told(Standing.usual(gauge()), 0.42, 0.41, 0.42, 3.83, 3.83, 3.82, 3.83, 0.43, 0.42))
        .containsExactly("duty BAD_DATA");
  }

  @Test
  void aReadingDuringMaintenance() {
    Span work = new Span(START.plusSeconds(1200), START.plusSeconds(3600));
    Standing standing = new Standing(gauge(), Dated.none(), Dated.none(), List.of(work), List.of());
    assertThat(told(standing, 0.42, 0.41, 7.37, 7.37, 4.1, 2.2, 0.42, 0.41)).isEmpty();
  }

  @Test
  void twentySixMetres() {
    assertThat(told(Standing.usual(gauge()), 0.42, 0.41, 26, 0.42, 0.43)).isEmpty();
  }

  /** The same by which a real flood is told; else the tests above would show nothing. */
  @Test
  void aRealFloodReachesThePublicOnceItIsConfirmed() {
    assertThat(told(Standing.usual(gauge()), 0.8, 1.1, 1.4, 1.8, 2.1, 2.4, 2.8, 3.1, 3.4, 3.8, 4.1))
        .contains("public LEVEL", "duty LEVEL");
  }
}
