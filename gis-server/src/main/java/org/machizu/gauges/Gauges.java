package org.machizu.gauges;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.machizu.access.Actor;
import org.machizu.config.SensorSettings;
import org.machizu.http.Route;
import org.machizu.layers.FeatureStore;
import org.machizu.layers.LayerChanged;
import org.machizu.layers.VisibleLayers;
import org.machizu.sensors.gauge.Gauge;
import org.machizu.sensors.gauge.Level;
import org.machizu.sensors.quality.GateState;

/** Everything about gauges, put together: messages ─► store ─► judging ══ alerts ══► news. */
public final class Gauges implements Consumer<LayerChanged>, AutoCloseable {
  private final SensorSettings settings;
  private final Standings standings;
  private final GaugeStore readings;
  private final GaugeIntake intake;
  private final MessageReader reader;
  private final GaugeSight sight;
  private final Silences silences;
  private final Optional<OtherServers> others;
  private final List<Route> routes;

  /** What a town keeps about gauges. */
  public record Stores(GaugeStore readings, AlertStore alerts, GaugeEntries entries) {}

  /**
   * The ports that it needs.
   *
   * @param shared whether other servers take in readings too
   */
  public record Ports(Stores stores, boolean shared, VisibleLayers layers, FeatureStore features) {}

  /**
   * @param news hears of what changed, after it is committed
   */
  public Gauges(SensorSettings settings, Ports ports, Clock clock, Consumer<GaugesChanged> news) {
    this.settings = settings;
    Stores stores = ports.stores();
    readings = stores.readings();
    standings =
        new Standings(
            () ->
                GaugeBook.read(
                    ports.layers(), ports.features(), settings.layer(), settings.columns()),
            stores.entries());
    GaugeJudge judge =
        new GaugeJudge(gauge -> standings.find(gauge).map(Standings.Ruled::standing), clock);
    intake = new GaugeIntake(stores.readings(), standings, judge, clock, news);
    reader = new MessageReader(standings);
    silences = new Silences(stores, standings, judge, clock, news);
    others = ports.shared() ? Optional.of(new OtherServers(stores, news)) : Optional.empty();
    sight = new GaugeSight(ports.layers(), ports.features(), settings);
    GaugeDesk desk = new GaugeDesk(stores, standings, judge, clock, news);
    List<Route> all = new ArrayList<>();
    // Before those of one gauge, which would take the name for a gauge's.
    all.addAll(new MessageRoutes(sight, stores.readings()).routes());
    Lateness lateness = new Lateness(stores.readings(), settings.lateAfter());
    all.addAll(new GaugeRoutes(sight, stores.readings(), standings, lateness, clock).routes());
    all.addAll(new GaugeDeskRoutes(sight, desk, standings, intake, clock).routes());
    all.addAll(new PushRoutes(sight, reader, intake, clock).routes());
    all.addAll(
        new AlertRoutes(
                sight,
                stores.alerts(),
                new AlertView(stores.readings(), standings, clock),
                clock,
                news)
            .routes());
    routes = List.copyOf(all);
  }

  public List<Route> routes() {
    return routes;
  }

  /** Who may see and see to what. */
  public GaugeSight sight() {
    return sight;
  }

  /** For who brings messages in. */
  public GaugeIntake intake() {
    return intake;
  }

  /** Finds out whose readings a message holds. */
  public MessageReader reader() {
    return reader;
  }

  /** How messages of a gauge's device are read; empty: in the usual form. */
  public Optional<String> decodingOf(String gauge) {
    return standings.find(gauge).flatMap(ruled -> ruled.decoding(Optional.empty()));
  }

  /** The gauges of which a device may tell. */
  public List<String> gaugesOf(String device) {
    return standings.all().values().stream()
        .filter(ruled -> ruled.takesFrom(device))
        .map(Standings.Ruled::id)
        .sorted()
        .toList();
  }

  /** What is known of a gauge at the moment; empty when there is none of that number. */
  public Optional<Gauge> find(String gauge) {
    return standings.find(gauge).map(ruled -> ruled.standing().gauge());
  }

  /** The drill that the public may be told of, where one is on at a moment. */
  public Optional<Drill> publicDrill(String gauge, Instant at) {
    return standings.find(gauge).flatMap(ruled -> ruled.drillAt(at)).filter(Drill::publicly);
  }

  /**
   * The gauges that somebody sees whose newest believed reading has reached a level of danger.
   *
   * @param since older readings are no news
   * @throws org.machizu.http.ProblemException when they see no layer of gauges
   */
  public List<Risen> risen(Actor actor, Instant since) {
    Set<String> seen = new HashSet<>();
    sight.list(actor).forEach(one -> seen.add(one.gauge()));
    Map<String, Standings.Ruled> ruled = standings.all();
    List<Risen> risen = new ArrayList<>();
    for (GaugeStore.Standing kept : readings.standings()) {
      Standings.Ruled rule = ruled.get(kept.stream().gauge());
      GateState.Point last = kept.state().gate().last();
      if (kept.stream().drill()
          || rule == null
          || last == null
          || last.time().isBefore(since)
          || !seen.contains(kept.stream().gauge())) {
        continue;
      }
      Gauge gauge = rule.standing().gauge();
      boolean isDanger =
          gauge
              .levelsAt(last.time())
              .reachedBy(last.metres())
              .filter(level -> level.severity() == Level.Severity.DANGER)
              .isPresent();
      if (isDanger) {
        risen.add(new Risen(gauge.id(), gauge.water(), last.time()));
      }
    }
    return risen;
  }

  /**
   * A gauge above a level of danger (氾濫危険水位, 氾濫開始水位).
   *
   * @param water the river or pond that it measures; may be empty
   * @param time of the reading
   */
  public record Risen(String gauge, String water, Instant time) {}

  /** Begins to look for stations that fall silent. */
  public void start() {
    silences.start();
    others.ifPresent(OtherServers::start);
  }

  @Override
  public void accept(LayerChanged change) {
    if (change.layer().name().equals(settings.layer())) {
      standings.forget();
    }
  }

  @Override
  public void close() {
    silences.close();
    others.ifPresent(OtherServers::close);
  }
}
