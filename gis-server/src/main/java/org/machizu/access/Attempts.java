package org.machizu.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.machizu.access.FailureStore.Count;
import org.machizu.access.FailureStore.Counted;

/**
 * Who has to wait before the next try at a password. Three things are counted, each with so many
 * free failures and then a wait that doubles: name and network together (the guesser), a network
 * (who tries many names), and a name (who tries from many networks). Where somebody has signed in
 * before, only the first counts for them: so nobody can lock a clerk out of their own office from
 * elsewhere, however long they try.
 */
final class Attempts {
  static final int FREE_OF_PAIR = 5;
  static final int FREE_OF_NETWORK = 100;
  static final int FREE_OF_NAME = 30;

  private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);
  private static final Duration LONGEST_WAIT_OF_NAME = Duration.ofMinutes(1);
  private static final Duration REMEMBERED = Duration.ofHours(1);
  private static final Duration KNOWN_PLACE = Duration.ofDays(90);
  private static final int MOST_DOUBLINGS = 20;

  private final FailureStore store;
  private final InstantSource clock;

  Attempts(FailureStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /** Counts a try as failed until it is told otherwise; or tells until when to wait. */
  Optional<Instant> begin(String name, String network) {
    Instant now = clock.instant();
    return store.attempt(
        List.of(pair(name, network), ofNetwork(network), ofName(name)),
        List.of(place(name, network)),
        now,
        counts -> {
          Instant until = waitUntil(counts.get(0), FREE_OF_PAIR, LONGEST_WAIT);
          boolean isKnownPlace = counts.get(3).times() > 0;
          if (!isKnownPlace) {
            until = later(until, waitUntil(counts.get(1), FREE_OF_NETWORK, LONGEST_WAIT));
            until = later(until, waitUntil(counts.get(2), FREE_OF_NAME, LONGEST_WAIT_OF_NAME));
          }
          return until.isAfter(now) ? Optional.of(until) : Optional.empty();
        });
  }

  void failed(AuditEntry entry) {
    store.failed(entry);
  }

  void succeeded(String name, String network) {
    store.succeeded(
        List.of(pair(name, network)),
        List.of(ofNetwork(network), ofName(name)),
        List.of(place(name, network)),
        clock.instant());
  }

  private static Instant waitUntil(Count count, int free, Duration longest) {
    if (count.times() < free) {
      return Instant.MIN;
    }
    long seconds = 1L << Math.min(count.times() - free, MOST_DOUBLINGS);
    return count.last().plusSeconds(Math.min(seconds, longest.toSeconds()));
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static Counted pair(String name, String network) {
    return new Counted("pair\n" + network + '\n' + name, REMEMBERED);
  }

  private static Counted ofNetwork(String network) {
    return new Counted("network\n" + network, REMEMBERED);
  }

  private static Counted ofName(String name) {
    return new Counted("name\n" + name, REMEMBERED);
  }

  private static Counted place(String name, String network) {
    return new Counted("place\n" + network + '\n' + name, KNOWN_PLACE);
  }
}
