package org.machizu.permits;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.machizu.permits.papers.CounterStore;
import org.machizu.permits.papers.CounterStore.Count;
import org.machizu.permits.papers.PaperNumber;

/**
 * Counts enquiries, by day, where they were asked, and district; nothing about who asked. It is
 * written a few seconds later, so that an enquiry waits for no disk; a server that is killed loses
 * what it counted in these seconds.
 */
final class Tally {
  private static final int WRITTEN_AFTER_S = 10;

  /** Districts come from the town's data, channels from its terminals: there are never so many. */
  private static final int MOST_KINDS = 10_000;

  private final CounterStore store;
  private final Executor later;
  private final Clock clock;
  private final Map<Count, Long> counted = new HashMap<>();
  private boolean isDue;

  Tally(CounterStore store, Executor background, Clock clock) {
    this.store = store;
    this.later = CompletableFuture.delayedExecutor(WRITTEN_AFTER_S, TimeUnit.SECONDS, background);
    this.clock = clock;
  }

  /**
   * Counts an enquiry.
   *
   * @param district of the site; "" where there is none
   * @param asOf the moment it is about; null: now
   */
  void count(CounterPlace place, String district, @Nullable Instant asOf) {
    Count count =
        new Count(
            LocalDate.ofInstant(clock.instant(), PaperNumber.ZONE),
            place.channel(),
            district,
            asOf == null ? "site" : "past");
    synchronized (counted) {
      if (counted.size() < MOST_KINDS || counted.containsKey(count)) {
        counted.merge(count, 1L, Long::sum);
      }
      if (isDue) {
        return;
      }
      isDue = true;
    }
    later.execute(this::write);
  }

  /** Writes what was counted until now. */
  void write() {
    Map<Count, Long> taken;
    synchronized (counted) {
      taken = Map.copyOf(counted);
      counted.clear();
      isDue = false;
    }
    try {
      store.add(taken);
    } catch (RuntimeException e) {
      synchronized (counted) { // with the next ones
        taken.forEach((count, times) -> counted.merge(count, times, Long::sum));
      }
      throw e;
    }
  }
}
