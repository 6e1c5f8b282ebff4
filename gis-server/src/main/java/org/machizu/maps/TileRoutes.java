package org.machizu.maps;

import static io.javalin.http.HandlerType.GET;

import io.javalin.http.Context;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.Envelope;
import org.machizu.geo.feature.LayerKind;
import org.machizu.geo.feature.Revision;
import org.machizu.geo.feature.ZoomRange;
import org.machizu.http.Answers;
import org.machizu.http.Audience;
import org.machizu.http.Parameter;
import org.machizu.http.Precompressed;
import org.machizu.http.Problem;
import org.machizu.http.Query;
import org.machizu.http.Reads;
import org.machizu.http.Requests;
import org.machizu.http.Route;
import org.machizu.layers.FeatureStore;
import org.machizu.layers.RasterContent;
import org.machizu.layers.RasterStore;
import org.machizu.layers.VisibleLayers;
import org.machizu.layers.VisibleLayers.VisibleLayer;
import org.machizu.tiles.cache.CachedTile;
import org.machizu.tiles.grid.TileAddress;

/** Vector tiles and TileJSON of one or several layers. */
public final class TileRoutes {
  private static final int MAX_LAYERS = 32;
  private static final String MVT = "application/vnd.mapbox-vector-tile";
  static final Parameter VERSION =
      Parameter.integer("v", "revision from the TileJSON; the answer may then be kept for good");

  private final VisibleLayers layers;
  private final FeatureStore features;
  private final RasterStore rasters;
  private final VectorTiles tiles;

  public TileRoutes(
      VisibleLayers layers, FeatureStore features, RasterStore rasters, VectorTiles tiles) {
    this.layers = layers;
    this.features = features;
    this.rasters = rasters;
    this.tiles = tiles;
  }

  public List<Route> routes() {
    return List.of(
        Route.of(
                GET,
                "/tiles/{layers}/{z}/{x}/{y}.mvt",
                Audience.ANYBODY,
                Reads.LAYER_IN_PATH,
                "A vector tile of one or several layers (names by commas), WebMercatorQuad",
                this::tile)
            .with(VERSION),
        Route.of(
                GET,
                "/tiles/{layers}.json",
                Audience.ANYBODY,
                Reads.LAYER_IN_PATH,
                "TileJSON 3.0 of one or several layers",
                this::tileJson)
            .with(Parameter.text("lang", "language of texts: ja or en")));
  }

  private void tile(Context ctx) {
    List<VisibleLayer> asked = askedLayers(ctx);
    requireFeatures(asked);
    TileAddress address = address(ctx);
    Revision newest = newestRevision(asked);
    // Asked before the tile is got: then the tile has at least what the revision has.
    boolean versionStands =
        Query.of(ctx).wholeNumber("v", 0, Long.MAX_VALUE).stream()
            .anyMatch(v -> v == newest.number() && tiles.areUpToDate(asked));
    CachedTile tile = tiles.get(asked, address);
    boolean stands =
        versionStands && asked.stream().noneMatch(layer -> layer.view().changesWithTime());
    String etag = "\"" + tile.tile().etag() + "\"";
    Answers.cacheHeaders(ctx, etag);
    if (stands) {
      boolean isPublic = Requests.actor(ctx).isPublic();
      ctx.header(
          "Cache-Control", (isPublic ? "public" : "private") + ", max-age=31536000, immutable");
    }
    if (Answers.matches(ctx, etag)) {
      ctx.status(304);
    } else if (tile.tile().isEmpty()) {
      ctx.status(204);
    } else {
      Precompressed.gzip(ctx, MVT, tile.tile().gzip());
    }
  }

  private void tileJson(Context ctx) {
    List<VisibleLayer> asked = askedLayers(ctx);
    String language = Requests.language(ctx);
    if (asked.size() == 1 && asked.getFirst().entry().layer().kind().isRaster()) {
      Answers.json(ctx, rasterJson(ctx, asked.getFirst(), language));
      return;
    }
    requireFeatures(asked);
    String names = String.join(",", asked.stream().map(VisibleLayer::name).toList());
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("tilejson", "3.0.0");
    json.put("name", title(asked, language));
    json.put(
        "tiles",
        List.of(
            Requests.baseUrl(ctx)
                + "/tiles/"
                + names
                + "/{z}/{x}/{y}.mvt?v="
                + newestRevision(asked)));
    json.put("minzoom", zooms(asked).mapToInt(ZoomRange::min).min().orElse(0));
    json.put("maxzoom", zooms(asked).mapToInt(ZoomRange::max).max().orElse(0));
    asked.stream()
        .flatMap(layer -> features.extent(layer.view()).stream())
        .reduce(Envelope::union)
        .ifPresent(box -> json.put("bounds", corners(box)));
    json.put("attribution", attribution(asked));
    json.put("vector_layers", asked.stream().map(layer -> vectorLayer(layer, language)).toList());
    Answers.json(ctx, json);
  }

  /**
   * Photos come as WebP, which is small; drawings in few colours as PNG, which everything reads.
   */
  private Map<String, Object> rasterJson(Context ctx, VisibleLayer layer, String language) {
    String ending = layer.entry().layer().kind() == LayerKind.IMAGE ? "webp" : "png";
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("tilejson", "3.0.0");
    json.put("name", title(List.of(layer), language));
    json.put(
        "tiles",
        List.of(
            "%s/tiles/%s/{z}/{x}/{y}.%s?v=%s"
                .formatted(Requests.baseUrl(ctx), layer.name(), ending, layer.entry().revision())));
    Optional<RasterContent> content = rasters.read(layer.view(), RasterStore.Pixels::content);
    json.put("minzoom", content.map(c -> c.zooms().min()).orElse(0));
    json.put("maxzoom", content.map(c -> c.zooms().max()).orElse(0));
    content.ifPresent(c -> json.put("bounds", corners(c.extent())));
    json.put("attribution", attribution(List.of(layer)));
    return json;
  }

  private static List<Double> corners(Envelope box) {
    return List.of(box.minLon(), box.minLat(), box.maxLon(), box.maxLat());
  }

  private static String attribution(List<VisibleLayer> asked) {
    return String.join(
        " · ",
        asked.stream()
            .map(layer -> layer.entry().layer().provenance().source())
            .filter(source -> !source.isEmpty())
            .distinct()
            .toList());
  }

  private static void requireFeatures(List<VisibleLayer> asked) {
    for (VisibleLayer layer : asked) {
      if (layer.entry().layer().kind().isRaster()) {
        throw Problem.of(
                404,
                "no-vector-tiles",
                "The layer has no tiles of this kind",
                "layer '" + layer.name() + "' is made of pixels, which have no vector tiles",
                "Ask it alone: /tiles/%1$s.json, /tiles/%1$s/{z}/{x}/{y}.webp or .png."
                    .formatted(layer.name()))
            .asException();
      }
    }
  }

  private static Map<String, Object> vectorLayer(VisibleLayer layer, String language) {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (Attribute attribute : layer.view().schema().attributes()) {
      fields.put(attribute.name(), attribute.title().in(language));
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", layer.name());
    json.put("description", layer.entry().layer().title().in(language));
    json.put("minzoom", layer.entry().layer().zoomRange().min());
    json.put("maxzoom", layer.entry().layer().zoomRange().max());
    json.put("fields", fields);
    return json;
  }

  private static String title(List<VisibleLayer> asked, String language) {
    return String.join(
        ", ", asked.stream().map(l -> l.entry().layer().title().in(language)).toList());
  }

  private static Stream<ZoomRange> zooms(List<VisibleLayer> asked) {
    return asked.stream().map(layer -> layer.entry().layer().zoomRange());
  }

  private static Revision newestRevision(List<VisibleLayer> asked) {
    return asked.stream()
        .map(layer -> layer.entry().revision())
        .max(Comparator.naturalOrder())
        .orElse(Revision.NONE);
  }

  private List<VisibleLayer> askedLayers(Context ctx) {
    String text = ctx.pathParam("layers");
    List<String> names = List.of(text.split(",", -1));
    if (names.size() > MAX_LAYERS || Set.copyOf(names).size() < names.size()) {
      throw Problem.badParameter(
              "layers", text, "1 to " + MAX_LAYERS + " layers by commas, each once")
          .asException();
    }
    return names.stream()
        .map(name ->
            layers
                .find(Requests.actor(ctx), name)
                .orElseThrow(() -> Problem.notFound("layer", name).asException()))
        .toList();
  }

  static TileAddress address(Context ctx) {
    int z = (int) Requests.pathNumber(ctx, "z", 0, TileAddress.MAX_ZOOM);
    long last = (1L << z) - 1;
    return new TileAddress(
        z,
        (int) Requests.pathNumber(ctx, "x", 0, last),
        (int) Requests.pathNumber(ctx, "y", 0, last));
  }
}
