package org.machizu.opendata.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.machizu.access.Actor;
import org.machizu.access.AuditEntry;
import org.machizu.access.AuditEntry.Action;
import org.machizu.opendata.feedback.Feedback.About;
import org.machizu.opendata.feedback.Feedback.Place;
import org.machizu.opendata.feedback.Feedback.State;
import org.machizu.opendata.feedback.FeedbackStep.Kind;
import org.machizu.opendata.feedback.FeedbackStore.Arrival;
import org.machizu.opendata.feedback.FeedbackStore.Contact;
import org.machizu.opendata.feedback.FeedbackStore.Done;
import org.machizu.opendata.feedback.FeedbackStore.Wish;

/** What every store of residents' messages does. */
public abstract class FeedbackStoreContract {
  private static final Instant AT = Instant.parse("2026-11-20T01:02:03.004Z");
  private static final Instant LATER = AT.plus(Duration.ofDays(40));
  private static final String WORDS = "橋の名前が違います 7f3a9c";

  /** The store under test. */
  protected abstract FeedbackStore store();

  /** As after a restart. */
  protected abstract void reopen();

  /** The audit log's lines of messages: {@code ACTION object}. */
  protected abstract List<String> audited();

  /** Where a text still stands. */
  protected abstract List<String> traces(String text);

  private static AuditEntry entry(Action action) {
    return AuditEntry.of(AT, Actor.OPERATOR, action, "feedback");
  }

  private Feedback add(String section, String key, @Nullable String address, Instant at) {
    About about = new About("bridges", 12L, "infra", new Place(141.25, 42.75));
    return store()
        .add(
            new Arrival(section, about, WORDS, key, "easy", address, at),
            entry(Action.FEEDBACK_RECEIVED));
  }

  private Done step(long number, long expected, Kind kind, String text, String section) {
    return store()
        .step(
            number,
            expected,
            new Wish("clerk", kind, text, section, AT.plusSeconds(60)),
            entry(Action.FEEDBACK_CHANGED));
  }

  @Test
  void aMessageIsKeptWithWhatItIsAboutAndFoundByItsSecretAlone() {
    Feedback first = add("planner", "k1", "someone@example.jp", AT);
    Feedback second =
        store()
            .add(
                new Arrival("welfare", About.NOTHING, "誤字", "k2", "ja", null, AT.plusSeconds(1)),
                entry(Action.FEEDBACK_RECEIVED));
    reopen();

    assertThat(first)
        .isEqualTo(
            new Feedback(
                1,
                1,
                State.NEW,
                "planner",
                new About("bridges", 12L, "infra", new Place(141.25, 42.75)),
                WORDS,
                "",
                true,
                AT,
                AT,
                false));
    assertThat(store().find(1)).contains(first);
    assertThat(store().findByKey("k2")).contains(second);
    assertThat(store().findByKey("k3")).isEmpty();
    assertThat(second.about()).isEqualTo(About.NOTHING);
    assertThat(store().contact(1)).contains(new Contact("someone@example.jp", "easy"));
    assertThat(store().contact(2)).isEmpty();
    assertThat(store().countSince(AT)).isEqualTo(2);
    assertThat(store().countSince(AT.plusSeconds(1))).isEqualTo(1);
    assertThat(audited()).containsExactly("FEEDBACK_RECEIVED 1", "FEEDBACK_RECEIVED 2");
  }

  @Test
  void aListIsThatOfSectionsInAStateTheNewestFirst() {
    add("planner", "k1", null, AT);
    add("welfare", "k2", null, AT);
    add("planner", "k3", null, AT);
    step(1, 1, Kind.ANSWER, "直しました", "planner");

    assertThat(numbers(null, null, Long.MAX_VALUE, 10)).containsExactly(3L, 2L, 1L);
    assertThat(numbers(Set.of("planner"), null, Long.MAX_VALUE, 10)).containsExactly(3L, 1L);
    assertThat(numbers(Set.of("planner", "welfare"), State.NEW, Long.MAX_VALUE, 10))
        .containsExactly(3L, 2L);
    assertThat(numbers(Set.of(), null, Long.MAX_VALUE, 10)).isEmpty();
    assertThat(numbers(null, null, 3, 1)).containsExactly(2L);
  }

  private List<Long> numbers(
      @Nullable Set<String> sections, @Nullable State state, long before, int limit) {
    return store().list(sections, state, before, limit).stream().map(Feedback::number).toList();
  }

  @Test
  void stepsAreKeptInOrderAndOnlyAnAnswerIsOne() {
    add("planner", "k1", null, AT);
    step(1, 1, Kind.TAKE, "", "planner");
    step(1, 2, Kind.NOTE, "台帳を確認", "planner");
    Done handed = step(1, 3, Kind.HAND_OVER, "建設の担当", "crew");
    Done answered = step(1, 4, Kind.ANSWER, "直しました", "crew");
    reopen();

    assertThat(handed.feedback().state()).isEqualTo(State.NEW);
    assertThat(handed.feedback().section()).isEqualTo("crew");
    assertThat(answered.feedback().state()).isEqualTo(State.ANSWERED);
    assertThat(answered.feedback().answer()).isEqualTo("直しました");
    assertThat(answered.feedback().version()).isEqualTo(5);
    assertThat(store().steps(1))
        .extracting(FeedbackStep::number, FeedbackStep::kind, FeedbackStep::text)
        .containsExactly(
            tuple(1, Kind.TAKE, ""),
            tuple(2, Kind.NOTE, "台帳を確認"),
            tuple(3, Kind.HAND_OVER, "建設の担当"),
            tuple(4, Kind.ANSWER, "直しました"));
    assertThat(audited()).hasSize(5).last().isEqualTo("FEEDBACK_CHANGED 1");
  }

  @Test
  void whoeverKnewAnotherVersionIsToldAndNothingHappens() {
    add("planner", "k1", null, AT);
    step(1, 1, Kind.TAKE, "", "planner");

    assertThatThrownBy(() -> step(1, 1, Kind.CLOSE, "", "planner"))
        .isInstanceOf(StaleFeedbackException.class);
    assertThatThrownBy(() -> step(2, 1, Kind.CLOSE, "", "planner"))
        .isInstanceOf(StaleFeedbackException.class);
    assertThat(store().steps(1)).hasSize(1);
    assertThat(audited()).hasSize(2);
  }

  @Test
  void anAddressIsForgottenSoLongAfterTheAnswerAndWithoutOneAtLast() {
    add("planner", "k1", "answered@example.jp", AT);
    add("planner", "k2", "waiting@example.jp", AT.plusSeconds(10));
    step(1, 1, Kind.ANSWER, "直しました", "planner");

    assertThat(store().forgetAddresses(AT, AT)).isZero();
    assertThat(store().forgetAddresses(AT.plusSeconds(61), AT)).isEqualTo(1);
    assertThat(store().contact(1)).isEmpty();
    assertThat(store().find(1).orElseThrow().wantsMail()).isFalse();
    assertThat(store().contact(2)).isPresent();
    assertThat(store().forgetAddresses(AT, LATER)).isEqualTo(1);
    assertThat(store().contact(2)).isEmpty();
    reopen();
    assertThat(traces("answered@example.jp")).isEmpty();
  }

  @Test
  void wordsAreForgottenSoLongAfterTheAnswerAndLeaveNoTrace() {
    add("planner", "k1", "someone@example.jp", AT);
    add("planner", "k2", null, AT);
    step(1, 1, Kind.NOTE, WORDS + " の件", "planner");
    step(1, 2, Kind.CLOSE, "", "planner");

    assertThat(store().forgetWords(AT.plusSeconds(61))).isEqualTo(1);
    Feedback left = store().find(1).orElseThrow();
    assertThat(left.forgotten()).isTrue();
    assertThat(left.text()).isEmpty();
    assertThat(left.about()).isEqualTo(new About("bridges", 12L, "infra", null));
    assertThat(store().steps(1)).extracting(FeedbackStep::text).containsOnly("");
    assertThat(store().findByKey("k1")).isEmpty();
    assertThat(store().contact(1)).isEmpty();
    assertThat(store().find(2).orElseThrow().text()).isEqualTo(WORDS);
    assertThat(store().forgetWords(LATER)).isZero();
    assertThatThrownBy(() -> step(1, 3, Kind.NOTE, "x", "planner"))
        .isInstanceOf(StaleFeedbackException.class);
    reopen();
    assertThat(traces("someone@example.jp")).isEmpty();
    assertThat(traces(WORDS + " の件")).isEmpty();
  }
}
