package org.machizu.opendata;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.machizu.basemap.BaseMap;
import org.machizu.config.Municipality;
import org.machizu.geo.crs.Crs;
import org.machizu.http.Route;
import org.machizu.ingest.format.Formats;
import org.machizu.layers.FeatureStore;
import org.machizu.layers.RasterStore;
import org.machizu.layers.VisibleLayers;
import org.machizu.opendata.page.OpenLayers;
import org.machizu.opendata.page.OpenPages;
import org.machizu.opendata.themes.MapDesk;
import org.machizu.opendata.themes.MapDeskRoutes;
import org.machizu.opendata.themes.MapPages;
import org.machizu.opendata.themes.MapRoutes;
import org.machizu.opendata.themes.ThematicMapStore;

/** The open GIS page, put together. */
public final class OpenData {
  private final List<Route> routes = new ArrayList<>();

  /**
   * What it stands on.
   *
   * @param formats in which layers are taken away
   */
  public record Ports(
      VisibleLayers layers,
      FeatureStore features,
      RasterStore rasters,
      Formats formats,
      ThematicMapStore maps) {}

  /**
   * @param baseMaps the backgrounds that the settings offer
   */
  public OpenData(Municipality municipality, Ports ports, List<BaseMap> baseMaps, MapDesk desk) {
    OpenLayers layers = new OpenLayers(ports.layers());
    OpenPages pages = new OpenPages(municipality.name());
    MapPages maps = new MapPages(ports.maps(), layers, pages);
    Optional<Crs> zone = municipality.zone();
    NewsFeed feed = new NewsFeed(municipality.code(), pages);
    routes.addAll(new CatalogueRoutes(layers, pages, maps, feed).routes());
    routes.addAll(
        new LayerPageRoutes(
                layers,
                ports.features(),
                pages,
                new Previews(layers, ports.features(), zone),
                new RasterPreviews(ports.rasters()),
                ports.formats().list(),
                zone)
            .routes());
    routes.addAll(
        new MapRoutes(
                maps,
                desk,
                pages,
                layers,
                new MapRoutes.Contents(ports.features(), ports.rasters()),
                baseMaps)
            .routes());
    routes.addAll(new MapDeskRoutes(desk, baseMaps).routes());
  }

  public List<Route> routes() {
    return List.copyOf(routes);
  }
}
