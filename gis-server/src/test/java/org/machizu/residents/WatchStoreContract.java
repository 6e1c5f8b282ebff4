package org.machizu.residents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.machizu.access.Actor;
import org.machizu.access.AuditEntry;
import org.machizu.access.Role;
import org.machizu.residents.EntranceReport.Source;
import org.machizu.residents.WatchCase.Origin;
import org.machizu.residents.WatchCase.State;
import org.machizu.residents.WatchStore.By;
import org.machizu.residents.WatchStore.Filter;
import org.machizu.residents.WatchStore.With;
import org.machizu.retention.Cleared;

/** What every store of the watch does. */
public abstract class WatchStoreContract {
  private static final Instant NOW = Instant.parse("2026-12-01T03:00:00Z");
  private static final Actor CLERK = new Actor("clerk", Role.WELFARE);
  private static final By BY = new By(CLERK, "households", NOW);

  protected abstract WatchStore store();

  /** The same store after a restart. */
  protected abstract void reopen();

  /** How many lines of the audit log are about the layer of households. */
  protected abstract long auditLines();

  private WatchCase open(long household, String event) {
    return store().open(BY, household, event, Origin.RANKING, null, With.NOTHING);
  }

  private static Photo photo(int bytes) {
    byte[] content = new byte[bytes];
    new Random(bytes).nextBytes(content);
    System.arraycopy(new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff}, 0, content, 0, 3);
    return Photo.of(content).orElseThrow();
  }

  private static EntranceReport report(String id, Instant seen, String by) {
    return new EntranceReport(id, seen, Source.CREW, by, 141.8, 42.7, "雪でふさがっている", null, null);
  }

  private static AuditEntry line() {
    return AuditEntry.of(NOW, CLERK, AuditEntry.Action.ENTRANCE_REPORTED, "watch");
  }

  @Test
  public void aCaseKeepsEveryStepWithBeforeAndAfter() {
    WatchCase opened =
        store().open(BY, 7, "snow-1", Origin.HAND, null, new With("電話あり", photo(2_500_000)));
    Assignee group = new Assignee(Assignee.Kind.GROUP, "minsei");
    store().step(BY, opened.id(), 1L, new CaseStep.Assign(group), With.NOTHING);
    store()
        .step(
            BY,
            opened.id(),
            2L,
            new CaseStep.FollowUp(LocalDate.of(2026, 12, 3)),
            new With("様子を見る", null));
    store()
        .step(
            BY,
            opened.id(),
            null,
            new CaseStep.Visit(CaseStep.Visit.Outcome.NOT_HOME),
            With.NOTHING);
    reopen();

    WatchCase now = store().find(opened.id()).orElseThrow();
    assertThat(now)
        .isEqualTo(
            new WatchCase(
                opened.id(),
                4,
                7,
                "snow-1",
                State.VISITED,
                Origin.HAND,
                group,
                LocalDate.of(2026, 12, 3),
                NOW,
                "clerk",
                NOW));
    List<CaseEntry> history = store().history(opened.id());
    assertThat(history)
        .extracting(CaseEntry::step)
        .containsExactly("open", "assign", "follow-up", "visit");
    assertThat(history).extracting(CaseEntry::number).containsExactly(1, 2, 3, 4);
    assertThat(history.get(0).before()).isNull();
    assertThat(history.get(0).note()).isEqualTo("電話あり");
    assertThat(history.get(1).after()).containsEntry("assignee", "group:minsei");
    assertThat(history.get(1).before()).containsEntry("assignee", null);
    assertThat(history.get(3).outcome()).isEqualTo("not-home");
    assertThat(history.get(3).before()).containsEntry("followUp", "2026-12-03");
    Photo kept = store().findPhoto(String.valueOf(history.get(0).photo())).orElseThrow();
    assertThat(kept.bytes()).isEqualTo(photo(2_500_000).bytes());
    assertThat(kept.mediaType()).isEqualTo("image/jpeg");
    assertThat(auditLines()).isEqualTo(4);
  }

  @Test
  public void aStepUponAnotherVersionChangesNothing() {
    WatchCase opened = open(7, "snow-1");
    assertThatThrownBy(() -> store().step(BY, opened.id(), 2L, new CaseStep.Settle(), With.NOTHING))
        .isInstanceOf(WatchConflictException.class)
        .extracting(e -> ((WatchConflictException) e).code())
        .isEqualTo("case-stale");
    assertThat(store().find(opened.id())).contains(opened);
    assertThat(store().history(opened.id())).hasSize(1);
    assertThat(auditLines()).isEqualTo(1);
    assertThatThrownBy(() -> store().step(BY, 99, null, new CaseStep.Settle(), With.NOTHING))
        .isInstanceOf(NoSuchElementException.class);
  }

  @Test
  public void ofManyWhoOpenTheSameAtOnceOneDoes() throws Exception {
    List<Callable<Boolean>> tries = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      tries.add(() -> {
        try {
          return open(7, "snow-1").id() > 0;
        } catch (WatchConflictException e) {
          return false;
        }
      });
    }
    int opened = 0;
    try (var threads = Executors.newFixedThreadPool(3)) {
      for (var done : threads.invokeAll(tries)) {
        opened += done.get() ? 1 : 0;
      }
    }
    assertThat(opened).isEqualTo(1);
    assertThat(store().list(Filter.ALL, Long.MAX_VALUE, 10)).hasSize(1);
  }

  @Test
  public void aSettledCaseIsReopenedUnlessAnotherIsOpen() {
    WatchCase first = open(7, "snow-1");
    store().step(BY, first.id(), null, new CaseStep.Settle(), With.NOTHING);
    WatchCase second = open(7, "snow-1");
    assertThatThrownBy(
            () -> store().step(BY, first.id(), null, new CaseStep.Reopen(), With.NOTHING))
        .isInstanceOf(WatchConflictException.class)
        .hasMessageContaining(Long.toString(second.id()));
    store().step(BY, second.id(), null, new CaseStep.Settle(), With.NOTHING);
    WatchCase again = store().step(BY, first.id(), null, new CaseStep.Reopen(), With.NOTHING);
    assertThat(again.state()).isEqualTo(State.OPEN);
  }

  @Test
  public void casesAreListedByWhatIsAskedFor() {
    WatchCase a = open(1, "snow-1");
    WatchCase b = open(2, "snow-1");
    WatchCase c = open(1, "snow-2");
    Assignee me = new Assignee(Assignee.Kind.ACCOUNT, "clerk");
    store().step(BY, b.id(), null, new CaseStep.Assign(me), With.NOTHING);
    store().step(BY, a.id(), null, new CaseStep.Settle(), With.NOTHING);
    WatchStore store = store();

    assertThat(ids(store.list(Filter.ALL, Long.MAX_VALUE, 10)))
        .containsExactly(c.id(), b.id(), a.id());
    assertThat(ids(store.list(Filter.ALL, c.id(), 1))).containsExactly(b.id());
    assertThat(ids(store.list(new Filter(true, null, null), Long.MAX_VALUE, 10)))
        .containsExactly(a.id());
    assertThat(ids(store.list(new Filter(false, List.of(1L), null), Long.MAX_VALUE, 10)))
        .containsExactly(c.id());
    assertThat(ids(store.list(new Filter(null, null, me), Long.MAX_VALUE, 10)))
        .containsExactly(b.id());
    assertThat(store.list(new Filter(null, List.of(), null), Long.MAX_VALUE, 10)).isEmpty();
    assertThat(ids(store.listFor("snow-1"))).containsExactly(c.id(), b.id(), a.id());
    assertThat(ids(store.listFor("snow-2"))).containsExactly(c.id(), b.id());
    store.step(BY, a.id(), null, new CaseStep.FollowUp(LocalDate.of(2026, 12, 5)), With.NOTHING);
    assertThat(ids(store.listFor("snow-2"))).contains(a.id());
    assertThat(store.households()).isEqualTo(Set.of(1L, 2L));
  }

  private static List<Long> ids(List<WatchCase> cases) {
    return cases.stream().map(WatchCase::id).toList();
  }

  @Test
  public void reportsAreKeptOnceAndBounded() {
    assertThat(store().report(report("one", NOW, "plow"), photo(10), 2, NOW, line())).isTrue();
    assertThat(store().report(report("one", NOW, "plow"), null, 2, NOW, line())).isFalse();
    assertThat(store().report(report("two", NOW.minusSeconds(60), "plow"), null, 2, NOW, line()))
        .isTrue();
    assertThatThrownBy(() -> store().report(report("three", NOW, "plow"), null, 2, NOW, line()))
        .isInstanceOf(WatchConflictException.class);
    Instant later = NOW.plus(2, ChronoUnit.HOURS);
    assertThat(store().report(report("three", later, "plow"), null, 2, later, line())).isTrue();
    assertThat(store().listReports(NOW.minusSeconds(60), later, 10))
        .extracting(EntranceReport::id)
        .containsExactly("one", "two");
    assertThat(store().findReport("one").orElseThrow().photo()).isEqualTo(photo(10).hash());

    assertThat(store().closeReport("two", later, line())).isTrue();
    assertThat(store().closeReport("none", later, line())).isFalse();
    assertThat(store().findReport("two").orElseThrow().closed()).isEqualTo(later);
    Instant winters = NOW.plus(600, ChronoUnit.DAYS);
    store().report(report("four", winters, "plow"), null, 2, winters, line());
    assertThat(store().findReport("one")).as("two winters later").isEmpty();
    assertThat(store().findPhoto(photo(10).hash())).isEmpty();
  }

  @Test
  public void whatIsForgottenTakesAlongItsPhotosUnlessOthersHaveThem() {
    store().report(report("of-7", NOW, "plow"), photo(11), 9, NOW, line());
    WatchCase gone =
        store().open(BY, 7, "snow-1", Origin.REPORT, "of-7", new With("canary", photo(12)));
    WatchCase stays = store().open(BY, 8, "snow-1", Origin.HAND, null, new With("", photo(12)));

    Cleared cleared = store().forget(List.of(7L));

    assertThat(cleared.told()).startsWith("4 rows removed");
    assertThat(store().find(gone.id())).isEmpty();
    assertThat(store().history(gone.id())).isEmpty();
    assertThat(store().findReport("of-7")).isEmpty();
    assertThat(store().findPhoto(photo(11).hash())).isEmpty();
    assertThat(store().findPhoto(photo(12).hash())).isPresent();
    assertThat(store().find(stays.id())).isPresent();
  }

  @Test
  public void hintsStandAsTheyWereMadeFirst() {
    assertThat(store().findHints(4)).isEmpty();
    assertThat(store().keepHints(4, "first")).isEqualTo("first");
    assertThat(store().keepHints(4, "second")).isEqualTo("first");
    reopen();
    assertThat(store().findHints(4)).contains("first");
    assertThat(store().keepHints(5, "next")).isEqualTo("next");
    assertThat(store().findHints(4)).as("what is over is not kept").isEmpty();
  }
}
