package org.machizu.permits.papers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.machizu.permits.papers.CounterStore.Count;
import org.machizu.permits.papers.CounterStore.Counted;
import org.machizu.permits.papers.CounterStore.Waiting;
import org.machizu.permits.papers.CounterStore.WaitingTime;

/** What every store of the counter's use does. */
public abstract class CounterStoreContract {
  private static final Instant AT = Instant.parse("2026-11-20T01:00:00Z");
  private static final LocalDate DAY = LocalDate.parse("2026-11-20");

  /** The store under test. */
  protected abstract CounterStore store();

  /** As after a restart. */
  protected abstract void reopen();

  @Test
  void peopleAreCalledInTheOrderOfTheirNumbersAtEachTerminal() {
    assertThat(store().take("hall-1", AT)).contains(new Waiting(1, AT));
    assertThat(store().take("hall-1", AT.plusSeconds(60)).map(Waiting::number)).contains(2);
    assertThat(store().take("hall-2", AT).map(Waiting::number)).contains(1);
    reopen();

    assertThat(store().queue("hall-1", AT).waiting())
        .containsExactly(new Waiting(1, AT), new Waiting(2, AT.plusSeconds(60)));
    assertThat(store().next("hall-1", AT.plusSeconds(300)).map(Waiting::number)).contains(1);
    assertThat(store().queue("hall-1", AT).called()).isEqualTo(1);
    assertThat(store().next("hall-1", AT.plusSeconds(300)).map(Waiting::number)).contains(2);
    assertThat(store().next("hall-1", AT.plusSeconds(300))).isEmpty();
    assertThat(store().queue("hall-2", AT).called()).isZero();
  }

  @Test
  void whoeverGoesIsNotCalledAndGoesOnce() {
    store().take("hall-1", AT);
    store().take("hall-1", AT);
    assertThat(store().leave("hall-1", 1, AT.plusSeconds(30))).isTrue();
    assertThat(store().leave("hall-1", 1, AT.plusSeconds(31))).isFalse();
    assertThat(store().leave("hall-1", 7, AT)).isFalse();
    assertThat(store().next("hall-1", AT.plusSeconds(40)).map(Waiting::number)).contains(2);
    assertThat(store().leave("hall-1", 2, AT.plusSeconds(41))).isFalse();
  }

  @Test
  void eachDayBeginsWithNumberOneAndNobodyOfYesterday() {
    store().take("hall-1", AT);
    Instant next = AT.plus(Duration.ofHours(14)); // 00:00 in Tokyo
    assertThat(store().queue("hall-1", next).waiting()).isEmpty();
    assertThat(store().take("hall-1", next).map(Waiting::number)).contains(1);
  }

  @Test
  void waitingTimesAreOfThoseWhoWereCalled() {
    for (int i = 0; i < 3; i++) {
      store().take("hall-1", AT);
    }
    store().next("hall-1", AT.plusSeconds(60));
    store().next("hall-1", AT.plusSeconds(180));
    store().leave("hall-1", 3, AT.plusSeconds(900));
    store().take("hall-2", AT); // still waits

    assertThat(store().waitingTimes(DAY, DAY))
        .containsExactly(new WaitingTime(DAY, "hall-1", 2, 1, 120, 180));
    assertThat(store().waitingTimes(DAY.plusDays(1), DAY.plusDays(2))).isEmpty();
  }

  @Test
  void countsAddUp() {
    Count site = new Count(DAY, "desk", "本町", "site");
    Count past = new Count(DAY.plusDays(1), "open", "", "past");
    store().add(Map.of(site, 2L, past, 1L));
    store().add(Map.of(site, 3L));
    store().add(Map.of());
    reopen();

    assertThat(store().counted(DAY, DAY.plusDays(1)))
        .containsExactly(new Counted(site, 5), new Counted(past, 1));
    assertThat(store().counted(DAY, DAY)).containsExactly(new Counted(site, 5));
  }
}
