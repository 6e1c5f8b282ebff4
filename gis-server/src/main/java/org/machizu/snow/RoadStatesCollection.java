package org.machizu.snow;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.machizu.access.Actor;
import org.machizu.config.SnowColumns;
import org.machizu.geo.feature.Envelope;
import org.machizu.geo.feature.Feature;
import org.machizu.geo.feature.LocalizedText;
import org.machizu.layers.FeaturePage;
import org.machizu.layers.VisibleLayers.VisibleLayer;
import org.machizu.ogc.ComputedCollection;

/** The present states of roads as a collection of the OGC API, for programs that speak it. */
final class RoadStatesCollection implements ComputedCollection {
  private final SnowSight sight;
  private final RoadStates present;
  private final SnowColumns columns;
  private final SnowRules rules;
  private final Clock clock;

  RoadStatesCollection(
      SnowSight sight, RoadStates present, SnowColumns columns, SnowRules rules, Clock clock) {
    this.sight = sight;
    this.present = present;
    this.columns = columns;
    this.rules = rules;
    this.clock = clock;
  }

  @Override
  public String id() {
    return "road_states";
  }

  @Override
  public LocalizedText title() {
    return new LocalizedText("道路の除雪状況", "States of roads in snow");
  }

  @Override
  public Optional<Content> see(Actor actor) {
    return sight
        .findRoads(actor)
        .map(roads -> new Now(roads, present.current(), sight.seesVehicles(actor)));
  }

  private final class Now implements Content {
    private final VisibleLayer roads;
    private final SnowStates states;
    private final RoadStateJson words;

    Now(VisibleLayer roads, SnowStates states, boolean vehicles) {
      this.roads = roads;
      this.states = states;
      this.words =
          new RoadStateJson(
              columns, rules, clock.instant().truncatedTo(ChronoUnit.MINUTES), vehicles);
    }

    @Override
    public Optional<Envelope> extent() {
      return sight.extent(roads.view());
    }

    @Override
    public String state() {
      return states.digest()
          + words.at()
          + words.vehicles()
          + roads.entry().revision()
          + roads.view().entitlement();
    }

    @Override
    public Page items(@Nullable Envelope box, @Nullable String after, int limit) {
      FeaturePage page = sight.page(roads.view(), box, after, limit);
      List<Item> items = new ArrayList<>();
      page.features().forEach(feature -> item(feature).ifPresent(items::add));
      return new Page(items, page.next());
    }

    @Override
    public Optional<Item> find(long id) {
      return sight.find(roads.view(), id).flatMap(this::item);
    }

    private Optional<Item> item(Feature feature) {
      return states
          .find(feature.id())
          .map(state ->
              new Item(feature.id(), feature.geometry(), words.properties(feature, state)));
    }
  }
}
