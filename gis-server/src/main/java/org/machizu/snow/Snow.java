package org.machizu.snow;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.machizu.config.SnowColumns;
import org.machizu.config.SnowSettings;
import org.machizu.geo.crs.Crs;
import org.machizu.http.Route;
import org.machizu.layers.FeatureStore;
import org.machizu.layers.LayerChanged;
import org.machizu.layers.VisibleLayers;
import org.machizu.ogc.ComputedCollection;
import org.machizu.search.TownSearch;
import org.machizu.tracks.PassReads;
import org.machizu.tracks.PassesChanged;

/** Everything of snow clearing, put together: news come in, routes answer, states go out. */
public final class Snow implements AutoCloseable {
  private final SnowSettings settings;
  private final SnowEvents events;
  private final RoadStates present;
  private final PastStates past;
  private final List<Route> routes;
  private final ComputedCollection collection;
  private final SnowRules rules;
  private volatile @Nullable Fallen fallen;

  /**
   * The ports that it needs.
   *
   * @param zone where the town measures; empty: the zone nearest to its roads
   */
  public record Ports(
      PassReads passes,
      SnowStore snow,
      VisibleLayers layers,
      FeatureStore features,
      Optional<Crs> zone) {}

  /**
   * @param told hears of roads that stand otherwise than before
   */
  public Snow(
      SnowSettings settings,
      Ports ports,
      TownSearch search,
      Clock clock,
      Consumer<RoadStateChanged> told) {
    this.settings = settings;
    this.rules = SnowRules.of(settings);
    SnowColumns columns = settings.columns();
    PassReads passes = ports.passes();
    this.events = new SnowEvents(ports.snow(), clock);
    this.present =
        new RoadStates(
            settings.roadsLayer(),
            () -> RoadBook.read(ports, settings.roadsLayer(), columns),
            passes,
            events,
            rules,
            clock,
            told);
    this.past = new PastStates(present);
    events.onChange(past::changed);
    SnowSight sight = new SnowSight(ports.layers(), ports.features(), settings);
    List<Route> all = new ArrayList<>();
    all.addAll(new RoadStateRoutes(sight, present, past, passes, columns, rules, clock).routes());
    all.addAll(
        new StreetRoutes(sight, search, present, columns, rules, ports.zone(), clock).routes());
    all.addAll(new DeskRoutes(sight, present, passes, columns, rules, clock).routes());
    all.addAll(new SnowEventRoutes(sight, events).routes());
    this.routes = List.copyOf(all);
    this.collection = new RoadStatesCollection(sight, present, columns, rules, clock);
  }

  public List<Route> routes() {
    return routes;
  }

  /** The states as a collection of the OGC API. */
  public ComputedCollection collection() {
    return collection;
  }

  /**
   * How a road stands at present, both ways and all its lines together.
   *
   * @param clearedAt null when it was not cleared as a whole
   * @param newSnowCm what has fallen since then, else since the snowfall began; null when nobody
   *     measured
   */
  public record RoadNow(
      ClearedState state, @Nullable Instant clearedAt, @Nullable Double newSnowCm) {}

  /** A snowfall made ready for questions, as long as the states stand. */
  private record Fallen(SnowStates states, Optional<Snowfall> snow) {}

  /** The snowfall that roads are to be cleared of at present. */
  public Optional<SnowEvent> snowfall() {
    return present.current().event();
  }

  /** For the server's own use: how a road stands at present; empty when there is no such road. */
  public Optional<RoadNow> now(long road) {
    SnowStates states = present.current();
    return states
        .find(road)
        .map(RoadState::whole)
        .map(whole -> new RoadNow(whole.state(), whole.clearedAt(), newSnowCm(states, whole)));
  }

  @SuppressWarnings("ReferenceEquality") // states are published as objects
  private @Nullable Double newSnowCm(SnowStates states, SegmentState whole) {
    Fallen known = fallen;
    if (known == null || known.states() != states) {
      known =
          new Fallen(
              states,
              states
                  .event()
                  .filter(event -> !event.readings().isEmpty())
                  .map(event -> new Snowfall(event, states.at(), rules)));
      fallen = known;
    }
    return known
        .snow()
        .map(snow ->
            snow.newSnowCm(whole.clearedAt() == null ? snow.event().begin() : whole.clearedAt()))
        .orElse(null);
  }

  /** For gauges that measure snow. */
  public SnowEvents events() {
    return events;
  }

  /** Begins to keep states; begin to listen to news before. */
  public void start() {
    present.start();
  }

  /** Passes were added, replaced or taken away. */
  public void passesChanged(PassesChanged change) {
    past.changed();
    present.accept(change);
  }

  /** A layer has changed; that of the roads matters. */
  public void layerChanged(LayerChanged change) {
    if (change.layer().name().equals(settings.roadsLayer())) {
      past.changed();
      present.roadsChanged();
    }
  }

  /** Waits until all news up to now are taken in; for tests. */
  public void settle() {
    present.settle();
  }

  @Override
  public void close() {
    present.close();
  }
}
