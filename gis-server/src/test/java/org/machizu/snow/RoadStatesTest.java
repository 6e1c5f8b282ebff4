package org.machizu.snow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machizu.snow.Passes.BEGIN;
import static org.machizu.snow.Passes.hour;
import static org.machizu.snow.Passes.pass;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.machizu.access.Actor;
import org.machizu.access.Role;
import org.machizu.geo.network.Road.Travel;
import org.machizu.layers.SettableClock;
import org.machizu.snow.Passes.Pass;
import org.machizu.snow.RoadStateChanged.Direction;
import org.machizu.snow.SnowEvents.Amendment;
import org.machizu.tracks.PassesChanged;
import org.machizu.tracks.RoadPass;

/** How states follow passes, snowfalls, roads and the clock. */
class RoadStatesTest {
  private static final Actor DUTY = new Actor("sato", Role.DUTY);
  private static final int ROADS = 40;

  private final SettableClock clock = clockAt(hour(2));
  private final ListedPasses passes = new ListedPasses();
  private final SnowEvents events = new SnowEvents(new ListedSnow(), clock);
  private final List<RoadStateChanged> news = new CopyOnWriteArrayList<>();
  private final List<RoadStates> opened = new ArrayList<>();
  private RoadBook book = book(4.0);
  private final RoadStates states = open();

  private static SettableClock clockAt(Instant moment) {
    SettableClock clock = new SettableClock();
    clock.set(moment);
    return clock;
  }

  private RoadStates open() {
    RoadStates made =
        new RoadStates("roads", () -> book, passes, events, SnowRules.DEFAULT, clock, news::add);
    opened.add(made);
    made.start();
    made.settle();
    return made;
  }

  @AfterEach
  void close() {
    opened.forEach(RoadStates::close);
  }

  private static RoadBook book(double widthM) {
    List<SnowRoad> roads = new ArrayList<>();
    for (long id = 1; id <= ROADS; id++) {
      roads.add(
          new SnowRoad(
              id, "R" + id, Travel.BOTH_WAYS, id % 2 == 0 ? 7.0 : widthM, List.of(200.0), null));
    }
    return RoadBook.of(roads);
  }

  private void add(RoadPass pass) {
    passes.add(pass);
    tell(pass);
  }

  private void tell(RoadPass pass) {
    states.accept(new PassesChanged(pass.device(), Set.of(pass.road()), pass.entered()));
  }

  private ClearedState state(long road) {
    states.settle();
    return states.current().find(road).orElseThrow().whole().state();
  }

  @Test
  void withoutASnowfallThereIsNothingToClear() {
    add(pass(1).made());
    assertThat(state(1)).isEqualTo(ClearedState.NONE);
    assertThat(states.current().find(ROADS + 1)).isEmpty();
  }

  @Test
  void aPassThatComesLateIsTakenIn() {
    events.begin(DUTY, "雪", BEGIN, null);
    assertThat(state(1)).isEqualTo(ClearedState.NOT_YET);

    add(pass(1).made());

    assertThat(state(1)).isEqualTo(ClearedState.CLEARED);
    assertThat(state(3)).isEqualTo(ClearedState.NOT_YET);
    RoadStateChanged last = news.getLast();
    assertThat(last.everything()).isFalse();
    assertThat(last.directions())
        .containsExactly(
            new Direction(1, true, ClearedState.CLEARED, hour(1), 0.99),
            new Direction(1, false, ClearedState.CLEARED, hour(1), 0.99));
  }

  @Test
  void aPassThatIsTakenAwayIsForgotten() {
    events.begin(DUTY, "雪", BEGIN, null);
    RoadPass pass = pass(1).made();
    add(pass);
    assertThat(state(1)).isEqualTo(ClearedState.CLEARED);

    passes.removeIf(pass::equals);
    tell(pass);

    assertThat(state(1)).isEqualTo(ClearedState.NOT_YET);
    assertThat(news.getLast().directions())
        .contains(new Direction(1, true, ClearedState.NOT_YET, null, null));
  }

  @Test
  void aPassOfADeviceWhoseClockGoesFastCountsWhenItsTimeHasCome() {
    events.begin(DUTY, "雪", BEGIN, null);
    add(pass(2.05).made());
    assertThat(state(1)).isEqualTo(ClearedState.NOT_YET);
    clock.set(hour(2.06));
    assertThat(state(1)).isEqualTo(ClearedState.CLEARED);
  }

  @Test
  void timeAloneLetsRoadsBeSnowedOverAndTheSnowfallBeForgotten() {
    long id = events.begin(DUTY, "雪", BEGIN, null).id();
    add(pass(1).made());
    assertThat(state(1)).isEqualTo(ClearedState.CLEARED);
    String cleared = states.current().digest();
    clock.set(hour(3));
    states.settle();
    assertThat(states.current().digest()).isEqualTo(cleared);

    clock.set(hour(13));

    assertThat(state(1)).isEqualTo(ClearedState.SNOWED_OVER);
    assertThat(states.current().digest()).isNotEqualTo(cleared);
    events.amend(DUTY, id, null, new Amendment(null, null, true, hour(12.9), false, ""));
    assertThat(state(1)).as("it had stopped before").isEqualTo(ClearedState.CLEARED);
    clock.set(hour(12.9 + 72));
    assertThat(state(1)).isEqualTo(ClearedState.NONE);
    assertThat(states.current().touched()).isEmpty();
  }

  @Test
  void aCorrectedBeginningMakesAllRoadsAnew() {
    long id = events.begin(DUTY, "雪", BEGIN, null).id();
    add(pass(1).made());
    assertThat(state(1)).isEqualTo(ClearedState.CLEARED);

    events.amend(DUTY, id, null, new Amendment(null, hour(1.5), false, null, false, ""));

    assertThat(state(1)).isEqualTo(ClearedState.NOT_YET);
    assertThat(news.getLast().everything()).isTrue();
    events.amend(DUTY, id, null, new Amendment(null, BEGIN, false, null, false, ""));
    assertThat(state(1)).isEqualTo(ClearedState.CLEARED);
  }

  @Test
  void aRoadThatIsFoundToBeWideIsNotClearedByOnePass() {
    events.begin(DUTY, "雪", BEGIN, null);
    add(pass(1).made());
    assertThat(state(1)).isEqualTo(ClearedState.CLEARED);

    book = book(7.0);
    states.roadsChanged();

    assertThat(state(1)).isEqualTo(ClearedState.NOT_YET);
  }

  @Test
  void whenNobodyKnowsWhatHasChangedAllPassesAreReadAgain() {
    events.begin(DUTY, "雪", BEGIN, null);
    RoadPass former = pass(1).on(3).made();
    add(former);
    assertThat(state(3)).isEqualTo(ClearedState.CLEARED);
    passes.add(pass(1).made());
    passes.removeIf(former::equals);
    assertThat(state(1)).as("nobody has told of it").isEqualTo(ClearedState.NOT_YET);
    news.clear();

    states.accept(PassesChanged.ofEverything());

    assertThat(state(1)).isEqualTo(ClearedState.CLEARED);
    assertThat(state(3)).isEqualTo(ClearedState.NOT_YET);
    assertThat(news.getLast().directions()).extracting(Direction::road).contains(1L, 3L);
  }

  @Test
  void thePastStandsAsItWas() {
    long id = events.begin(DUTY, "雪", BEGIN, null).id();
    add(pass(0.5).made());
    clock.set(hour(16));
    add(pass(15).made());
    events.reading(DUTY, id, hour(15.5), 30.0, "役場", "");
    states.settle();

    assertThat(past(0.4)).isEqualTo(ClearedState.NOT_YET);
    assertThat(past(0.5)).isEqualTo(ClearedState.CLEARED);
    assertThat(past(12.4)).isEqualTo(ClearedState.CLEARED);
    assertThat(past(12.5)).isEqualTo(ClearedState.SNOWED_OVER);
    assertThat(past(15.2)).isEqualTo(ClearedState.CLEARED);
    assertThat(past(-0.1)).isEqualTo(ClearedState.NONE);
    assertThat(states.at(hour(1), List.of(2L)).touched()).isEmpty();
    assertThat(states.at(hour(16), null).digest())
        .as("the present is the past of this moment")
        .isEqualTo(states.current().digest());
  }

  private ClearedState past(double hours) {
    return states.at(hour(hours), null).find(1).orElseThrow().whole().state();
  }

  /** Ten servers that hear of the same night in ten orders, in lots of other sizes. */
  @Test
  void howeverPassesComeTheStatesAreTheSameToTheByte() {
    long id = events.begin(DUTY, "雪", BEGIN, null).id();
    clock.set(hour(10));
    events.reading(DUTY, id, hour(6), 8.0, "役場", "");
    events.reading(DUTY, id, hour(9), 19.0, "役場", "");
    Random random = new Random(5);
    List<RoadPass> night = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      Pass one =
          pass(random.nextInt(1000) / 100.0)
              .by("plow-" + i % 8)
              .on(1 + random.nextInt(ROADS))
              .withConfidence(random.nextInt(100) / 100.0);
      one = random.nextBoolean() ? one.back() : one;
      one = random.nextInt(3) == 0 ? one.over(random.nextInt(100), 100 + random.nextInt(100)) : one;
      night.add((random.nextInt(6) == 0 ? one.uncertain() : one).made());
    }
    String expected = null;
    for (int round = 0; round < 10; round++) {
      passes.removeIf(_ -> true);
      RoadStates server = open();
      Collections.shuffle(night, random);
      for (RoadPass pass : night) {
        passes.add(pass);
        server.accept(new PassesChanged(pass.device(), Set.of(pass.road()), pass.entered()));
        if (random.nextInt(20) == 0) {
          server.settle();
        }
      }
      server.settle();
      String digest = server.current().digest();
      assertThat(server.current().touched().values())
          .extracting(state -> state.whole().state())
          .contains(
              ClearedState.CLEARED,
              ClearedState.PARTLY,
              ClearedState.SNOWED_OVER,
              ClearedState.NOT_YET);
      expected = expected == null ? digest : expected;
      assertThat(digest).isEqualTo(expected);
    }
  }

  @Test
  void aNightOfManyRoadsIsToldAsEverything() {
    events.begin(DUTY, "雪", BEGIN, null);
    states.settle();
    Instant noon = hour(1);
    book =
        RoadBook.of(
            java.util.stream.LongStream.rangeClosed(1, RoadStates.MOST_TOLD)
                .mapToObj(id -> new SnowRoad(id, null, Travel.BOTH_WAYS, 4.0, List.of(200.0), null))
                .toList());
    states.roadsChanged();
    states.settle();
    news.clear();
    Set<Long> all = new java.util.HashSet<>();
    for (long id = 1; id <= RoadStates.MOST_TOLD; id++) {
      passes.add(pass(1).on(id).made());
      all.add(id);
    }

    states.accept(new PassesChanged("plow-1", all, noon));
    states.settle();

    assertThat(news).containsExactly(new RoadStateChanged("roads", List.of(), true));
  }
}
