package org.machizu.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.machizu.catalogue.DcatRoutes;
import org.machizu.catalogue.OpenLayers;
import org.machizu.catalogue.RecordRoutes;
import org.machizu.config.Settings;
import org.machizu.geo.crs.Crs;
import org.machizu.geo.crs.PlaneZone;
import org.machizu.geo.feature.LocalizedText;
import org.machizu.http.Route;
import org.machizu.layers.LayerChanged;
import org.machizu.maps.RasterTiles;
import org.machizu.maps.VectorTiles;
import org.machizu.ogc.styles.StyleDocumentRoutes;
import org.machizu.ogc.tiles.TileMatrixSetRoutes;
import org.machizu.ogc.tiles.TileSetRoutes;
import org.machizu.ogc.tiles.TileSets;
import org.machizu.ogc.wmts.WmtsRoutes;
import org.machizu.tiles.grid.TileMatrixSet;

/** What other programs read by the standards of the OGC, besides features. */
final class MapStandards implements Consumer<LayerChanged> {
  /** Tiles on the plane of the zone are asked for by few; the web's have the larger part. */
  private static final int PLANE_SHARE = 8;

  private static final long LEAST_CACHE_BYTES = 1 << 20;

  private final Town town;
  private final Optional<VectorTiles> planeTiles;
  private final TileSets sets;
  private final LocalizedText name;
  private final OpenLayers openLayers;

  /**
   * @param tiles of the web, which this shares with the viewer
   * @param pictures of layers of pixels, on any plane
   * @param background packs layers anew that have changed much
   */
  MapStandards(
      Town town, Settings settings, VectorTiles tiles, RasterTiles pictures, Executor background) {
    this.town = town;
    this.name = settings.municipality().name();
    this.openLayers =
        new OpenLayers(town.layers(), town.features(), town.rasters(), town.formats());
    List<TileSets.Offered> offered = new ArrayList<>();
    offered.add(new TileSets.Offered(TileMatrixSet.webMercatorQuad(), tiles));
    Optional<TileMatrixSet> plane =
        settings
            .municipality()
            .zone()
            .flatMap(Crs::planeZone)
            .map(zone -> TileMatrixSet.ofZone(new PlaneZone(zone)));
    planeTiles =
        plane.map(set ->
            new VectorTiles(
                town.features(),
                set.grid(),
                Math.max(LEAST_CACHE_BYTES, settings.tiles().cacheBytes() / PLANE_SHARE),
                settings.tiles().packBytes() / PLANE_SHARE,
                background));
    plane.ifPresent(
        set -> planeTiles.ifPresent(vector -> offered.add(new TileSets.Offered(set, vector))));
    sets = new TileSets(offered, town.features(), town.rasters(), pictures);
  }

  /** From then on no tile is older than the change. */
  @Override
  public void accept(LayerChanged change) {
    planeTiles.ifPresent(tiles -> tiles.accept(change));
  }

  /** Before the routes of layers, whose addresses hold theirs too. */
  List<Route> recordRoutes() {
    return new RecordRoutes(openLayers, name).routes();
  }

  List<Route> routes() {
    List<Route> routes = new ArrayList<>();
    routes.addAll(new TileMatrixSetRoutes(sets).routes());
    routes.addAll(new TileSetRoutes(town.layers(), sets).routes());
    routes.addAll(new StyleDocumentRoutes(town.layers()).routes());
    routes.addAll(new WmtsRoutes(town.layers(), sets, name).routes());
    routes.addAll(new DcatRoutes(openLayers, name).routes());
    return routes;
  }
}
