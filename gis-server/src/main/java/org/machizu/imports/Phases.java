package org.machizu.imports;

import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Where an import's time goes. Reading, converting and checking run beside staging, so the parts
 * add up to more than the whole.
 */
final class Phases {
  /** The steps that are timed. */
  enum Phase {
    OPEN,
    READ,
    CONVERT,
    CHECK,
    STAGE,
    PUBLISH
  }

  private final long begunNanos = System.nanoTime();
  private final Map<Phase, AtomicLong> nanos = new EnumMap<>(Phase.class);

  Phases() {
    for (Phase phase : Phase.values()) {
      nanos.put(phase, new AtomicLong());
    }
  }

  /** Books the time since {@code sinceNanos} and returns the present time, to go on from. */
  long add(Phase phase, long sinceNanos) {
    long now = System.nanoTime();
    var unused = nanos.getOrDefault(phase, new AtomicLong()).addAndGet(now - sinceNanos);
    return now;
  }

  Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - begunNanos);
  }

  /** Each phase, and the whole as "total", in the order they happen. */
  Map<String, Duration> durations() {
    Map<String, Duration> all = new LinkedHashMap<>();
    nanos.forEach(
        (phase, n) -> all.put(phase.name().toLowerCase(Locale.ROOT), Duration.ofNanos(n.get())));
    all.put("total", elapsed());
    return all;
  }
}
