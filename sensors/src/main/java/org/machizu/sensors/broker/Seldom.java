package org.machizu.sensors.broker;

import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Filter;
import java.util.logging.LogRecord;

/**
 * Lets one entry a minute pass. Artemis writes two traces of a page for each message that it
 * refuses, and the disk on which they come to lie may be the full one.
 */
final class Seldom implements Filter {
  private static final long MINUTE_MILLIS = 60_000;

  private final AtomicLong last = new AtomicLong(-MINUTE_MILLIS);

  @Override
  public boolean isLoggable(LogRecord entry) {
    long now = entry.getMillis();
    long before = last.get();
    return now - before >= MINUTE_MILLIS && last.compareAndSet(before, now);
  }
}
