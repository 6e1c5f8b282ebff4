package org.machizu.http;

/**
 * A minute's worth of requests that fills up evenly: all of it may be taken at once, and after that
 * as fast as it fills.
 */
final class TokenBucket {
  private static final double MINUTE_NANOS = 60e9;

  private final double capacity;
  private double tokens;
  private long seenNanos;

  /** A full one. */
  TokenBucket(double perMinute, long nowNanos) {
    this.capacity = perMinute;
    this.tokens = perMinute;
    this.seenNanos = nowNanos;
  }

  /**
   * Takes one.
   *
   * @param nowNanos of a clock that only goes forward
   * @return 0 when there was one, else the nanoseconds until there is
   */
  synchronized long take(long nowNanos) {
    double gained = Math.max(nowNanos - seenNanos, 0) / MINUTE_NANOS * capacity;
    tokens = Math.min(tokens + gained, capacity);
    seenNanos = nowNanos;
    if (tokens >= 1) {
      tokens -= 1;
      return 0;
    }
    return (long) Math.ceil((1 - tokens) / capacity * MINUTE_NANOS);
  }
}
