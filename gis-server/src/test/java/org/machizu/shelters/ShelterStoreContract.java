package org.machizu.shelters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.machizu.access.Actor;
import org.machizu.access.AuditEntry;
import org.machizu.shelters.ShelterStore.Wish;

/** What every store of shelters' states does. */
public abstract class ShelterStoreContract {
  private static final Instant AT = Instant.parse("2026-11-20T01:02:03.004Z");

  /** The store under test. */
  protected abstract ShelterStore store();

  /** As after a restart. */
  protected abstract void reopen();

  /** How many lines the audit log has of shelters. */
  protected abstract int audited();

  private static UnaryOperator<ShelterState> to(Status status, @Nullable Integer people) {
    return before ->
        new ShelterState(0, status, people, false, before.note(), null, null, null, null, "");
  }

  private List<ShelterChange> say(Wish... wishes) {
    return store()
        .say(
            List.of(wishes),
            "duty",
            AT,
            AuditEntry.of(AT, Actor.OPERATOR, AuditEntry.Action.SHELTER_CHANGED, "shelters"));
  }

  private static Wish open(String shelter) {
    return new Wish(shelter, null, to(Status.OPEN, null));
  }

  private static Wish count(String shelter, @Nullable Long expected, int people) {
    return new Wish(shelter, expected, to(Status.OPEN, people));
  }

  @Test
  void whatWasSaidStandsAndIsKept() {
    assertThat(store().states()).isEmpty();
    assertThat(store().last()).isZero();
    ShelterState whole =
        new ShelterState(
            0,
            Status.OPEN,
            62,
            true,
            "体育館は2階へ",
            Set.of(Facility.WATER, Facility.POWER),
            Pets.OUTSIDE,
            Set.of(),
            null,
            "");
    List<ShelterChange> written = say(new Wish("S01", 0L, _ -> whole));
    reopen();

    assertThat(written).containsExactly(new ShelterChange(1, "S01", whole.said(1, AT, "duty")));
    assertThat(store().states()).containsOnlyKeys("S01").containsValue(whole.said(1, AT, "duty"));
    assertThat(store().last()).isEqualTo(1);
    assertThat(store().since(0, 10)).isEqualTo(written);
    assertThat(audited()).isEqualTo(1);
  }

  @Test
  void eachLineIsKeptAndReadPageByPageNewestFirst() {
    for (int people = 1; people <= 5; people++) {
      say(count("S01", people - 1L, people), count("S02", null, people));
    }
    List<ShelterChange> first = store().history("S01", Long.MAX_VALUE, 2);
    List<ShelterChange> second = store().history("S01", first.getLast().number(), 2);
    List<ShelterChange> third = store().history("S01", second.getLast().number(), 2);

    assertThat(first).extracting(change -> change.state().version()).containsExactly(5L, 4L);
    assertThat(second).extracting(change -> change.state().people()).containsExactly(3, 2);
    assertThat(third).extracting(change -> change.state().people()).containsExactly(1);
    assertThat(store().since(7, 100))
        .extracting(ShelterChange::number)
        .containsExactly(8L, 9L, 10L);
    assertThat(store().history("S09", Long.MAX_VALUE, 2)).isEmpty();
    assertThat(store().states()).hasSize(2);
  }

  @Test
  void whatIsSaidAlreadyIsNotWrittenAgain() {
    say(open("S01"));
    assertThat(say(open("S01"), open("S02")))
        .extracting(ShelterChange::shelter)
        .containsExactly("S02");
    assertThat(say(open("S01"), open("S02"))).isEmpty();
    assertThat(say(new Wish("S03", null, to(Status.CLOSED, null))))
        .as("it was never spoken of, and is closed")
        .isEmpty();
    assertThat(store().last()).isEqualTo(2);
    assertThat(audited()).isEqualTo(2);
  }

  @Test
  void allIsSaidOrNothing() {
    say(open("S02"));

    assertThatThrownBy(() -> say(open("S01"), count("S02", 0L, 9), open("S03")))
        .isInstanceOfSatisfying(
            StaleShelterException.class, e -> assertThat(e.shelter()).isEqualTo("S02"));
    assertThatThrownBy(() ->
            say(
                open("S01"),
                new Wish(
                    "S03",
                    null,
                    _ -> {
                      throw new IllegalStateException("no");
                    })))
        .isInstanceOf(IllegalStateException.class);
    assertThat(store().states()).containsOnlyKeys("S02");
    assertThat(store().last()).isEqualTo(1);
    assertThat(audited()).isEqualTo(1);
  }

  @Test
  void ofManyWhoKnowOneVersionOneIsHeard() throws Exception {
    say(open("S01"));
    List<Callable<Boolean>> all = new ArrayList<>();
    for (int i = 1; i <= 8; i++) {
      int people = i;
      all.add(() -> !say(count("S01", 1L, people)).isEmpty());
    }
    int heard = 0;
    int stale = 0;
    try (ExecutorService people = Executors.newFixedThreadPool(8)) {
      for (Future<Boolean> one : people.invokeAll(all)) {
        try {
          heard += one.get() ? 1 : 0;
        } catch (ExecutionException e) {
          assertThat(e).hasCauseInstanceOf(StaleShelterException.class);
          stale++;
        }
      }
    }
    assertThat(heard).isEqualTo(1);
    assertThat(stale).isEqualTo(7);
    assertThat(store().history("S01", Long.MAX_VALUE, 10)).hasSize(2);
  }

  @Test
  void ofManyWhoCountOnEachIsHeardAfterTheOther() throws Exception {
    UnaryOperator<ShelterState> oneMore =
        before -> {
          Integer people = before.people();
          return to(Status.OPEN, people == null ? 1 : people + 1).apply(before);
        };
    List<Callable<Object>> all = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      all.add(() -> say(new Wish("S01", null, oneMore)));
    }
    try (ExecutorService people = Executors.newFixedThreadPool(8)) {
      for (Future<Object> one : people.invokeAll(all)) {
        assertThat(one.get()).isNotNull();
      }
    }
    assertThat(store().states().get("S01").people()).isEqualTo(16);
    assertThat(store().since(0, 100))
        .extracting(ShelterChange::number)
        .containsExactlyElementsOf(LongStream.rangeClosed(1, 16).boxed().toList());
  }
}
