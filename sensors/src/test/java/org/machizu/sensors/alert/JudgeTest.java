package org.machizu.sensors.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machizu.sensors.alert.Gauges.at;
import static org.machizu.sensors.alert.Gauges.everyTenMinutes;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.machizu.sensors.alert.Episode.Kind;
import org.machizu.sensors.gauge.Dated;
import org.machizu.sensors.gauge.Gauge;
import org.machizu.sensors.gauge.Level;
import org.machizu.sensors.gauge.Level.Severity;
import org.machizu.sensors.gauge.LevelSet;
import org.machizu.sensors.gauge.Observation;
import org.machizu.sensors.gauge.Reporting;
import org.machizu.sensors.gauge.Span;
import org.machizu.sensors.quality.Mark;

class JudgeTest {
  private static final Standing USUAL = Standing.usual(Gauges.river());
  private static final AlertRules NO_FORECAST =
      new AlertRules(2, 3, Duration.ZERO, true, 3, 0.1, Duration.ZERO, 3);

  private static List<String> told(Judged judged) {
    return judged.episodes().stream()
        .map(e ->
            "%s %s %s–%s"
                .formatted(
                    e.kind(),
                    e.level(),
                    minutes(e.raised()),
                    e.isOpen() ? "" : minutes(e.cleared())))
        .toList();
  }

  private static long minutes(Instant moment) {
    return Duration.between(Gauges.START, moment).toMinutes();
  }

  private static Judged judge(Standing standing, List<Observation> observations) {
    return Judge.judge(standing, JudgeState.START, observations);
  }

  private static Judged withoutForecast(double... metres) {
    return judge(Gauges.ruled(Gauges.river(), NO_FORECAST), everyTenMinutes(metres));
  }

  private static List<Mark> marks(Judged judged) {
    return judged.marks().stream().map(Judged.Marked::mark).toList();
  }

  @Test
  void twoOfThreeReadingsRaiseAndThreeInARowBelowTheFallThresholdClear() {
    assertThat(told(withoutForecast(0.5, 1.1, 0.8, 1.2, 0.95, 0.85, 0.88, 0.8)))
        .containsExactly("LEVEL standby 30–70");
  }

  @Test
  void aReadingBetweenTheTwoThresholdsKeepsTheAlert() {
    assertThat(told(withoutForecast(1.1, 1.1, 0.85, 0.85, 0.95, 0.85, 0.85)))
        .containsExactly("LEVEL standby 10–");
  }

  @Test
  void aRiverThatIsKnownToRiseNeedsNoSecondLookAtTheNextLevel() {
    assertThat(told(withoutForecast(1.1, 1.3, 2.1, 3.05)))
        .containsExactly("LEVEL standby 10–", "LEVEL caution 20–", "LEVEL judgement 30–");
  }

  @Test
  void fromBelowEverythingOneReadingNeverRaisesALevel() {
    Judged once = withoutForecast(1.9, 2.1);
    assertThat(told(once)).containsExactly("LEVEL standby 10–");
    assertThat(told(withoutForecast(1.9, 2.1, 2.2)))
        .containsExactly("LEVEL standby 10–", "LEVEL caution 20–");
  }

  @Test
  void aGaugeThatFallsAsleepClearsWithItsNextReadingBelow() {
    List<Observation> readings = new ArrayList<>(everyTenMinutes(1.1, 1.1, 0.95, 0.85));
    readings.add(Observation.of(at(24 * 60), 0.4));
    assertThat(told(judge(Gauges.ruled(Gauges.river(), NO_FORECAST), readings)))
        .contains("LEVEL standby 10–1440");
  }

  @Test
  void anEpisodeTellsItsBeginningPeakAndEnd() {
    Episode episode = withoutForecast(0.5, 1.1, 1.4, 1.3, 0.8, 0.8, 0.8).episodes().getFirst();
    assertThat(episode)
        .isEqualTo(
            new Episode(
                Kind.LEVEL,
                LevelSet.STANDBY,
                Severity.STANDBY,
                1.0,
                at(10),
                at(20),
                at(30),
                at(60),
                1.4,
                at(20),
                null));
  }

  @Test
  void byDurationALevelIsReachedWhenAllReadingsOfThatTimeWereAboveIt() {
    AlertRules half = new AlertRules(1, 1, Duration.ofMinutes(30), false, 1, 0, Duration.ZERO, 3);
    Judged judged =
        judge(
            Gauges.ruled(Gauges.river(), half), everyTenMinutes(1.1, 1.1, 0.9, 1.1, 1.1, 1.1, 1.1));
    assertThat(told(judged)).containsExactly("LEVEL standby 60–");
    assertThat(judged.episodes().getFirst().first()).isEqualTo(at(30));
  }

  @Test
  void durationIsCountedOverMoreReadingsThanAreRemembered() {
    AlertRules half = new AlertRules(1, 1, Duration.ofMinutes(30), false, 1, 0, Duration.ZERO, 3);
    List<Observation> everyMinute = new ArrayList<>();
    for (int minute = 0; minute <= 31; minute++) {
      everyMinute.add(Observation.of(at(minute), 1.1));
    }
    assertThat(told(judge(Gauges.ruled(Gauges.river(), half), everyMinute)))
        .containsExactly("LEVEL standby 30–");
  }

  @Test
  void badDataAndSilenceNeitherRaiseNorClear() {
    Judged judged = withoutForecast(1.1, 1.1, Double.NaN, Double.NaN, 26, 26, 1.1);
    assertThat(marks(judged))
        .containsExactly(
            Mark.GOOD,
            Mark.GOOD,
            Mark.NO_NUMBER,
            Mark.NO_NUMBER,
            Mark.OUT_OF_RANGE,
            Mark.OUT_OF_RANGE,
            Mark.GOOD);
    assertThat(told(judged)).containsExactly("LEVEL standby 10–", "BAD_DATA danger 40–");
    List<Observation> silent = new ArrayList<>(everyTenMinutes(1.1, 1.1));
    silent.add(Observation.of(at(200), 1.1));
    assertThat(told(judge(Gauges.ruled(Gauges.river(), NO_FORECAST), silent)))
        .containsExactly("LEVEL standby 10–", "NO_DATA null 40–200");
  }

  @Test
  void badDataEndWithTwoBelievedReadings() {
    assertThat(told(withoutForecast(0.5, 26, 26, 26, 0.5, 0.5)))
        .containsExactly("BAD_DATA danger 30–50");
  }

  @Test
  void theOpenSilenceIsTheOneThatALaterReadingShows() {
    JudgeState state = judge(USUAL, everyTenMinutes(0.5, 0.5)).state();
    assertThat(Silence.at(USUAL, state, at(0), at(39))).isEmpty();
    Episode open = Silence.at(USUAL, state, at(0), at(90)).orElseThrow();
    Episode closed =
        Judge.judge(USUAL, state, List.of(Observation.of(at(100), 0.5))).episodes().getFirst();
    assertThat(closed).isEqualTo(open.closed(at(100)));
    // It sends what it measured long ago.
    assertThat(Silence.at(USUAL, state, at(80), at(90))).isEmpty();
  }

  @Test
  void aCrisisGaugeThatIsIdleIsNotMissed() {
    Gauge river = Gauges.river();
    Reporting crisis =
        new Reporting(Duration.ofDays(1), Duration.ofMinutes(10), OptionalDouble.of(0.8));
    Gauge gauge =
        new Gauge(
            river.id(),
            river.name(),
            river.kind(),
            river.water(),
            river.section(),
            river.reference(),
            river.zero(),
            river.overflow(),
            river.levels(),
            river.embankment(),
            crisis,
            List.of(),
            List.of(),
            river.camera());
    Standing standing = Standing.usual(gauge);
    JudgeState idle = judge(standing, List.of(Observation.of(at(0), 0.2))).state();
    assertThat(Silence.at(standing, idle, at(0), at(2 * 24 * 60))).isEmpty();
    assertThat(Silence.at(standing, idle, at(0), at(3 * 24 * 60 + 1))).isPresent();
    JudgeState flood = judge(standing, List.of(Observation.of(at(0), 0.9))).state();
    assertThat(Silence.at(standing, flood, at(0), at(31))).isPresent();
  }

  @Test
  void duringMaintenanceNothingIsJudgedNorMissed() {
    Standing standing =
        new Standing(
            Gauges.river(),
            Dated.none(),
            Dated.none(),
            List.of(new Span(at(15), at(100))),
            List.of());
    Judged judged = judge(standing, everyTenMinutes(0.5, 0.5, 3.83, 3.9, 3.8));
    assertThat(judged.episodes()).isEmpty();
    assertThat(marks(judged).subList(2, 5)).containsOnly(Mark.MAINTENANCE);
    assertThat(Silence.at(standing, judged.state(), at(0), at(90))).isEmpty();
  }

  @Test
  void aLevelThatIsRaisedWhileItIsReachedIsLeftByTheNextReadings() {
    LevelSet higher =
        new LevelSet(List.of(new Level(LevelSet.STANDBY, "水防団待機水位", 2, Severity.STANDBY)));
    Gauge gauge = Gauges.river(Dated.always(Gauges.FOUR).with(at(25), higher));
    assertThat(
            told(
                judge(
                    Gauges.ruled(gauge, NO_FORECAST),
                    everyTenMinutes(1.1, 1.1, 1.1, 1.1, 1.1, 1.1))))
        .containsExactly("LEVEL standby 10–50");
  }

  @Test
  void aLevelThatIsNoneAnyMoreEndsItsAlert() {
    Gauge gauge = Gauges.river(Dated.always(Gauges.FOUR).with(at(15), LevelSet.NONE));
    assertThat(told(judge(Gauges.ruled(gauge, NO_FORECAST), everyTenMinutes(1.1, 1.1, 1.1))))
        .containsExactly("LEVEL standby 10–20");
  }

  @Test
  void risingWaterIsForecastWithItsUncertaintyUntilTheLevelIsReached() {
    // 12 cm in ten minutes, give or take a centimetre: from 1.52 m it is 40 minutes to 2 m.
    Judged judged =
        judge(USUAL, everyTenMinutes(1.05, 1.16, 1.28, 1.41, 1.52, 1.63, 1.75, 1.87, 2.0, 2.12));
    Episode forecast =
        judged.episodes().stream().filter(e -> e.kind() == Kind.FORECAST).findFirst().orElseThrow();
    assertThat(forecast.level()).isEqualTo(LevelSet.CAUTION);
    assertThat(forecast.raised()).isEqualTo(at(30));
    assertThat(forecast.cleared()).isEqualTo(at(80));
    JudgeState before = judge(USUAL, everyTenMinutes(1.05, 1.16, 1.28, 1.41, 1.52)).state();
    Episode.ReachSeconds reach =
        before.open().stream()
            .filter(e -> e.kind() == Kind.FORECAST)
            .findFirst()
            .orElseThrow()
            .reach();
    assertThat(reach.about()).isBetween(38L * 60, 42L * 60);
    assertThat(reach.soonest()).isLessThanOrEqualTo(reach.about());
    assertThat(reach.latest()).isGreaterThanOrEqualTo(reach.about()).isLessThan(60L * 60);
  }

  @Test
  void waterThatOnlyTremblesIsNotForecast() {
    assertThat(
            told(judge(USUAL, everyTenMinutes(1.9, 1.92, 1.9, 1.93, 1.91, 1.92, 1.9, 1.93, 1.91))))
        .containsExactly("LEVEL standby 10–");
  }

  @Test
  void aForecastEndsWhenTheWaterStopsRising() {
    assertThat(
            told(
                judge(
                    USUAL,
                    everyTenMinutes(
                        1.2, 1.35, 1.5, 1.65, 1.7, 1.7, 1.69, 1.68, 1.66, 1.65, 1.64, 1.6))))
        .anyMatch(line -> line.matches("FORECAST caution 30–\\d+"));
  }

  @Test
  void aLevelThatStandsIsNotForecastWhenTheWaterFallsALittleBelowIt() {
    Judged judged =
        judge(
            USUAL,
            everyTenMinutes(
                1.2, 1.4, 1.6, 1.8, 1.95, 2.05, 2.1, 2.1, 2.05, 1.99, 1.96, 1.94, 1.92));
    assertThat(judged.episodes())
        .filteredOn(e -> e.kind() == Kind.FORECAST && LevelSet.CAUTION.equals(e.level()))
        .noneMatch(e -> e.raised().isAfter(at(40)));
    assertThat(told(judged)).contains("LEVEL caution 50–");
  }

  @Test
  void theStateAfterTwoPartsIsTheStateAfterTheWhole() {
    List<Observation> flood =
        everyTenMinutes(
            0.5, 0.6, 0.9, 1.2, 1.5, 3.9, 1.9, 2.1, 2.3, Double.NaN, 2.4, 2.2, 1.9, 1.8, 1.7, 1.2);
    Judged whole = judge(USUAL, flood);
    for (int cut = 0; cut <= flood.size(); cut++) {
      JudgeState first = judge(USUAL, flood.subList(0, cut)).state();
      assertThat(Judge.judge(USUAL, first, flood.subList(cut, flood.size())).state())
          .isEqualTo(whole.state());
    }
  }
}
