package org.machizu.server;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.machizu.http.ApiDescriptionRoutes;
import org.machizu.http.Route;
import org.machizu.ogc.ApiRoutes;
import org.machizu.ogc.BodySchemas;
import org.machizu.ogc.ComputedCollection;
import org.machizu.ogc.ComputedRoutes;
import org.machizu.ogc.EditRoutes;
import org.machizu.ogc.ItemsRoutes;
import org.machizu.ogc.OgcRoutes;
import org.machizu.ogc.SchemaRoutes;

/** The OGC APIs for features, put together. */
final class OpenStandards {
  private OpenStandards() {}

  /**
   * Their routes.
   *
   * @param computed what is offered beside the layers
   * @param title what the server is called
   * @param table the whole route table; asked when it is to be described
   */
  static List<Route> routes(
      Town town,
      List<ComputedCollection> computed,
      String title,
      Clock clock,
      Supplier<List<Route>> table) {
    List<Route> all = new ArrayList<>();
    all.addAll(new ComputedRoutes(computed).routes());
    all.addAll(
        new OgcRoutes(town.layers(), town.features(), town.rasters(), computed, title).routes());
    all.addAll(new ApiRoutes(title, table).routes());
    all.addAll(new ApiDescriptionRoutes(title, BodySchemas.ALL, table).routes());
    all.addAll(new SchemaRoutes(town.layers()).routes());
    all.addAll(new ItemsRoutes(town.layers(), town.features(), town.grids(), clock).routes());
    all.addAll(new EditRoutes(town.layers(), town.features(), town.grids()).routes());
    return all;
  }
}
