package org.machizu.server;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.machizu.federation.Federation;
import org.machizu.federation.Origin;
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
import org.machizu.ogc.pages.OgcPages;

/** The OGC APIs for features, put together. */
final class OpenStandards {
  private OpenStandards() {}

  /**
   * Their routes.
   *
   * @param computed what is offered beside the layers
   * @param federation whose layers are
   * @param web folder of the built pages, on the class path
   * @param title what the server is called
   * @param table the whole route table; asked when it is to be described
   */
  static List<Route> routes(
      Town town,
      List<ComputedCollection> computed,
      Federation federation,
      String title,
      String web,
      Clock clock,
      Supplier<List<Route>> table) {
    List<Route> all = new ArrayList<>();
    OgcPages pages = new OgcPages(web);
    all.addAll(new ComputedRoutes(computed, pages).routes());
    all.addAll(
        new OgcRoutes(
                town.layers(),
                town.features(),
                town.rasters(),
                computed,
                layer -> federation.origin(layer).map(Origin::json),
                title,
                pages)
            .routes());
    all.addAll(new ApiRoutes(title, table, pages).routes());
    all.addAll(new ApiDescriptionRoutes(title, BodySchemas.ALL, table).routes());
    all.addAll(new SchemaRoutes(town.layers(), pages).routes());
    all.addAll(
        new ItemsRoutes(town.layers(), town.features(), town.grids(), clock, pages).routes());
    all.addAll(new EditRoutes(town.layers(), town.features(), town.grids()).routes());
    return all;
  }
}
