package org.machizu.sensors.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.machizu.sensors.gauge.Observation;

class GateTest {
  private static final Instant START = Instant.parse("2026-09-01T00:00:00Z");
  private static final QualityRules RULES =
      new QualityRules(-5, 8, 0.5, 0.05, 0.02, 3, Duration.ofHours(6), OptionalDouble.of(1.0));

  private static List<Mark> marks(QualityRules rules, Observation... observations) {
    Gate gate = new Gate(rules, List.of(), List.of());
    GateState state = GateState.START;
    List<Mark> marks = new ArrayList<>();
    for (Observation observation : observations) {
      Gate.Step step = gate.look(state, observation);
      state = step.after();
      marks.add(step.mark());
    }
    return marks;
  }

  private static Observation at(long minutes, double metres) {
    return Observation.of(START.plus(Duration.ofMinutes(minutes)), metres);
  }

  @Test
  void theAllowedStepGrowsWithTheTimeBetweenTwoReadingsUpToABound() {
    assertThat(RULES.allowedM(Duration.ofMinutes(0))).isCloseTo(0.5, within(1e-9));
    assertThat(RULES.allowedM(Duration.ofMinutes(10))).isCloseTo(1.0, within(1e-9));
    assertThat(RULES.allowedM(Duration.ofMinutes(60))).isCloseTo(2.0, within(1e-9));
    assertThat(RULES.allowedM(Duration.ofDays(3))).isCloseTo(3.0, within(1e-9));
  }

  @Test
  void aSuddenDropIsAsLittleBelievedAsASuddenRise() {
    assertThat(marks(RULES, at(0, 4), at(10, 4.1), at(20, 0), at(30, 0), at(40, 4.2)))
        .containsExactly(Mark.GOOD, Mark.GOOD, Mark.JUMP, Mark.JUMP, Mark.GOOD);
  }

  @Test
  void afterAJumpOnlyAReadingNearerToTheWaterThanToTheJumpIsBelieved() {
    assertThat(marks(RULES, at(0, 0.4), at(10, 2.9), at(190, 2.8), at(400, 2.6), at(410, 0.9)))
        .containsExactly(Mark.GOOD, Mark.JUMP, Mark.JUMP, Mark.JUMP, Mark.GOOD);
  }

  @Test
  void theEndsOfTheRangeAreBelieved() {
    QualityRules wide =
        new QualityRules(-5, 8, 20, 0, 0, 20, Duration.ofHours(6), OptionalDouble.empty());
    assertThat(marks(wide, at(0, 8), at(10, 8.001), at(20, -5), at(30, -5.001)))
        .containsExactly(Mark.GOOD, Mark.OUT_OF_RANGE, Mark.GOOD, Mark.OUT_OF_RANGE);
  }

  @Test
  void aSecondReadingOfTheSameMomentDoesNotCount() {
    assertThat(marks(RULES, at(0, 0.4), at(10, 0.6), at(10, 0.5), at(20, 0.5)))
        .containsExactly(Mark.GOOD, Mark.GOOD, Mark.SAME_TIME, Mark.GOOD);
  }

  @Test
  void ofTwoReadingsOfAMomentTheHigherIsLookedAtFirstAndTheOtherWhenThatIsImpossible() {
    List<Observation> moment = new ArrayList<>(List.of(at(10, 0.5), at(10, 26), at(10, 0.6)));
    moment.sort(null);
    assertThat(moment).containsExactly(at(10, 26), at(10, 0.6), at(10, 0.5));
    assertThat(marks(RULES, moment.toArray(new Observation[0])))
        .containsExactly(Mark.OUT_OF_RANGE, Mark.GOOD, Mark.SAME_TIME);
  }

  @Test
  void highWaterThatStandsStillToTheCentimetreForHoursIsAStuckSensor() {
    List<Observation> still = new ArrayList<>();
    for (int i = 0; i <= 37; i++) {
      still.add(at(10L * i, 1.23));
    }
    List<Mark> marks = marks(RULES, still.toArray(new Observation[0]));
    assertThat(marks.subList(0, 36)).containsOnly(Mark.GOOD);
    assertThat(marks.subList(36, 38)).containsOnly(Mark.FLAT);
  }

  @Test
  void aSensorThatWasStuckIsBelievedAgainWhereTheWaterMayHaveGoneMeanwhile() {
    List<Observation> readings = new ArrayList<>();
    for (int i = 0; i <= 48; i++) {
      readings.add(at(10L * i, 2.4));
    }
    readings.add(at(490, 0.8));
    readings.add(at(500, 0.8));
    List<Mark> marks = marks(RULES, readings.toArray(new Observation[0]));
    assertThat(marks.get(48)).isEqualTo(Mark.FLAT);
    assertThat(marks.subList(49, 51)).containsOnly(Mark.GOOD);
  }

  @Test
  void lowWaterMayStandStillForWeeks() {
    assertThat(marks(RULES, at(0, 0.31), at(1440, 0.31), at(20160, 0.31))).containsOnly(Mark.GOOD);
  }

  @Test
  void rulesThatBelieveNothingAreRefused() {
    assertThatThrownBy(
            () -> new QualityRules(3, 2, 0.5, 0, 0, 3, Duration.ofHours(6), OptionalDouble.empty()))
        .hasMessageContaining("3.0 m")
        .hasMessageContaining("2.0 m");
    assertThatThrownBy(() ->
            new QualityRules(1, 2, 0.5, 0, 0, 0.4, Duration.ofHours(6), OptionalDouble.empty()))
        .hasMessageContaining("0.4 m");
  }
}
