package org.machizu.outbox;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When what was not sent is tried again: after ten seconds, then after twice the time each, up to
 * five minutes (of what is urgent one), each time a fifth more or less, so that not all come back
 * at once; for a day.
 */
final class Retry {
  private static final Duration FIRST = Duration.ofSeconds(10);
  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final Duration LONGEST_URGENT = Duration.ofMinutes(1);
  private static final Duration FOR = Duration.ofDays(1);

  /** A server that dies each time it sends something is not to do so for ever. */
  private static final int MOST_ATTEMPTS = 2_000;

  private Retry() {}

  /** The next time; empty when it is given up. */
  static Optional<Instant> after(Parcel parcel, Instant now) {
    int attempts = parcel.attempts();
    Instant youngest =
        parcel.deliveries().stream().map(Delivery::made).max(Instant::compareTo).orElseThrow();
    if (!now.isBefore(youngest.plus(FOR)) || attempts >= MOST_ATTEMPTS) {
      return Optional.empty();
    }
    Duration longest = parcel.first().urgent() ? LONGEST_URGENT : LONGEST;
    Duration pause = FIRST.multipliedBy(1L << Math.min(attempts - 1, 10));
    if (pause.compareTo(longest) > 0) {
      pause = longest;
    }
    // By the parcel and the attempt, so that the same is tried at the same time whoever tries it.
    int spread = Math.floorMod((parcel.batch() + attempts).hashCode(), 401) - 200;
    return Optional.of(now.plus(pause.plusMillis(pause.toMillis() * spread / 1000)));
  }
}
