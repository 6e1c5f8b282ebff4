package org.machizu.server;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.machizu.access.Actor;
import org.machizu.config.Settings;
import org.machizu.gauges.Gauges;
import org.machizu.guidance.Rising;
import org.machizu.guidance.SituationMaker;
import org.machizu.guidance.TownGuidance;
import org.machizu.guidance.TownRefuges;
import org.machizu.guidance.TownZones;
import org.machizu.guidance.rules.Snowed;
import org.machizu.hazard.Hazards;
import org.machizu.http.Route;
import org.machizu.layers.LayerChanged;
import org.machizu.shelters.Shelters;
import org.machizu.snow.Snow;

/**
 * Guidance with all that it listens to. News may come before it is started: then it reads
 * everything anyway.
 */
final class WaysToRefuges implements AutoCloseable {
  private volatile @Nullable TownGuidance guidance;

  /** What it asks. */
  record Sources(Hazards hazards, Gauges gauges, Snow snow, Shelters shelters) {}

  /**
   * @param news hears that ways may be others now, with the version for each caller
   */
  void start(
      Town town,
      Settings settings,
      Sources sources,
      Consumer<Function<Actor, Optional<String>>> news,
      Clock clock) {
    SituationMaker maker =
        new SituationMaker(
            new SituationMaker.Ports(
                town.layers(),
                town.features(),
                new TownZones(sources.hazards(), town.layers(), town.features()),
                new TownRefuges(sources.shelters(), town.layers(), settings.shelters()),
                (actor, since) ->
                    sees(town, actor, settings.gauges().layer())
                        ? rising(sources.gauges(), actor, since)
                        : Set.of(),
                roads -> snowed(sources.snow(), roads)),
            new SituationMaker.Names(
                settings.snow(),
                settings.gauges(),
                settings.guidance(),
                settings.municipality().zone()));
    TownGuidance started = new TownGuidance(maker, clock, () -> news.accept(this::version));
    guidance = started;
    started.start();
  }

  private Optional<String> version(Actor actor) {
    TownGuidance now = guidance;
    return now == null ? Optional.empty() : now.version(actor);
  }

  private static boolean sees(Town town, Actor actor, String layer) {
    return town.layers().find(actor, layer).isPresent();
  }

  private static Set<Rising> rising(Gauges gauges, Actor actor, Instant since) {
    return gauges.risen(actor, since).stream()
        .map(risen -> new Rising(risen.gauge(), risen.water()))
        .collect(Collectors.toSet());
  }

  private static Map<Long, Snowed> snowed(Snow snow, Collection<Long> roads) {
    if (snow.snowfall().isEmpty()) {
      return Map.of();
    }
    Map<Long, Snowed> states = new HashMap<>();
    for (long road : roads) {
      snow.now(road)
          .map(now ->
              switch (now.state()) {
                case NONE, CLEARED -> Snowed.CLEAR;
                case PARTLY -> Snowed.PARTLY;
                case SNOWED_OVER -> Snowed.SNOWED_OVER;
                case CANNOT_TELL -> Snowed.CANNOT_TELL;
                case NOT_YET -> Snowed.NOT_YET;
              })
          .filter(state -> state != Snowed.CLEAR)
          .ifPresent(state -> states.put(road, state));
    }
    return states;
  }

  List<Route> routes() {
    TownGuidance now = guidance;
    return now == null ? List.of() : now.routes();
  }

  void layerChanged(LayerChanged change) {
    TownGuidance now = guidance;
    if (now != null) {
      now.layerChanged(change);
    }
  }

  void liveChanged() {
    TownGuidance now = guidance;
    if (now != null) {
      now.liveChanged();
    }
  }

  void sheltersChanged() {
    TownGuidance now = guidance;
    if (now != null) {
      now.sheltersChanged();
    }
  }

  @Override
  public void close() {
    TownGuidance now = guidance;
    if (now != null) {
      now.close();
    }
  }
}
