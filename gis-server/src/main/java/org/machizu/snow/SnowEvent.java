package org.machizu.snow;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A snowfall, as the desk has entered it up to now. Former words stand in the log of entries.
 *
 * @param id counts up from 1
 * @param end null while it is still on
 * @param readings by time and source, as corrected
 * @param version the number of its last entry
 */
public record SnowEvent(
    long id,
    String name,
    Instant begin,
    @Nullable Instant end,
    List<SnowReading> readings,
    long version) {
  /** One that nobody has ended is taken as ended then, so that its passes stay countable. */
  public static final Duration LONGEST = Duration.ofDays(30);

  public static final int LONGEST_NAME = 60;

  /** Enough for one every ten minutes through the longest. */
  public static final int MOST_READINGS = 5_000;

  public SnowEvent {
    readings =
        readings.stream()
            .sorted(Comparator.comparing(SnowReading::time).thenComparing(SnowReading::source))
            .toList();
  }

  /** When it stops snowing at the latest. */
  public Instant endAtLatest() {
    return end == null ? begin.plus(LONGEST) : end;
  }

  /** Until when roads are told to be cleared of it or not. */
  public Instant toldUntil(SnowRules rules) {
    return endAtLatest().plus(rules.toldAfterEnd());
  }

  boolean isTold(Instant at, SnowRules rules) {
    return !at.isBefore(begin) && at.isBefore(toldUntil(rules));
  }

  /** Whether it snows at some moment in both. */
  boolean overlaps(SnowEvent other) {
    return begin.isBefore(other.endAtLatest()) && other.begin.isBefore(endAtLatest());
  }
}
