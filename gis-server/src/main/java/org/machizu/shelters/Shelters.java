package org.machizu.shelters;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.machizu.access.Actor;
import org.machizu.config.ShelterSettings;
import org.machizu.http.Route;
import org.machizu.layers.FeatureStore;
import org.machizu.layers.VisibleLayers;

/**
 * Everything about shelters, put together: layer and what is said ─► shelters ══ changes ══► news.
 */
public final class Shelters implements AutoCloseable {
  private final ShelterBook book;
  private final ShelterStates states;
  private final Optional<OtherServers> others;
  private final List<Route> routes;

  /**
   * The ports that it needs.
   *
   * @param shared whether other servers are told of shelters too
   */
  public record Ports(
      ShelterStore store, boolean shared, VisibleLayers layers, FeatureStore features) {}

  /**
   * @param news hears of what was said, after it is committed; also of what other servers were told
   */
  public Shelters(
      ShelterSettings settings, Ports ports, Clock clock, Consumer<SheltersChanged> news) {
    book = new ShelterBook(ports.layers(), ports.features(), settings);
    states = new ShelterStates(ports.store(), clock);
    others =
        ports.shared()
            ? Optional.of(
                new OtherServers(
                    ports.store(),
                    change -> {
                      states.lookAgain();
                      news.accept(change);
                    }))
            : Optional.empty();
    ShelterDesk desk = new ShelterDesk(settings, ports, states, clock, news);
    routes = new ShelterRoutes(this, desk, ports.store(), clock).routes();
  }

  /** Begins to hear of what other servers are told. */
  public void start() {
    others.ifPresent(OtherServers::start);
  }

  public List<Route> routes() {
    return routes;
  }

  /** What somebody sees, by number; none when they see no layer of shelters. */
  public List<Shelter> list(Actor actor) {
    return book.find(actor).map(this::withStates).orElse(List.of());
  }

  /** One of those that somebody sees. */
  public Optional<Shelter> find(Actor actor, String id) {
    return list(actor).stream().filter(shelter -> shelter.id().equals(id)).findFirst();
  }

  /** The page of the layer's book with each state. */
  List<Shelter> withStates(ShelterBook.Page page) {
    Map<String, ShelterState> now = states.now();
    return page.places().stream()
        .map(place -> Shelter.of(place, now.getOrDefault(place.id(), ShelterState.NEVER)))
        .toList();
  }

  /**
   * The layer's book as somebody sees it.
   *
   * @throws org.machizu.http.ProblemException 404 when they see no layer of shelters
   */
  ShelterBook.Page page(Actor actor) {
    return book.get(actor);
  }

  @Override
  public void close() {
    others.ifPresent(OtherServers::close);
  }
}
