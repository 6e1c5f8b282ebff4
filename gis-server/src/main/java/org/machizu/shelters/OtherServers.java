package org.machizu.shelters;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears what other servers of the town were told of shelters: looks twice in a second whether there
 * are new lines. What this server was told itself is told once more, which does no harm.
 */
final class OtherServers implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OtherServers.class);
  private static final long EVERY_MS = 500;
  private static final int AT_ONCE = 1_000;
  private static final long NOT_BEGUN = -1;

  private final ShelterStore store;
  private final Consumer<SheltersChanged> news;
  private final ScheduledThreadPoolExecutor thread =
      new ScheduledThreadPoolExecutor(
          1, Thread.ofPlatform().name("shelters elsewhere").daemon().factory());

  /** The number of the last line that was told; only the thread knows it. */
  private long heard = NOT_BEGUN;

  OtherServers(ShelterStore store, Consumer<SheltersChanged> news) {
    this.store = store;
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
      LOG.debug("what other servers were told could not be looked at: {}", e.getMessage());
    }
  }

  private void look() {
    if (heard == NOT_BEGUN) {
      heard = store.last();
      return;
    }
    List<ShelterChange> fresh = store.since(heard, AT_ONCE);
    if (!fresh.isEmpty()) {
      heard = fresh.getLast().number();
      news.accept(event(fresh));
    }
  }

  /** Lines as news: each shelter once, at its newest version. */
  static SheltersChanged event(List<ShelterChange> lines) {
    Map<String, Long> versions = new LinkedHashMap<>();
    lines.forEach(line -> versions.put(line.shelter(), line.state().version()));
    return new SheltersChanged(
        versions.entrySet().stream()
            .map(one -> new SheltersChanged.Changed(one.getKey(), one.getValue()))
            .toList());
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
