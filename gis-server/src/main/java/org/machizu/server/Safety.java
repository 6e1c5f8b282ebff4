package org.machizu.server;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.machizu.access.Actor;
import org.machizu.config.Settings;
import org.machizu.gauges.Gauges;
import org.machizu.hazard.HazardRoutes;
import org.machizu.hazard.Hazards;
import org.machizu.hazard.SafetyPageRoutes;
import org.machizu.hazard.TownMaps;
import org.machizu.hazard.TownMapsException;
import org.machizu.hazard.sheet.HazardSheets;
import org.machizu.hazard.sheet.SheetRoutes;
import org.machizu.http.Pages;
import org.machizu.http.Route;
import org.machizu.layers.LayerChanged;
import org.machizu.layers.ground.Grounds;
import org.machizu.shelters.ShelterPageRoutes;
import org.machizu.shelters.Shelters;
import org.machizu.shelters.SheltersChanged;
import org.machizu.snow.Snow;

/** Hazards, shelters and the ways to them, put together. */
final class Safety implements AutoCloseable {
  private final Town town;
  private final Settings settings;
  private final Clock clock;
  private final Shelters shelters;
  private final WaysToRefuges ways = new WaysToRefuges();
  private final List<Route> routes = new ArrayList<>();

  /**
   * What is said of shelters ─► store ══ changes ══► open pages.
   *
   * @param news hears of what was said
   */
  Safety(Town town, Settings settings, Consumer<SheltersChanged> news, Clock clock) {
    this.town = town;
    this.settings = settings;
    this.clock = clock;
    shelters =
        new Shelters(
            settings.shelters(), town.shelters(), clock, news.andThen(_ -> ways.sheltersChanged()));
  }

  /**
   * Roads, hazard maps, closures ─► ways ══ another way ══► open phones.
   *
   * @param grounds the layers, as far as they are held in memory
   * @param news hears that ways may be others now, with the version for each caller
   * @throws UserErrorException when the file of hazard maps cannot be used
   */
  void start(
      Grounds grounds,
      Gauges gauges,
      Snow snow,
      Pages pages,
      Consumer<Function<Actor, Optional<String>>> news)
      throws UserErrorException {
    Hazards hazards = hazards(grounds);
    shelters.start();
    ways.start(
        town, settings, new WaysToRefuges.Sources(hazards, gauges, snow, shelters), news, clock);
    routes.addAll(new SafetyPageRoutes(pages).routes());
    routes.addAll(new ShelterPageRoutes(pages).routes());
    routes.addAll(shelters.routes());
    routes.addAll(new HazardRoutes(hazards, clock).routes());
    routes.addAll(ways.routes());
    routes.addAll(new SheetRoutes(sheets(hazards)).routes());
  }

  private Hazards hazards(Grounds grounds) throws UserErrorException {
    try {
      Optional<Path> file = settings.hazards().maps();
      TownMaps named = file.isPresent() ? TownMaps.read(file.get()) : TownMaps.none();
      return new Hazards(town.hazards(), grounds, settings.municipality().zone(), named, clock);
    } catch (TownMapsException e) {
      throw new UserErrorException(
          String.valueOf(e.getMessage()), "correct it, or leave hazards.maps out");
    }
  }

  private HazardSheets sheets(Hazards hazards) {
    HazardSheets.Issuer issuer =
        new HazardSheets.Issuer(
            settings.municipality().name(),
            settings.municipality().zone(),
            settings.hazards().phone());
    return new HazardSheets(issuer, hazards, shelters, town.layers(), town.features(), clock);
  }

  /** Once it is started. */
  List<Route> routes() {
    return List.copyOf(routes);
  }

  void layerChanged(LayerChanged change) {
    ways.layerChanged(change);
  }

  /** Water or snow stands otherwise than before. */
  void liveChanged() {
    ways.liveChanged();
  }

  @Override
  public void close() {
    ways.close();
    shelters.close();
  }
}
