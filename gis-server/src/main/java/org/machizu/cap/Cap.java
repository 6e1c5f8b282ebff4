package org.machizu.cap;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.machizu.access.Actor;
import org.machizu.config.Municipality;
import org.machizu.config.OutboxSettings;
import org.machizu.gauges.AlertStore;
import org.machizu.gauges.AlertStore.Claimed;
import org.machizu.http.Route;
import org.machizu.layers.FeatureStore;
import org.machizu.layers.VisibleLayers;
import org.machizu.outbox.Situations;
import org.machizu.outbox.Stations;

/** Everything of CAP, put together: alerts in, feed and files out. */
public final class Cap implements Consumer<Claimed> {
  private final CapRoutes routes;
  private final Optional<CapFolder> folder;

  /**
   * What it needs of others.
   *
   * @param maySee throws for whoever does not see the gauges
   * @param minds whether somebody sees to gauges; they see all drills, too
   */
  public record Ports(
      AlertStore alerts,
      Situations situations,
      Stations stations,
      VisibleLayers layers,
      FeatureStore features,
      Consumer<Actor> maySee,
      Predicate<Actor> minds) {}

  public Cap(Municipality town, OutboxSettings settings, Ports ports, Clock clock) {
    Areas areas =
        settings
            .capAreas()
            .<Areas>map(named -> new LayerAreas(ports.layers(), ports.features(), named))
            .orElse(Areas.NONE);
    CapXml xml = new CapXml(town.code(), town.name(), ports.situations(), ports.stations(), areas);
    CapFeed feed =
        new CapFeed(
            town.code(),
            settings.capSender().orElse("machizu-" + town.code()),
            town.name(),
            ports.alerts(),
            xml,
            ports.stations(),
            clock);
    this.routes = new CapRoutes(feed, ports.maySee(), ports.minds());
    this.folder = settings.capFolder().map(path -> new CapFolder(path, feed));
  }

  public List<Route> routes() {
    return routes.routes();
  }

  /** Lays down what is not there yet. */
  public void start() {
    folder.ifPresent(CapFolder::write);
  }

  /** An alert has changed. */
  @Override
  public void accept(Claimed step) {
    folder
        .filter(one -> step.alert().published() != null || one.isBehind())
        .ifPresent(CapFolder::write);
  }
}
