package org.machizu.server;

import io.javalin.config.RoutesConfig;
import java.time.Clock;
import java.util.List;
import org.machizu.basemap.BaseMap;
import org.machizu.config.Settings;
import org.machizu.http.ProblemAnswers;
import org.machizu.http.Route;
import org.machizu.opendata.OpenData;
import org.machizu.opendata.page.OpenLayers;
import org.machizu.opendata.themes.MapDesk;
import org.machizu.opendata.themes.MapProblems;
import org.machizu.opendata.themes.StaleMapException;

/** The open GIS page with its desks. */
final class OpenGis {
  private final OpenData pages;

  /**
   * @param baseMaps the backgrounds that the settings offer
   */
  OpenGis(Town town, Settings settings, List<BaseMap> baseMaps, Clock clock) {
    OpenData.Ports ports =
        new OpenData.Ports(
            town.layers(), town.features(), town.rasters(), town.formats(), town.thematicMaps());
    MapDesk desk = new MapDesk(town.thematicMaps(), new OpenLayers(town.layers()), clock);
    pages = new OpenData(settings.municipality(), ports, baseMaps, desk);
  }

  List<Route> routes() {
    return pages.routes();
  }

  /** What goes wrong there, as it is told. */
  static void tellProblems(RoutesConfig routes) {
    ProblemAnswers.on(routes, StaleMapException.class, MapProblems::of);
  }
}
