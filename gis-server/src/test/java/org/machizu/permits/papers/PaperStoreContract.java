package org.machizu.permits.papers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.machizu.access.Actor;
import org.machizu.access.AuditEntry;
import org.machizu.access.AuditEntry.Action;
import org.machizu.permits.papers.Paper.Content;
import org.machizu.permits.papers.Paper.Draft;
import org.machizu.permits.papers.Paper.State;
import org.machizu.permits.papers.PaperStore.Wanted;

/** What every store of papers does. */
public abstract class PaperStoreContract {
  private static final Instant AT = Instant.parse("2026-11-20T01:02:03Z");
  private static final LocalDate DAY = LocalDate.parse("2026-11-20");

  /** The store under test. */
  protected abstract PaperStore store();

  /** As after a restart. */
  protected abstract void reopen();

  private static Draft draft(Instant at, int feeYen, Optional<String> terminal) {
    return new Draft(
        Paper.Kind.SITE,
        at,
        "permit",
        terminal,
        List.of(7L, 12L),
        List.of("本町二丁目1-2", "髙﨑3"),
        "本町",
        null,
        "ja",
        feeYen,
        3,
        "4F7K-9QWM-2XTB");
  }

  private static AuditEntry entry(Action action) {
    return AuditEntry.of(AT, Actor.OPERATOR, action, "paper");
  }

  private static Content content(int pages) {
    return new Content("ab".repeat(32), 1234, pages, "cd".repeat(32));
  }

  private Paper issued(int feeYen) {
    return issued(AT, feeYen, Optional.of("hall-1"));
  }

  private Paper issued(Instant at, int feeYen, Optional<String> terminal) {
    Paper reserved = store().reserve(draft(at, feeYen, terminal));
    return store().issue(reserved.number(), content(2), entry(Action.PAPER_ISSUED));
  }

  private Optional<Paper> pay(Paper paper) {
    return store().pay(paper.number(), "permit", AT.plusSeconds(9), entry(Action.PAPER_PAID));
  }

  private Optional<Paper> annul(Paper paper) {
    return store()
        .annul(paper.number(), "刷り損じ", "permit", AT.plusSeconds(20), entry(Action.PAPER_VOIDED));
  }

  private Optional<Closing> close(long to) {
    return store()
        .close(
            to,
            OptionalLong.of(500),
            "夕方",
            "permit",
            AT.plusSeconds(60),
            entry(Action.COUNTER_CLOSED));
  }

  @Test
  void aPaperIsKeptAsItWasGivenOut() {
    Draft draft = draft(AT, 300, Optional.empty());
    Paper reserved = store().reserve(draft);
    assertThat(reserved)
        .isEqualTo(
            new Paper(
                new PaperNumber(2026, 1),
                State.MAKING,
                draft,
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
    assertThat(reserved.isOut()).isFalse();

    store().issue(reserved.number(), content(2), entry(Action.PAPER_ISSUED));
    reopen();

    assertThat(store().find(reserved.number()))
        .contains(
            new Paper(
                new PaperNumber(2026, 1),
                State.DUE,
                draft,
                Optional.of(content(2)),
                Optional.empty(),
                Optional.empty()));
    assertThat(store().find(new PaperNumber(2026, 2))).isEmpty();
  }

  @Test
  void numbersBeginAnewWithTheFiscalYearByTheCountersClock() {
    Instant lastOfMarch = Instant.parse("2027-03-31T14:59:59Z"); // 23:59:59 in Tokyo
    assertThat(issued(AT, 0, Optional.empty()).number().text()).isEqualTo("2026-000001");
    assertThat(issued(lastOfMarch, 0, Optional.empty()).number().text()).isEqualTo("2026-000002");
    assertThat(issued(lastOfMarch.plusSeconds(1), 0, Optional.empty()).number().text())
        .isEqualTo("2027-000001");
  }

  @Test
  void manyAtOnceGetNumbersWithoutGaps() throws Exception {
    try (ExecutorService people = Executors.newFixedThreadPool(8)) {
      List<Callable<Long>> all = new ArrayList<>();
      for (int i = 0; i < 24; i++) {
        all.add(() -> store().reserve(draft(AT, 0, Optional.empty())).number().number());
      }
      List<Long> numbers = new ArrayList<>();
      for (Future<Long> one : people.invokeAll(all)) {
        numbers.add(one.get());
      }
      assertThat(numbers)
          .containsExactlyInAnyOrderElementsOf(LongStream.rangeClosed(1, 24).boxed().toList());
    }
  }

  @Test
  void onlyAPaperThatIsBeingMadeBecomesWhole() {
    Paper paper = issued(300);
    assertThatThrownBy(() -> store().issue(paper.number(), content(9), entry(Action.PAPER_ISSUED)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2026-000001");
    assertThat(store().find(paper.number())).contains(paper);
  }

  @Test
  void aFeeIsTakenOnceAndGivenBackWhenThePaperIsVoid() {
    Paper paper = issued(300);
    assertThat(pay(paper).map(Paper::state)).contains(State.PAID);
    assertThat(pay(paper)).isEmpty();
    assertThat(pay(issued(0))).isEmpty();
    assertThat(store().takings().totalYen()).isEqualTo(300);

    Optional<Paper> voided = annul(paper);
    assertThat(voided.map(Paper::state)).contains(State.VOID);
    assertThat(voided.flatMap(Paper::reason)).contains("刷り損じ");
    assertThat(voided.flatMap(Paper::content)).contains(content(2));
    assertThat(annul(paper)).isEmpty();

    assertThat(store().takings().totalYen()).isZero();
    assertThat(store().entries(1, 10))
        .extracting(LedgerEntry::number, LedgerEntry::yen, e -> e.paper().text())
        .containsExactly(tuple(1L, 300, "2026-000001"), tuple(2L, -300, "2026-000001"));
  }

  @Test
  void whatNeverBecameWholeIsNeitherPaidNorVoid() {
    Paper making = store().reserve(draft(AT, 300, Optional.empty()));
    assertThat(pay(making)).isEmpty();
    assertThat(annul(making)).isEmpty();
    assertThat(store().find(making.number()).map(Paper::state)).contains(State.MAKING);
  }

  @Test
  void aClosingHoldsWhatWasSeenAndTheNextBeginsBehindIt() {
    assertThat(close(1)).isEmpty();
    Paper first = issued(300);
    Paper second = issued(300);
    issued(300);
    pay(first);
    long seen = store().takings().to();
    pay(second); // after whoever closes has looked

    Closing closing = close(seen).orElseThrow();
    reopen();

    assertThat(closing.number()).isEqualTo(1);
    assertThat(closing.takings().totalYen()).isEqualTo(300);
    assertThat(closing.takings().paid()).isEqualTo(new Takings.Sum(1, 300));
    assertThat(closing.differenceYen()).hasValue(200);
    assertThat(store().findClosing(1)).contains(closing);
    assertThat(close(seen)).isEmpty();
    assertThat(close(99)).isEmpty();
    Takings rest = store().takings();
    assertThat(rest.from()).isEqualTo(2);
    assertThat(rest.paid()).isEqualTo(new Takings.Sum(1, 300));
    assertThat(rest.due()).isEqualTo(new Takings.Sum(1, 300));
    assertThat(close(rest.to()).map(Closing::number)).contains(2L);
    assertThat(store().takings().isEmpty()).isTrue();
    assertThat(store().closings(10)).extracting(Closing::number).containsExactly(2L, 1L);
  }

  @Test
  void papersAreListedByDayAndStateNewestFirst() {
    issued(AT.minus(Duration.ofDays(1)), 0, Optional.empty());
    Paper due = issued(300);
    Paper paid = issued(300);
    pay(paid);

    assertThat(list(DAY, null, null)).containsExactly("2026-000003", "2026-000002");
    assertThat(list(DAY.minusDays(1), null, null)).hasSize(3);
    assertThat(list(DAY, State.DUE, null)).containsExactly(due.number().text());
    assertThat(list(DAY.minusDays(1), null, paid.number()))
        .containsExactly("2026-000002", "2026-000001");
    assertThatThrownBy(() -> store().list(new Wanted(DAY, DAY, null, null), 501))
        .hasMessageContaining("501");
  }

  private List<String> list(LocalDate from, State state, PaperNumber before) {
    return store().list(new Wanted(from, DAY, state, before), 500).stream()
        .map(paper -> paper.number().text())
        .toList();
  }

  @Test
  void daysAreSummedWithoutWhatNeverWasOut() {
    pay(issued(300));
    annul(issued(300));
    issued(AT, 0, Optional.empty());
    store().reserve(draft(AT, 300, Optional.empty()));

    assertThat(store().sums(DAY, DAY))
        .containsExactlyInAnyOrder(
            new PaperStore.DaySum(DAY, "site", "terminal:hall-1", 2, 1, 4, 300),
            new PaperStore.DaySum(DAY, "site", "desk", 1, 0, 2, 0));
    assertThat(store().sums(DAY.plusDays(1), DAY.plusDays(9))).isEmpty();
  }
}
