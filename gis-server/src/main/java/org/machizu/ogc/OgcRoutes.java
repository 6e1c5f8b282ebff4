package org.machizu.ogc;

import static io.javalin.http.HandlerType.GET;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.machizu.catalogue.RecordCollection;
import org.machizu.html.PageLanguage;
import org.machizu.http.Answers;
import org.machizu.http.Audience;
import org.machizu.http.BodyForm;
import org.machizu.http.Json;
import org.machizu.http.Link;
import org.machizu.http.Negotiation;
import org.machizu.http.OpenApi;
import org.machizu.http.Parameter;
import org.machizu.http.Reads;
import org.machizu.http.Requests;
import org.machizu.http.Route;
import org.machizu.layers.FeatureStore;
import org.machizu.layers.RasterStore;
import org.machizu.layers.VisibleLayers;
import org.machizu.layers.VisibleLayers.VisibleLayer;
import org.machizu.ogc.pages.Asked;
import org.machizu.ogc.pages.OgcPages;

/** The OGC API's landing page, conformance and collections. */
public final class OgcRoutes {
  private static final Parameter FORMAT = ItemsRequest.FORMAT;
  private static final Parameter LANGUAGE = ItemsRequest.LANGUAGE;

  private final VisibleLayers layers;
  private final FeatureStore features;
  private final RasterStore rasters;
  private final List<ComputedCollection> computed;
  private final Function<String, Optional<Map<String, Object>>> origins;
  private final String title;
  private final OgcPages pages;
  private final TimeExtents times;

  /**
   * @param computed what is offered beside the layers
   * @param origins whose a layer is, by its short id; empty for the town's own
   * @param title what the landing page calls this server
   * @param pages writes what people read
   */
  public OgcRoutes(
      VisibleLayers layers,
      FeatureStore features,
      RasterStore rasters,
      List<ComputedCollection> computed,
      Function<String, Optional<Map<String, Object>>> origins,
      String title,
      OgcPages pages) {
    this.computed = List.copyOf(computed);
    this.origins = origins;
    this.layers = layers;
    this.features = features;
    this.rasters = rasters;
    this.title = title;
    this.pages = pages;
    times = new TimeExtents(features);
  }

  public List<Route> routes() {
    return List.of(
        Route.of(GET, "/ogc", Audience.ANYBODY, Reads.NOTHING, "Landing page", this::landing)
            .with(FORMAT, LANGUAGE)
            .answering(BodyForm.json("landingPage"), BodyForm.HTML),
        Route.of(
                GET,
                "/ogc/conformance",
                Audience.ANYBODY,
                Reads.NOTHING,
                "Conformance classes",
                this::conformance)
            .with(FORMAT, LANGUAGE)
            .answering(BodyForm.json("confClasses"), BodyForm.HTML),
        Route.of(
                GET,
                "/ogc/collections",
                Audience.ANYBODY,
                Reads.EVERY_VISIBLE_LAYER,
                "The layers that the caller may see",
                this::collections)
            .with(FORMAT, LANGUAGE)
            .answering(BodyForm.json("collections"), BodyForm.HTML),
        Route.of(
                GET,
                "/ogc/collections/{layer}",
                Audience.ANYBODY,
                Reads.LAYER_IN_PATH,
                "One layer",
                this::collection)
            .with(FORMAT, LANGUAGE)
            .answering(BodyForm.json("collection"), BodyForm.HTML));
  }

  private void landing(Context ctx) {
    String base = Requests.baseUrl(ctx);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("title", title);
    json.put("description", "Machizu (街図), integrated municipal GIS");
    json.put(
        "links",
        List.of(
            Link.of(base + "/ogc", "self", "application/json", "this page"),
            Link.page(base + "/ogc?f=html"),
            Link.of(
                base + "/ogc/api",
                "service-desc",
                OpenApi.MEDIA_TYPE,
                "the interface's description"),
            Link.of(
                base + "/ogc/api?f=html",
                "service-doc",
                "text/html",
                "the interface's description"),
            Link.of(base + "/ogc/conformance", "conformance", "application/json", "conformance"),
            Link.of(base + "/ogc/collections", "data", "application/json", "the layers"),
            Link.of(
                base + "/ogc/tiles",
                "http://www.opengis.net/def/rel/ogc/1.0/tilesets-vector",
                "application/json",
                "vector tiles of all open layers"),
            Link.of(
                base + "/ogc/tileMatrixSets",
                "http://www.opengis.net/def/rel/ogc/1.0/tiling-schemes",
                "application/json",
                "the tile matrix sets"),
            Link.of(base + "/ogc/styles", CollectionJson.STYLES, "application/json", "the styles"),
            Link.of(
                base + "/ogc/collections/" + RecordCollection.ID,
                "http://www.opengis.net/def/rel/ogc/1.0/ogc-catalog",
                "application/json",
                "the catalogue of the open layers"),
            Link.of(base + "/", "related", "text/html", "the map")));
    answer(ctx, json, pages::landing);
  }

  private void conformance(Context ctx) {
    answer(ctx, Map.of("conformsTo", ConformanceClasses.ALL), pages::conformance);
  }

  private void collections(Context ctx) {
    String base = Requests.baseUrl(ctx);
    List<Map<String, Object>> list = new ArrayList<>();
    for (VisibleLayer layer : layers.list(Requests.actor(ctx))) {
      list.add(json(ctx, layer));
    }
    list.addAll(ComputedRoutes.list(ctx, computed));
    list.add(RecordCollection.of(base, Requests.language(ctx)));
    Map<String, Object> json = new LinkedHashMap<>();
    json.put(
        "links",
        List.of(
            Link.of(base + "/ogc/collections", "self", "application/json", "the layers"),
            Link.page(base + "/ogc/collections?f=html")));
    json.put("crs", OfferedCrs.uris(OfferedCrs.ALL));
    json.put("collections", list);
    answer(ctx, json, pages::list);
  }

  private void collection(Context ctx) {
    answer(ctx, json(ctx, visible(layers, ctx)), pages.collections()::collection);
  }

  /** As JSON, or as the page that says the same. */
  static void answer(
      Context ctx, Map<String, Object> json, BiFunction<Asked, JsonNode, byte[]> page) {
    if (Negotiation.wantsHtml(ctx)) {
      send(ctx, page.apply(asked(ctx), tree(json)));
    } else {
      Answers.json(ctx, json);
    }
  }

  static void send(Context ctx, byte[] page) {
    Answers.html(ctx, asked(ctx).language().ofTexts(), page);
  }

  static JsonNode tree(Object json) {
    return Json.mapper().valueToTree(json);
  }

  static Asked asked(Context ctx) {
    return new Asked(
        PageLanguage.of(Requests.languageOfPage(ctx)),
        Requests.baseUrl(ctx),
        Link.addressWithout(ctx, LANGUAGE.name()),
        Link.address(ctx, FORMAT.name(), "json"));
  }

  private Map<String, Object> json(Context ctx, VisibleLayer layer) {
    boolean raster = layer.entry().layer().kind().isRaster();
    return CollectionJson.of(
        layer,
        Requests.baseUrl(ctx),
        Requests.language(ctx),
        raster ? rasters.extent(layer.view()) : features.extent(layer.view()),
        raster ? Optional.empty() : times.find(layer),
        layers.listOnDemand(Requests.actor(ctx), layer),
        origins.apply(layer.name()));
  }

  /** The layer that the path names, as the caller sees it; 404 when they may not. */
  static VisibleLayer visible(VisibleLayers layers, Context ctx) {
    return layers.get(Requests.actor(ctx), ctx.pathParam("layer"));
  }

  /** As {@link #visible}, when the layer has features; 404 with a way out when it is of pixels. */
  static VisibleLayer visibleFeatures(VisibleLayers layers, Context ctx) {
    return layers.getWithFeatures(Requests.actor(ctx), ctx.pathParam("layer"));
  }
}
