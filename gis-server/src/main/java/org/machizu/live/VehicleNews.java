package org.machizu.live;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.machizu.ingest.gps.Position;
import org.machizu.tracks.TrackSight;
import org.machizu.tracks.TrackStore;
import org.machizu.tracks.TrackStore.Latest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells open maps where vehicles are: event {@code position} with all that have moved since the
 * last one, at most twice a second, to those alone who see vehicles at once and by name. The public
 * asks for itself, late.
 */
public final class VehicleNews implements Consumer<Set<String>>, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(VehicleNews.class);
  private static final long EVERY_MS = 500;

  private final OpenScreens screens;
  private final TrackStore store;
  private final TrackSight sight;
  private final AtomicBoolean planned = new AtomicBoolean();
  private final ScheduledThreadPoolExecutor thread =
      new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().name("vehicles").daemon().factory());

  /** What was told last; only the thread knows it. */
  private final Map<String, Position> told = new HashMap<>();

  public VehicleNews(OpenScreens screens, TrackStore store, TrackSight sight) {
    this.screens = screens;
    this.store = store;
    this.sight = sight;
    thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  @Override
  public void accept(Set<String> devices) {
    if (!devices.isEmpty() && screens.count() > 0 && planned.compareAndSet(false, true)) {
      try {
        var unused = thread.schedule(this::tell, EVERY_MS, TimeUnit.MILLISECONDS);
      } catch (RejectedExecutionException e) {
        LOG.debug("closed", e);
      }
    }
  }

  private void tell() {
    planned.set(false);
    try {
      List<Map<String, Object>> moved =
          store.latest(sight.everything()).stream()
              .filter(latest ->
                  !latest.position().equals(told.put(latest.device().name(), latest.position())))
              .map(VehicleNews::json)
              .toList();
      if (!moved.isEmpty()) {
        OpenScreens.Event event = new OpenScreens.Event("position", Map.of("vehicles", moved));
        screens.tell(actor -> sight.seesAll(actor) ? event : null);
      }
    } catch (RuntimeException e) {
      LOG.warn("open maps were not told where vehicles are: {}", e.toString());
    }
  }

  private static Map<String, Object> json(Latest latest) {
    Position position = latest.position();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("device", latest.device().name());
    json.put("title", latest.device().title());
    json.put("time", position.time());
    json.put("lon", position.lon());
    json.put("lat", position.lat());
    Double speed = position.speedMps();
    if (speed != null) {
      json.put("speedMps", speed);
    }
    Double course = position.courseDeg();
    if (course != null) {
      json.put("courseDeg", course);
    }
    return json;
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
