package org.machizu.shelters;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/**
 * How all shelters stand, held in memory. What was said here counts at once, what another server
 * was told {@link #LOOK_AGAIN} later at most.
 */
final class ShelterStates {
  private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

  private final ShelterStore store;
  private final Clock clock;
  private final AtomicReference<Known> known =
      new AtomicReference<>(new Known(-1, Map.of(), Instant.MIN));

  /**
   * What stood when somebody looked last.
   *
   * @param number of the last line by then, or an earlier one
   * @param looked when that was
   */
  private record Known(long number, Map<String, ShelterState> states, Instant looked) {
    boolean isFresh(Instant now) { // also where a clock is set back
      return Duration.between(looked, now).abs().compareTo(LOOK_AGAIN) < 0;
    }
  }

  ShelterStates(ShelterStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /** The states by shelter; those that nobody has spoken of are not among them. */
  Map<String, ShelterState> now() {
    Known before = Objects.requireNonNull(known.get());
    Instant now = clock.instant();
    if (before.isFresh(now)) {
      return before.states();
    }
    // The number first: lines that come between the two reads are then read once more.
    long last = store.last();
    Map<String, ShelterState> states =
        last == before.number() ? before.states() : Map.copyOf(store.states());
    // Not when something was said meanwhile: then nobody is to wait for it.
    known.compareAndSet(before, new Known(last, states, now));
    return states;
  }

  /** Something was said: the next who asks looks. */
  void lookAgain() {
    known.updateAndGet(before -> new Known(before.number(), before.states(), Instant.MIN));
  }
}
