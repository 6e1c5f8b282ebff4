package org.machizu.snow;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.machizu.config.SnowColumns;
import org.machizu.config.SnowSettings;
import org.machizu.geo.crs.Crs;
import org.machizu.http.Route;
import org.machizu.layers.FeatureStore;
import org.machizu.layers.LayerChanged;
import org.machizu.layers.VisibleLayers;
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

  /**
   * The ports that it needs.
   *
   * @param shared whether other servers write passes too
   * @param zone where the town measures; empty: the zone nearest to its roads
   */
  public record Ports(
      PassReads passes,
      boolean shared,
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
    SnowRules rules = SnowRules.of(settings);
    SnowColumns columns = settings.columns();
    PassReads passes = ports.passes();
    this.events = new SnowEvents(ports.snow(), clock);
    this.present =
        new RoadStates(
            settings.roadsLayer(),
            () -> RoadBook.read(ports, settings.roadsLayer(), columns),
            passes,
            ports.shared(),
            events,
            rules,
            clock,
            told);
    this.past = new PastStates(present, ports.shared());
    events.onChange(past::changed);
    SnowSight sight = new SnowSight(ports.layers(), ports.features(), settings);
    List<Route> all = new ArrayList<>();
    all.addAll(new RoadStateRoutes(sight, present, past, passes, columns, rules, clock).routes());
    all.addAll(
        new StreetRoutes(sight, search, present, columns, rules, ports.zone(), clock).routes());
    all.addAll(new DeskRoutes(sight, present, passes, columns, rules, clock).routes());
    all.addAll(new SnowEventRoutes(sight, events).routes());
    this.routes = List.copyOf(all);
  }

  public List<Route> routes() {
    return routes;
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
