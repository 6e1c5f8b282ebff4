package org.machizu.gauges;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.machizu.sensors.quality.GateState;

/**
 * Whether a reading came so late that it says nothing of now. A crisis gauge's reading of the
 * morning that came in the morning is old, and not late.
 */
final class Lateness {
  private static final int MOST_REMEMBERED = 10_000;

  private final GaugeStore store;
  private final Duration after;

  /** When readings came never changes. */
  private final Cache<When, Instant> came =
      Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).build();

  private record When(Stream stream, Instant measured) {}

  /**
   * @param after a reading may be under way so long
   */
  Lateness(GaugeStore store, Duration after) {
    this.store = store;
    this.after = after;
  }

  boolean isLate(Reading reading) {
    return isLate(reading.time(), reading.received());
  }

  private boolean isLate(Instant measured, Instant received) {
    return Duration.between(measured, received).compareTo(after) > 0;
  }

  /** Whether the newest believed reading of a stream was late. */
  boolean isLate(GaugeStore.Standing kept) {
    GateState.Point last = kept.state().gate().last();
    if (last == null || !isLate(last.time(), kept.heard())) {
      return false;
    }
    // Something came later; perhaps it was an older one, and this was in time.
    When when = new When(kept.stream(), last.time());
    return isLate(last.time(), came.get(when, this::received));
  }

  private Instant received(When when) {
    Instant end = when.measured().plusMillis(1);
    List<Reading> found = store.readings(when.stream(), when.measured(), end, List.of(), 10);
    return found.stream().map(Reading::received).min(Instant::compareTo).orElse(when.measured());
  }
}
