package org.machizu.snow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.machizu.access.Actor;
import org.machizu.access.Role;
import org.machizu.http.Problem;
import org.machizu.http.ProblemException;
import org.machizu.snow.SnowEntry.Measured;
import org.machizu.snow.SnowEntry.Words;
import org.machizu.snow.SnowEvents.Amendment;

/** What every store keeps of snowfalls, by the words of those who enter them. */
public abstract class SnowStoreContract {
  private static final Actor DUTY = new Actor("sato", Role.DUTY);
  private static final Actor GAUGE = new Actor("device:yuki-1", Role.TRACKER);
  private static final Instant NOW = Instant.parse("2026-01-16T03:00:00.123Z");
  private static final Instant BEGIN = NOW.minus(Duration.ofHours(10));
  private static final SnowRules RULES = SnowRules.DEFAULT;

  private SnowEvents events;

  protected abstract SnowStore store();

  protected abstract void reopen();

  @BeforeEach
  void look() {
    events = new SnowEvents(store(), Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private static Instant hour(double hours) {
    return BEGIN.plusSeconds(Math.round(hours * 3600));
  }

  private static Amendment end(Instant end) {
    return new Amendment(null, null, true, end, false, "");
  }

  @Test
  void whatWasEnteredStandsAfterARestart() {
    SnowEvent entered = events.begin(DUTY, "1月15日の雪", BEGIN, null);
    events.reading(GAUGE, entered.id(), hour(2), 7.5, "役場", "");
    SnowEvent measured = events.reading(DUTY, entered.id(), hour(1), 3.0, "峠", "");

    reopen();
    look();

    assertThat(events.find(entered.id())).contains(measured);
    assertThat(measured.name()).isEqualTo("1月15日の雪");
    assertThat(measured.begin()).isEqualTo(BEGIN);
    assertThat(measured.end()).isNull();
    assertThat(measured.readings())
        .containsExactly(new SnowReading(hour(1), 3, "峠"), new SnowReading(hour(2), 7.5, "役場"));
    assertThat(measured.version()).isEqualTo(3);
    assertThat(events.last()).isEqualTo(3);
  }

  @Test
  void aCorrectionTakesThePlaceAndTheFormerWordsStayInTheLog() {
    long id = events.begin(DUTY, "雪", BEGIN, null).id();
    events.reading(GAUGE, id, hour(2), 75.0, "役場", "");
    events.reading(DUTY, id, hour(2), 7.5, "役場", "小数点の誤り");
    events.amend(DUTY, id, null, new Amendment("大雪", hour(-1), true, hour(9), false, "名称"));

    SnowEvent now = events.find(id).orElseThrow();
    assertThat(now.readings()).containsExactly(new SnowReading(hour(2), 7.5, "役場"));
    assertThat(now.name()).isEqualTo("大雪");
    assertThat(now.begin()).isEqualTo(hour(-1));
    assertThat(now.end()).isEqualTo(hour(9));

    List<SnowEntry> history = events.history(id, Long.MAX_VALUE, 100);
    assertThat(history).extracting(SnowEntry::number).containsExactly(4L, 3L, 2L, 1L);
    assertThat(history)
        .extracting(SnowEntry::author)
        .containsExactly("sato", "sato", "device:yuki-1", "sato");
    assertThat(history).extracting(SnowEntry::recorded).containsOnly(NOW);
    assertThat(history.get(1).what()).isEqualTo(new Measured(hour(2), 7.5, "役場"));
    assertThat(history.get(1).reason()).isEqualTo("小数点の誤り");
    assertThat(history.get(2).what()).isEqualTo(new Measured(hour(2), 75.0, "役場"));
    assertThat(history.get(3).what()).isEqualTo(new Words("雪", BEGIN, null));
    assertThat(events.history(id, 3, 1)).containsExactly(history.get(2));
  }

  @Test
  void aReadingIsTakenAwayAndAGaugeThatRepeatsItselfAddsNothing() {
    long id = events.begin(DUTY, "雪", BEGIN, null).id();
    events.reading(GAUGE, id, hour(2), 7.5, "役場", "");
    assertThat(events.reading(GAUGE, id, hour(2), 7.5, "役場", "").version()).isEqualTo(2);

    SnowEvent without = events.reading(DUTY, id, hour(2), null, "役場", "測定器の点検");

    assertThat(without.readings()).isEmpty();
    assertThat(events.last()).isEqualTo(3);
  }

  @Test
  void aSnowfallThatWasNoneIsGoneAndItsNumberIsNotGivenAgain() {
    long id = events.begin(DUTY, "雪", BEGIN, null).id();

    assertThat(events.amend(DUTY, id, null, new Amendment(null, null, false, null, true, "誤り")))
        .isEmpty();

    assertThat(events.list()).isEmpty();
    assertThat(events.find(id)).isEmpty();
    assertThat(events.history(id, Long.MAX_VALUE, 10)).hasSize(2);
    assertThat(events.begin(DUTY, "雪", BEGIN, null).id()).isEqualTo(id + 1);
  }

  @Test
  void roadsAreClearedOfTheLatestThatHasBegunAndNotForEver() {
    SnowEvent first = events.begin(DUTY, "一", hour(-100), hour(-90));
    SnowEvent second = events.begin(DUTY, "二", hour(0), hour(5));

    assertThat(events.at(hour(-101), RULES)).isEmpty();
    assertThat(events.at(hour(-100), RULES)).contains(first);
    assertThat(events.at(hour(-90).plus(RULES.toldAfterEnd()).minusSeconds(1), RULES))
        .contains(first);
    assertThat(events.at(hour(-90).plus(RULES.toldAfterEnd()), RULES)).isEmpty();
    assertThat(events.at(hour(0), RULES)).contains(second);
    assertThat(events.list()).containsExactly(second, first);
  }

  @Test
  void twoSnowfallsAreNeverOnAtOnce() {
    long id = events.begin(DUTY, "一", BEGIN, null).id();
    refused(409, "snow-event-overlaps", () -> events.begin(DUTY, "二", hour(5), null));
    events.amend(DUTY, id, null, end(hour(5)));
    SnowEvent second = events.begin(DUTY, "二", hour(5), null);
    refused(409, "snow-event-overlaps", () -> events.amend(DUTY, id, null, end(hour(5.1))));
    refused(409, "snow-event-overlaps", () -> events.amend(DUTY, id, null, end(null)));
    assertThat(events.find(second.id())).contains(second);
  }

  @Test
  void timesThatCannotBeAreRefused() {
    refused(400, "snow-event-times", () -> events.begin(DUTY, "雪", BEGIN, BEGIN));
    refused(400, "snow-event-times", () -> events.begin(DUTY, "雪", BEGIN, hour(721)));
    refused(
        400, "snow-event-times", () -> events.begin(DUTY, "雪", NOW.plus(Duration.ofDays(8)), null));
    long id = events.begin(DUTY, "雪", BEGIN, hour(30)).id();
    refused(400, "snow-event-times", () -> events.reading(DUTY, id, hour(-1), 1.0, "a", ""));
    refused(400, "snow-event-times", () -> events.reading(DUTY, id, hour(31), 1.0, "a", ""));
    refused(400, "snow-event-times", () -> events.reading(DUTY, id, hour(10.1), 1.0, "a", ""));
    refused(404, "not-found", () -> events.reading(DUTY, id + 1, hour(1), 1.0, "a", ""));
    refused(404, "not-found", () -> events.amend(DUTY, id + 1, null, end(null)));
  }

  @Test
  void whoHasNotSeenTheLastWordIsTold() {
    long id = events.begin(DUTY, "雪", BEGIN, null).id();
    events.reading(GAUGE, id, hour(1), 1.0, "役場", "");

    refused(412, "stale-version", () -> events.amend(DUTY, id, 1L, end(hour(5))));
    assertThat(events.amend(DUTY, id, 2L, end(hour(5)))).isPresent();
  }

  private static void refused(int status, String code, ThrowingCallable work) {
    assertThatThrownBy(work)
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              Problem problem = e.problem();
              assertThat(problem.status()).isEqualTo(status);
              assertThat(problem.code()).isEqualTo(code);
            });
  }

  /** Of many who enter the same snowfall at once, one does, and each line has its own number. */
  @Test
  void whoDecidesAtOnceDecidesOneAfterTheOther() throws Exception {
    int many = 8;
    CountDownLatch together = new CountDownLatch(many);
    List<Future<SnowEvent>> begun = new ArrayList<>();
    try (ExecutorService people = Executors.newFixedThreadPool(many)) {
      for (int i = 0; i < many; i++) {
        begun.add(
            people.submit(() -> {
              together.countDown();
              together.await();
              return events.begin(DUTY, "雪", BEGIN, null);
            }));
      }
    }
    assertThat(begun).filteredOn(one -> one.state() == Future.State.SUCCESS).hasSize(1);
    assertThat(events.last()).isEqualTo(1);
  }
}
