package org.machizu.snow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machizu.snow.Passes.BEGIN;
import static org.machizu.snow.Passes.event;
import static org.machizu.snow.Passes.hour;
import static org.machizu.snow.Passes.pass;
import static org.machizu.snow.Passes.reading;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.machizu.geo.network.Road.Travel;
import org.machizu.snow.Passes.Pass;
import org.machizu.tracks.RoadPass;
import org.machizu.tracks.RoadPass.Doing;
import org.machizu.tracks.WorkKind;

/** How passes and snow make the state of a road of 200 m. */
class ClearanceTest {
  private static final SnowRules RULES = SnowRules.DEFAULT; // 10 cm, 12 hours, one lane below 5.5 m
  private static final SnowRoad NARROW = Passes.road(Travel.BOTH_WAYS, 4.0);
  private static final SnowRoad WIDE = Passes.road(Travel.BOTH_WAYS, 7.0);
  private static final SnowEvent SNOWING = event(null);

  private record Case(
      String name,
      SnowRoad road,
      SnowEvent event,
      double atHour,
      ClearedState expected,
      Pass... passes) {}

  private static Case of(
      String name, SnowRoad road, SnowEvent event, double at, ClearedState state, Pass... passes) {
    return new Case(name, road, event, at, state, passes);
  }

  private static final List<Case> CASES =
      List.of(
          of("nobody has come", NARROW, SNOWING, 2, ClearedState.NOT_YET),
          of("one pass over all of it", NARROW, SNOWING, 2, ClearedState.CLEARED, pass(1)),
          of("it ends at the very moment", NARROW, SNOWING, 1, ClearedState.CLEARED, pass(1)),
          of("it ends a second later", NARROW, SNOWING, 0.9997, ClearedState.NOT_YET, pass(1)),
          of("it was before the snow", NARROW, SNOWING, 2, ClearedState.NOT_YET, pass(-0.1)),
          of(
              "ends within the error of positions: 10 m at each",
              NARROW,
              SNOWING,
              2,
              ClearedState.CLEARED,
              pass(1).over(10, 190)),
          of(
              "a metre more is missing",
              NARROW,
              SNOWING,
              2,
              ClearedState.PARTLY,
              pass(1).over(11, 190)),
          of(
              "no more than an error at the corner",
              NARROW,
              SNOWING,
              2,
              ClearedState.NOT_YET,
              pass(1).over(0, 20)),
          of(
              "a metre more than that",
              NARROW,
              SNOWING,
              2,
              ClearedState.PARTLY,
              pass(1).over(0, 21)),
          of("half of it", NARROW, SNOWING, 2, ClearedState.PARTLY, pass(1).over(0, 100)),
          of(
              "two halves of two vehicles",
              NARROW,
              SNOWING,
              2,
              ClearedState.CLEARED,
              pass(1).over(0, 100),
              pass(1.5).by("plow-2").over(100, 200)),
          of(
              "the same half twice",
              NARROW,
              SNOWING,
              2,
              ClearedState.PARTLY,
              pass(1).over(0, 100),
              pass(1.5).over(0, 100)),
          of(
              "one lane: a half from each end is all of it",
              NARROW,
              SNOWING,
              2,
              ClearedState.CLEARED,
              pass(1).over(0, 100),
              pass(1.5).back().over(0, 100)),
          of("two lanes, one way only", WIDE, SNOWING, 2, ClearedState.NOT_YET, pass(1)),
          of(
              "two lanes, both ways",
              WIDE,
              SNOWING,
              2,
              ClearedState.CLEARED,
              pass(1),
              pass(1.5).back()),
          of(
              "two lanes, one and a half",
              WIDE,
              SNOWING,
              2,
              ClearedState.PARTLY,
              pass(1),
              pass(1.5).back().over(0, 100)),
          of(
              "a road whose width nobody knows has two lanes",
              Passes.road(Travel.BOTH_WAYS, null),
              SNOWING,
              2,
              ClearedState.NOT_YET,
              pass(1)),
          of(
              "as wide as two lanes begin",
              Passes.road(Travel.BOTH_WAYS, 5.5),
              SNOWING,
              2,
              ClearedState.NOT_YET,
              pass(1)),
          of(
              "one-way: the other way there is nothing to clear",
              Passes.road(Travel.FORWARD, 7.0),
              SNOWING,
              2,
              ClearedState.CLEARED,
              pass(1)),
          of(
              "one-way, cleared against its direction",
              Passes.road(Travel.BACKWARD, 7.0),
              SNOWING,
              2,
              ClearedState.CLEARED,
              pass(1)),
          of(
              "driving by clears nothing",
              NARROW,
              SNOWING,
              2,
              ClearedState.NOT_YET,
              pass(1).doing(Doing.DRIVING, null, false)),
          of(
              "driving by, as its speed tells",
              NARROW,
              SNOWING,
              2,
              ClearedState.NOT_YET,
              pass(1).doing(Doing.DRIVING, null, true)),
          of(
              "at work, as its speed tells",
              NARROW,
              SNOWING,
              2,
              ClearedState.CLEARED,
              pass(1).doing(Doing.WORKING, null, true)),
          of(
              "unknown, but its speed tells work",
              NARROW,
              SNOWING,
              2,
              ClearedState.CLEARED,
              pass(1).doing(Doing.UNKNOWN, null, true)),
          of(
              "nobody knows whether it worked",
              NARROW,
              SNOWING,
              2,
              ClearedState.CANNOT_TELL,
              pass(1).doing(Doing.UNKNOWN, null, false)),
          of(
              "this road or the one beside it",
              NARROW,
              SNOWING,
              2,
              ClearedState.CANNOT_TELL,
              pass(1).uncertain()),
          of(
              "however often",
              NARROW,
              SNOWING,
              2,
              ClearedState.CANNOT_TELL,
              pass(1).uncertain(),
              pass(1.2).uncertain().by("plow-2"),
              pass(1.4).uncertain().by("plow-3")),
          of(
              "half for certain, the rest perhaps",
              NARROW,
              SNOWING,
              2,
              ClearedState.PARTLY,
              pass(1).over(0, 100),
              pass(1.2).uncertain()),
          of(
              "for certain, and later perhaps again",
              NARROW,
              SNOWING,
              2,
              ClearedState.CLEARED,
              pass(1),
              pass(1.2).uncertain()),
          of(
              "perhaps, but that was 12 hours ago",
              NARROW,
              SNOWING,
              13,
              ClearedState.NOT_YET,
              pass(1).uncertain()),
          of("12 hours ago", NARROW, SNOWING, 13, ClearedState.SNOWED_OVER, pass(1)),
          of("a minute less", NARROW, SNOWING, 12.98, ClearedState.CLEARED, pass(1)),
          of(
              "12 hours ago, but it has stopped snowing",
              NARROW,
              event(hour(12)),
              30,
              ClearedState.CLEARED,
              pass(1)),
          of(
              "it snowed on for 12 hours before it stopped",
              NARROW,
              event(hour(14)),
              30,
              ClearedState.SNOWED_OVER,
              pass(1)),
          of(
              "12 hours ago, but measured: 9 cm",
              NARROW,
              event(null, reading(1, 5), reading(13, 14)),
              13,
              ClearedState.CLEARED,
              pass(1)),
          of(
              "10 cm since",
              NARROW,
              event(null, reading(1, 5), reading(3, 15)),
              3,
              ClearedState.SNOWED_OVER,
              pass(1)),
          of(
              "the reading that tells it is not yet there",
              NARROW,
              event(null, reading(1, 5), reading(3, 15)),
              2.9,
              ClearedState.CLEARED,
              pass(1)),
          of(
              "evenly between two readings: 7.5 cm of 15 since",
              NARROW,
              event(null, reading(1, 0), reading(3, 15)),
              4,
              ClearedState.CLEARED,
              pass(2)),
          of(
              "what has settled falls again",
              NARROW,
              event(null, reading(1, 20), reading(4, 12), reading(6, 23)),
              6,
              ClearedState.SNOWED_OVER,
              pass(3)),
          of(
              "two places of measuring are not one that goes up and down",
              NARROW,
              event(
                  null,
                  reading(1, 20),
                  new SnowReading(hour(1.1), 8, "峠"),
                  reading(2, 21),
                  new SnowReading(hour(2.1), 9, "峠")),
              3,
              ClearedState.CLEARED,
              pass(1.05)),
          of(
              "cleared again",
              NARROW,
              SNOWING,
              15,
              ClearedState.CLEARED,
              pass(1),
              pass(14).by("plow-2")),
          of(
              "half of it cleared again",
              NARROW,
              SNOWING,
              15,
              ClearedState.PARTLY,
              pass(1),
              pass(14).over(0, 100)),
          of(
              "half of it, once, long ago: nothing is left of that",
              NARROW,
              SNOWING,
              15,
              ClearedState.NOT_YET,
              pass(1).over(0, 100)),
          of(
              "grit clears nothing",
              NARROW,
              SNOWING,
              2,
              ClearedState.NOT_YET,
              pass(1).doing(Doing.WORKING, WorkKind.ANTI_ICING, false)),
          of(
              "nor does the pavement",
              NARROW,
              SNOWING,
              2,
              ClearedState.NOT_YET,
              pass(1).doing(Doing.WORKING, WorkKind.SIDEWALK, false)),
          of(
              "packed snow that is planed is",
              NARROW,
              SNOWING,
              2,
              ClearedState.CLEARED,
              pass(1).doing(Doing.WORKING, WorkKind.GRADING, false)),
          of(
              "at work without saying on what",
              NARROW,
              SNOWING,
              2,
              ClearedState.CLEARED,
              pass(1).doing(Doing.WORKING, null, false)));

  @TestFactory
  Stream<DynamicTest> aRoadStandsAsPassesAndSnowSay() {
    return CASES.stream()
        .map(one ->
            DynamicTest.dynamicTest(
                one.name(),
                () ->
                    assertThat(
                            state(one.road(), one.event(), hour(one.atHour()), one.passes())
                                .whole()
                                .state())
                        .isEqualTo(one.expected())));
  }

  private static RoadState state(SnowRoad road, SnowEvent event, Instant at, Pass... passes) {
    return state(road, event, at, Stream.of(passes).map(Pass::made).toList());
  }

  /** As the store gives them: those that end since the beginning. */
  private static RoadState state(
      SnowRoad road, SnowEvent event, Instant at, List<RoadPass> passes) {
    List<RoadPass> since = passes.stream().filter(p -> !p.left().isBefore(BEGIN)).toList();
    RoadCover cover = RoadCover.of(road, since, at, RULES);
    return RoadState.of(cover, new Snowfall(event, at, RULES));
  }

  @Test
  void longRoadsMayMissThirtyMetresAndNotATenth() {
    SnowRoad road = new SnowRoad(1, null, Travel.FORWARD, 4.0, List.of(2_000.0), null);
    // Passes are of a line of 200 m: the road was made longer since, and shares are kept.
    assertThat(state(road, SNOWING, hour(2), pass(1).over(1.5, 198.5)).whole().state())
        .isEqualTo(ClearedState.CLEARED);
    assertThat(state(road, SNOWING, hour(2), pass(1).over(1.6, 198.5)).whole().state())
        .isEqualTo(ClearedState.PARTLY);
  }

  @Test
  void theAgeIsThatOfTheOldestPieceThatCounts() {
    SegmentState state =
        state(
                NARROW,
                SNOWING,
                hour(4),
                pass(1).withConfidence(0.8),
                pass(2).by("plow-2").over(0, 150).withConfidence(0.9),
                pass(3).by("plow-3").over(100, 200).withConfidence(0.95))
            .whole();

    assertThat(state.clearedAt()).isEqualTo(hour(2));
    assertThat(state.lastPass()).isEqualTo(hour(3));
    assertThat(state.device()).isEqualTo("plow-3");
    assertThat(state.passes()).isEqualTo(3);
    assertThat(state.confidence()).isEqualTo(0.9);
    assertThat(state.coveredShare()).isEqualTo(1);
  }

  @Test
  void widthsOfBladesAddUp() {
    assertThat(
            state(WIDE, SNOWING, hour(4), pass(1), pass(2).over(0, 100), pass(3).back())
                .direction(true)
                .orElseThrow()
                .doneM())
        .isEqualTo(4.5);
    assertThat(WIDE.widthOfOneWayM(RULES)).isEqualTo(3.5);
    assertThat(NARROW.widthOfOneWayM(RULES)).isEqualTo(4);
    assertThat(
            state(NARROW, SNOWING, hour(4), pass(1).doing(Doing.WORKING, null, false))
                .whole()
                .doneM())
        .as("nobody said")
        .isNull();
  }

  @Test
  void whatSpeedAloneTellsIsSaidToBeInferred() {
    assertThat(
            state(NARROW, SNOWING, hour(2), pass(1).doing(Doing.WORKING, null, true))
                .whole()
                .inferred())
        .isTrue();
    assertThat(state(NARROW, SNOWING, hour(2), pass(1)).whole().inferred()).isFalse();
  }

  @Test
  void directionsAndKindsOfWorkStandOnTheirOwn() {
    RoadState state =
        state(
            WIDE,
            SNOWING,
            hour(4),
            pass(1),
            pass(2).doing(Doing.WORKING, WorkKind.ANTI_ICING, false),
            pass(3).back().doing(Doing.WORKING, WorkKind.ANTI_ICING, false));

    assertThat(state.direction(true).orElseThrow().state()).isEqualTo(ClearedState.CLEARED);
    assertThat(state.direction(false).orElseThrow().state()).isEqualTo(ClearedState.NOT_YET);
    assertThat(state.whole(WorkKind.ANTI_ICING).orElseThrow().clearedAt()).isEqualTo(hour(2));
    assertThat(state.whole(WorkKind.SIDEWALK)).isEmpty();
    assertThat(state.by(WorkKind.NEW_SNOW).direction(true).orElseThrow().state())
        .isEqualTo(ClearedState.CLEARED);
    assertThat(state.by(WorkKind.SIDEWALK).whole().state()).isEqualTo(ClearedState.NOT_YET);
  }

  @Test
  void aRoadOfTwoLinesIsClearedWhenBothAre() {
    SnowRoad road = new SnowRoad(1, null, Travel.FORWARD, 4.0, List.of(200.0, 200.0), null);
    Pass second = new Pass("plow-1", 1, 1, true, 0, 200, 2, 0.9, true, Passes.working(3.0));

    assertThat(state(road, SNOWING, hour(4), pass(1)).whole().state())
        .isEqualTo(ClearedState.NOT_YET);
    SegmentState both = state(road, SNOWING, hour(4), pass(1), second).whole();
    assertThat(both.state()).isEqualTo(ClearedState.CLEARED);
    assertThat(both.clearedAt()).isEqualTo(hour(1));
    assertThat(both.confidence()).isEqualTo(0.9);
  }

  @Test
  void aCorrectedEventChangesTheStateAsIfItHadAlwaysBeenSo() {
    Pass early = pass(1);
    SnowEvent later = new SnowEvent(1, "1月15日", hour(1.5), null, List.of(), 2);
    RoadCover since =
        RoadCover.of(
            NARROW,
            Stream.of(early.made()).filter(p -> !p.left().isBefore(later.begin())).toList(),
            hour(2),
            RULES);

    assertThat(state(NARROW, SNOWING, hour(2), early).whole().state())
        .isEqualTo(ClearedState.CLEARED);
    assertThat(RoadState.of(since, new Snowfall(later, hour(2), RULES)).whole().state())
        .isEqualTo(ClearedState.NOT_YET);
    SnowEvent corrected = event(null, reading(1, 5), reading(3, 15));
    SnowEvent mistyped = event(null, reading(1, 5), reading(3, 150));
    assertThat(state(NARROW, mistyped, hour(4), pass(2.5)).whole().state())
        .isEqualTo(ClearedState.SNOWED_OVER);
    assertThat(state(NARROW, corrected, hour(4), pass(2.5)).whole().state())
        .isEqualTo(ClearedState.CLEARED);
  }

  /** The later a pass, the fresher: what was cleared later is never snowed over earlier. */
  @Test
  void freshnessOnlyFallsWithAge() {
    Random random = new Random(20260115);
    for (int round = 0; round < 200; round++) {
      List<SnowReading> readings = new ArrayList<>();
      for (int i = 0; i < random.nextInt(12); i++) {
        readings.add(
            new SnowReading(
                hour(random.nextDouble() * 30), random.nextInt(40), "s" + random.nextInt(2)));
      }
      SnowEvent event = new SnowEvent(1, "x", BEGIN, hour(28), readings, 1);
      Snowfall snow = new Snowfall(event, hour(20 + random.nextDouble() * 20), RULES);
      double former = Double.MAX_VALUE;
      boolean over = true;
      for (double hours = 0; hours < 20; hours += 0.25) {
        double now = snow.newSnowCm(hour(hours));
        assertThat(now).isLessThanOrEqualTo(former);
        assertThat(over || !snow.isSnowedOver(hour(hours))).isTrue();
        over = snow.isSnowedOver(hour(hours));
        former = now;
      }
    }
  }

  @Test
  void theOrderOfPassesMakesNoDifference() {
    Random random = new Random(7);
    for (int round = 0; round < 100; round++) {
      List<RoadPass> passes = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        Pass one =
            pass(random.nextInt(20) / 2.0)
                .by("plow-" + i)
                .over(random.nextInt(100), 100 + random.nextInt(101))
                .withConfidence(random.nextInt(100) / 100.0);
        one = random.nextBoolean() ? one.back() : one;
        passes.add((random.nextInt(5) == 0 ? one.uncertain() : one).made());
      }
      RoadState expected = state(WIDE, SNOWING, hour(9), passes);
      for (int shuffle = 0; shuffle < 5; shuffle++) {
        Collections.shuffle(passes, random);
        assertThat(state(WIDE, SNOWING, hour(9), passes)).isEqualTo(expected);
      }
    }
  }
}
