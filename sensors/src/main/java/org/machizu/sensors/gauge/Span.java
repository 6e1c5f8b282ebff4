package org.machizu.sensors.gauge;

import java.time.Instant;
import java.util.Collection;

/**
 * A time with an end.
 *
 * @param from its first moment
 * @param to the first moment after it
 */
public record Span(Instant from, Instant to) {

  /**
   * @throws IllegalArgumentException when it does not end after it begins
   */
  public Span {
    if (!to.isAfter(from)) {
      throw new IllegalArgumentException(
          "a time from %s to %s does not end after it begins".formatted(from, to));
    }
  }

  public boolean covers(Instant moment) {
    return !moment.isBefore(from) && moment.isBefore(to);
  }

  public static boolean anyCovers(Collection<Span> spans, Instant moment) {
    return spans.stream().anyMatch(span -> span.covers(moment));
  }
}
