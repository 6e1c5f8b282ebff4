package org.machizu.gauges;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.machizu.gauges.GaugeStore.Standing;
import org.machizu.sensors.alert.Episode;
import org.machizu.sensors.alert.Silence;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks every now and then whether a station has fallen silent or a drill is over. Any number of
 * servers may look at once: what is found is decided while the stream is locked.
 */
final class Silences implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Silences.class);
  private static final long EVERY_SECONDS = 10;
  private static final int MOST = 1_000;

  private final Gauges.Stores stores;
  private final Standings standings;
  private final GaugeJudge judge;
  private final Clock clock;
  private final Consumer<GaugesChanged> news;
  private final ScheduledThreadPoolExecutor thread =
      new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().name("silences").daemon().factory());

  Silences(
      Gauges.Stores stores,
      Standings standings,
      GaugeJudge judge,
      Clock clock,
      Consumer<GaugesChanged> news) {
    this.stores = stores;
    this.standings = standings;
    this.judge = judge;
    this.clock = clock;
    this.news = news;
  }

  void start() {
    var unused =
        thread.scheduleWithFixedDelay(
            this::lookAndGoOn, EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
  }

  private void lookAndGoOn() {
    try {
      look();
    } catch (RuntimeException e) {
      LOG.warn("whether stations are silent could not be looked at: {}", e.getMessage());
    }
  }

  /** Looks once. */
  void look() {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Map<Stream, Boolean> toldSilent = new HashMap<>();
    AlertStore.Filter active = new AlertStore.Filter(null, true, false, null);
    for (Alert alert : stores.alerts().list(active, Long.MAX_VALUE, MOST)) {
      toldSilent.merge(
          alert.stream(), alert.episode().kind() == Episode.Kind.NO_DATA, Boolean::logicalOr);
    }
    Map<String, Standings.Ruled> gauges = standings.all();
    List<AlertEvent> events = new ArrayList<>();
    for (Standing kept : stores.readings().standings()) {
      Standings.Ruled ruled = gauges.get(kept.stream().gauge());
      if (ruled == null) {
        continue; // its row is gone from the layer: nobody can say what its silence means
      }
      Optional<GaugeStore.Judging> judging =
          kept.stream().drill()
              ? afterDrill(ruled, kept, toldSilent.containsKey(kept.stream()), now)
              : silent(ruled, kept, toldSilent.getOrDefault(kept.stream(), false), now);
      judging.ifPresent(
          judged -> events.addAll(stores.readings().judge(kept.stream(), judged, now)));
    }
    if (!events.isEmpty()) {
      news.accept(new GaugesChanged(java.util.Set.of(), events));
    }
  }

  private Optional<GaugeStore.Judging> silent(
      Standings.Ruled ruled, Standing kept, boolean told, Instant now) {
    boolean silent = Silence.at(ruled.standing(), kept.state(), kept.heard(), now).isPresent();
    return silent == told ? Optional.empty() : Optional.of(judge::silence);
  }

  private static Optional<GaugeStore.Judging> afterDrill(
      Standings.Ruled ruled, Standing kept, boolean open, Instant now) {
    return open && ruled.drillAt(now).isEmpty()
        ? Optional.of((_, _, within) -> GaugeJudge.drillIsOver(within, now))
        : Optional.empty();
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
