package org.machizu.http;

import java.time.Duration;

/**
 * How long a request may take, from its head to the last byte of its answer. Event streams are
 * bounded by {@code idle} alone: they last as long as somebody listens.
 *
 * @param idle the longest pause of a client that has still to send or to take something
 * @param whole what every request has; the server's own work is bounded below it
 * @param bytesPerSecond for each so many bytes that have been sent or taken, it has a second more,
 *     so that a large file may come over a slow line, but nobody can hold a connection by a byte
 *     now and then
 */
public record RequestTimes(Duration idle, Duration whole, long bytesPerSecond) {
  public static final RequestTimes DEFAULT =
      new RequestTimes(Duration.ofSeconds(30), Duration.ofMinutes(3), 8 << 10);

  public RequestTimes {
    if (!idle.isPositive() || !whole.isPositive() || bytesPerSecond < 1) {
      throw new IllegalArgumentException(
          "the times of a request must be positive, but got %s, %s and %d bytes per second"
              .formatted(idle, whole, bytesPerSecond));
    }
  }

  /** What a request has in all when so many bytes have gone over the line. */
  long allowedNanos(long bytes) {
    return whole.toNanos() + (long) ((double) bytes / bytesPerSecond * 1e9);
  }
}
