package org.machizu.sensors.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machizu.sensors.alert.Gauges.at;
import static org.machizu.sensors.alert.Gauges.everyTenMinutes;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.machizu.sensors.alert.Episode.Kind;
import org.machizu.sensors.gauge.Dated;
import org.machizu.sensors.gauge.Level.Severity;
import org.machizu.sensors.gauge.LevelSet;
import org.machizu.sensors.gauge.Observation;
import org.machizu.sensors.gauge.Span;
import org.machizu.sensors.quality.Mark;

/** What really happened: each time people were warned of water that was not there. */
class AccidentsTest {
  private static final Standing STANDING = Standing.usual(Gauges.river());

  private static Judged judge(Standing standing, List<Observation> observations) {
    return Judge.judge(standing, JudgeState.START, observations);
  }

  private static List<Episode> warnings(Judged judged) {
    return judged.episodes().stream()
        .filter(e -> e.kind() == Kind.LEVEL || e.kind() == Kind.FORECAST)
        .toList();
  }

  /** Mie 2014: under inspection a gauge reported 3.83 m; 1,256 people were warned. */
  @Test
  void anInspectionThatNobodyAnnouncedWarnsNobodyAndIsToldToTheStaffAtOnce() {
    Judged judged =
        judge(
            STANDING,
            everyTenMinutes(
                0.42, 0.41, 0.42, 3.83, 3.83, 3.82, 3.83, 3.83, 3.84, 3.83, 3.83, 3.83, 0.43,
                0.42));
    assertThat(warnings(judged)).isEmpty();
    Episode bad = judged.episodes().getFirst();
    assertThat(bad.kind()).isEqualTo(Kind.BAD_DATA);
    assertThat(bad.raised()).isEqualTo(at(30));
    assertThat(bad.level()).isEqualTo(LevelSet.JUDGEMENT);
    assertThat(bad.severity()).isEqualTo(Severity.JUDGEMENT);
    assertThat(bad.cleared()).isEqualTo(at(130));
    assertThat(judged.marks().subList(3, 12)).allMatch(m -> m.mark() == Mark.SPIKE);
  }

  /** However long it lasts, and whatever heights are tried in the course of it. */
  @Test
  void noInspectionEverBecomesBelievableByLasting() {
    Random random = new Random(3);
    for (int i = 0; i < 200; i++) {
      List<Observation> readings = new ArrayList<>(everyTenMinutes(0.42, 0.41, 0.42, 0.42));
      double held = 2.2 + 2.5 * random.nextDouble();
      int minutes = 40;
      for (int n = 0; n < 300; n++) {
        readings.add(Observation.of(at(minutes), held + 0.05 * random.nextGaussian()));
        minutes += 1 + random.nextInt(60);
      }
      assertThat(warnings(judge(STANDING, readings))).isEmpty();
    }
  }

  /** Mie 2015: 7.37 m stood on the public web during maintenance. */
  @Test
  void whatIsMeasuredDuringMaintenanceIsNotJudgedAndMarked() {
    Standing maintained =
        new Standing(
            Gauges.river(),
            Dated.none(),
            Dated.none(),
            List.of(new Span(at(20), at(60))),
            List.of());
    Judged judged = judge(maintained, everyTenMinutes(0.42, 0.41, 7.37, 7.37, 4.1, 2.2, 0.42));
    assertThat(judged.episodes()).isEmpty();
    assertThat(judged.marks().subList(2, 6)).allMatch(m -> m.mark() == Mark.MAINTENANCE);
    assertThat(judged.marks().getLast().mark()).isEqualTo(Mark.GOOD);
  }

  /** Tokushima 2016: a reading of 26 m was mailed to the staff. */
  @Test
  void twentySixMetresAreOutOfRange() {
    Judged judged = judge(STANDING, everyTenMinutes(0.42, 0.41, 26, 0.42, 0.43));
    assertThat(judged.episodes()).isEmpty();
    assertThat(judged.marks().get(2).mark()).isEqualTo(Mark.OUT_OF_RANGE);
  }

  /** "Resolved" was sent because data stopped arriving. */
  @Test
  void silenceResolvesNothing() {
    Judged judged = judge(STANDING, everyTenMinutes(1.0, 1.3, 1.6, 2.1, 2.2));
    Episode silence = Silence.at(STANDING, judged.state(), at(40), at(600)).orElseThrow();
    assertThat(silence.kind()).isEqualTo(Kind.NO_DATA);
    assertThat(judged.state().open())
        .filteredOn(e -> e.kind() == Kind.LEVEL)
        .extracting(Episode::level)
        .containsExactly(LevelSet.STANDBY, LevelSet.CAUTION);
  }

  /** A real wall of water: nobody is kept from believing it. */
  @Test
  void aJumpThatAPersonAcceptsIsJudgedLikeAnyReading() {
    Standing accepted =
        new Standing(
            Gauges.river(),
            Dated.none(),
            Dated.none(),
            List.of(),
            List.of(new Span(at(30), at(90))));
    Judged judged = judge(accepted, everyTenMinutes(0.42, 0.41, 0.42, 3.83, 3.9, 4.1));
    assertThat(warnings(judged))
        .filteredOn(e -> e.kind() == Kind.LEVEL)
        .extracting(Episode::level)
        .containsExactly(LevelSet.STANDBY, LevelSet.CAUTION, LevelSet.JUDGEMENT, LevelSet.DANGER);
  }
}
