package org.machizu.gauges;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears what other servers of the town have taken in: looks twice in a second whether anything came
 * or happened. A step whose transaction ended later than that of one with a higher number is seen
 * all the same: each time the last ones are looked through, and those told before are known.
 */
final class OtherServers implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OtherServers.class);
  private static final long EVERY_MS = 500;
  private static final int LOOKED_THROUGH = 200;

  private final Gauges.Stores stores;
  private final Consumer<GaugesChanged> news;
  private final ScheduledThreadPoolExecutor thread =
      new ScheduledThreadPoolExecutor(
          1, Thread.ofPlatform().name("gauges elsewhere").daemon().factory());

  // Only the thread knows these.
  private Instant heard = Instant.EPOCH;
  private Set<Long> known = Set.of();
  private boolean begun;

  OtherServers(Gauges.Stores stores, Consumer<GaugesChanged> news) {
    this.stores = stores;
    this.news = news;
  }

  void start() {
    var unused =
        thread.scheduleWithFixedDelay(this::lookAndGoOn, 0, EVERY_MS, TimeUnit.MILLISECONDS);
  }

  private void lookAndGoOn() {
    try {
      look();
    } catch (RuntimeException e) {
      LOG.debug("what other servers took in could not be looked at: {}", e.getMessage());
    }
  }

  /** Looks once; what this server took in itself is told once more, which does no harm. */
  void look() {
    Instant last = stores.readings().heard();
    List<AlertEvent> events = stores.alerts().latestEvents(LOOKED_THROUGH);
    Set<Long> numbers = new HashSet<>();
    List<AlertEvent> fresh = new ArrayList<>();
    for (AlertEvent event : events.reversed()) {
      numbers.add(event.number());
      if (begun && !known.contains(event.number())) {
        fresh.add(event);
      }
    }
    boolean readings = begun && last.isAfter(heard);
    heard = last;
    known = numbers;
    begun = true;
    if (readings || !fresh.isEmpty()) {
      news.accept(GaugesChanged.elsewhere(readings, fresh));
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
