package org.machizu.opendata;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.machizu.basemap.BaseMap;
import org.machizu.config.Municipality;
import org.machizu.config.OpenDataSettings;
import org.machizu.federation.Origin;
import org.machizu.geo.crs.Crs;
import org.machizu.http.Route;
import org.machizu.ingest.format.Formats;
import org.machizu.layers.FeatureStore;
import org.machizu.layers.RasterStore;
import org.machizu.layers.VisibleLayers;
import org.machizu.opendata.feedback.FeedbackDesk;
import org.machizu.opendata.feedback.FeedbackDeskRoutes;
import org.machizu.opendata.feedback.FeedbackKeeper;
import org.machizu.opendata.feedback.FeedbackRoutes;
import org.machizu.opendata.feedback.FeedbackStore;
import org.machizu.opendata.page.OpenLayers;
import org.machizu.opendata.page.OpenPages;
import org.machizu.opendata.themes.MapDesk;
import org.machizu.opendata.themes.MapDeskRoutes;
import org.machizu.opendata.themes.MapPages;
import org.machizu.opendata.themes.MapRoutes;
import org.machizu.opendata.themes.ThematicMapStore;
import org.machizu.outbox.Letters;

/** The open GIS page, put together. */
public final class OpenData implements AutoCloseable {
  private final List<Route> routes = new ArrayList<>();
  private final FeedbackKeeper keeper;

  /**
   * What it stands on.
   *
   * @param formats in which layers are taken away
   * @param origins whose a layer is when it lies on another server, by its short id
   */
  public record Ports(
      VisibleLayers layers,
      FeatureStore features,
      RasterStore rasters,
      Formats formats,
      ThematicMapStore maps,
      FeedbackStore feedback,
      Function<String, Optional<Origin>> origins) {}

  /**
   * @param baseMaps the backgrounds that the settings offer
   * @param sections the roles of staff, to which messages can be handed over
   */
  public OpenData(
      Municipality municipality,
      OpenDataSettings settings,
      Ports ports,
      List<BaseMap> baseMaps,
      Supplier<List<String>> sections,
      Letters letters,
      Clock clock) {
    OpenLayers layers = new OpenLayers(ports.layers());
    MapDesk desk = new MapDesk(ports.maps(), layers, clock);
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
                zone,
                ports.origins())
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
    FeedbackDesk feedback =
        new FeedbackDesk(
            ports.feedback(), layers, desk, sections, new AnswersByMail(letters, pages), clock);
    routes.addAll(
        new FeedbackRoutes(feedback, pages, layers, maps, Letters::isAddress, clock).routes());
    routes.addAll(new FeedbackDeskRoutes(feedback).routes());
    keeper =
        new FeedbackKeeper(
            ports.feedback(),
            settings.addressesFor(),
            settings.messagesFor(),
            letters::forget,
            clock);
    keeper.start();
  }

  public List<Route> routes() {
    return List.copyOf(routes);
  }

  @Override
  public void close() {
    keeper.close();
  }
}
