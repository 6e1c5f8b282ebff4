package org.machizu.cap;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.machizu.access.Actor;
import org.machizu.config.Municipality;
import org.machizu.gauges.AlertStore;
import org.machizu.gauges.AlertStore.Claimed;
import org.machizu.http.Route;
import org.machizu.outbox.Situations;
import org.machizu.outbox.Stations;

/** Everything of CAP, put together: alerts in, feed and files out. */
public final class Cap implements Consumer<Claimed> {
  private final CapRoutes routes;
  private final Optional<CapFolder> folder;

  /**
   * @param sender how the town is named; empty: by its code
   * @param files where files are laid down; empty: nowhere
   * @param maySee throws for whoever does not see the gauges
   * @param minds whether somebody sees to gauges; they see drills too
   */
  public Cap(
      Municipality town,
      Optional<String> sender,
      Optional<Path> files,
      AlertStore alerts,
      Situations situations,
      Stations stations,
      Consumer<Actor> maySee,
      Predicate<Actor> minds) {
    CapXml xml = new CapXml(town.code(), town.name(), situations, stations);
    CapFeed feed =
        new CapFeed(town.code(), sender.orElse("machizu-" + town.code()), town.name(), alerts, xml);
    this.routes = new CapRoutes(feed, maySee, minds);
    this.folder = files.map(path -> new CapFolder(path, feed));
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
