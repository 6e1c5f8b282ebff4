package org.machizu.ogc.styles;

import static io.javalin.http.HandlerType.GET;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.machizu.geo.feature.LocalizedText;
import org.machizu.http.Answers;
import org.machizu.http.Audience;
import org.machizu.http.Json;
import org.machizu.http.Link;
import org.machizu.http.Parameter;
import org.machizu.http.Problem;
import org.machizu.http.Query;
import org.machizu.http.Reads;
import org.machizu.http.Requests;
import org.machizu.http.Route;
import org.machizu.layers.VisibleLayers;
import org.machizu.maps.MapStyle;
import org.machizu.maps.paper.LegendEntry;
import org.machizu.maps.paper.LegendPicture;

/**
 * Styles and their legends. The town's styles are called default and dark; each layer's own has the
 * layer's short id.
 */
public final class StyleDocumentRoutes {
  private static final Parameter FORMAT = Parameter.text("f", "json");
  private static final Parameter LANGUAGE = Parameter.text("lang", "language of texts: ja or en");

  private static final LocalizedText DAY = new LocalizedText("まち全体", "The whole town");
  private static final LocalizedText DARK =
      new LocalizedText("まち全体（暗い部屋で）", "The whole town, for a dark room");

  private static final long LEGEND_BYTES = 16 << 20;

  private final VisibleLayers layers;
  private final Object drawing = new Object();

  /** Drawn legends by all that is in them. */
  private final Cache<String, byte[]> legends =
      Caffeine.newBuilder()
          .maximumWeight(LEGEND_BYTES)
          .<String, byte[]>weigher((_, png) -> png.length + 500)
          .build();

  public StyleDocumentRoutes(VisibleLayers layers) {
    this.layers = layers;
  }

  public List<Route> routes() {
    return List.of(
        route("/ogc/styles", Reads.EVERY_VISIBLE_LAYER, "The styles", this::list),
        route(
            "/ogc/styles/{styleId}",
            Reads.EVERY_VISIBLE_LAYER,
            "A style as MapLibre draws it: default, dark, or a layer's own",
            this::sheet),
        route(
            "/ogc/styles/{styleId}/metadata",
            Reads.EVERY_VISIBLE_LAYER,
            "What a style is about: its layers and its sheet",
            this::metadata),
        route(
            "/ogc/styles/{styleId}/legend.png",
            Reads.EVERY_VISIBLE_LAYER,
            "The legend of a style as a picture",
            this::picture),
        route(
            "/ogc/styles/{styleId}/legend.json",
            Reads.EVERY_VISIBLE_LAYER,
            "The legend of a style for programs",
            this::legend),
        route(
            "/ogc/collections/{layer}/styles",
            Reads.LAYER_IN_PATH,
            "The style of a layer",
            this::ofLayer));
  }

  private static Route route(String path, Reads reads, String summary, Handler handler) {
    return Route.of(GET, path, Audience.ANYBODY, reads, summary, handler).with(FORMAT, LANGUAGE);
  }

  private void list(Context ctx) {
    requireJson(ctx);
    List<AskedStyle> all = new ArrayList<>(List.of(town(ctx, MapStyle.DAY)));
    all.add(town(ctx, MapStyle.DARK));
    all.getFirst().layers().forEach(layer -> all.add(AskedStyle.ofLayer(layer)));
    answer(ctx, MapStyle.DAY, all, "/ogc/styles");
  }

  private void ofLayer(Context ctx) {
    requireJson(ctx);
    AskedStyle own = AskedStyle.ofLayer(layers.get(Requests.actor(ctx), ctx.pathParam("layer")));
    answer(ctx, own.id(), List.of(own), "/ogc/collections/" + own.id() + "/styles");
  }

  private static void answer(Context ctx, String usual, List<AskedStyle> styles, String path) {
    StyleJson writer = json(ctx);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("default", usual);
    json.put("styles", styles.stream().map(writer::item).toList());
    json.put(
        "links",
        List.of(Link.of(writer.base() + path, "self", "application/json", "these styles")));
    Answers.json(ctx, json);
  }

  private static StyleJson json(Context ctx) {
    return new StyleJson(Requests.baseUrl(ctx), Requests.language(ctx));
  }

  private AskedStyle town(Context ctx, String id) {
    LocalizedText title = id.equals(MapStyle.DARK) ? DARK : DAY;
    return new AskedStyle(id, title, true, layers.list(Requests.actor(ctx)));
  }

  /** The style that the path names; 404 when there is none for the caller. */
  private AskedStyle get(Context ctx) {
    String id = ctx.pathParam("styleId");
    if (id.equals(MapStyle.DAY) || id.equals(MapStyle.DARK)) {
      return town(ctx, id);
    }
    return AskedStyle.ofLayer(
        layers
            .find(Requests.actor(ctx), id)
            .orElseThrow(() -> Problem.notFound("style", id).asException()));
  }

  private void sheet(Context ctx) {
    requireJson(ctx);
    StyleJson writer = json(ctx);
    Answers.bytes(
        ctx, StyleJson.MAPLIBRE, Json.bytes(get(ctx).sheet(writer.base(), writer.language())));
  }

  private void metadata(Context ctx) {
    requireJson(ctx);
    Answers.json(ctx, json(ctx).metadata(get(ctx)));
  }

  private void legend(Context ctx) {
    requireJson(ctx);
    Answers.json(ctx, json(ctx).legend(withLegend(ctx)));
  }

  private void picture(Context ctx) {
    Optional<String> format = Query.of(ctx).text("f");
    if (format.isPresent() && !format.get().equals("png")) {
      throw Problem.badParameter("f", format.get(), "png").asException();
    }
    String language = Requests.language(ctx);
    List<LegendEntry> entries = withLegend(ctx).legend(language);
    // What is drawn says all: who sees other layers or words has another picture.
    String tag = Answers.tagOf(language + entries);
    Answers.tagged(ctx, "image/png", tag, () -> drawn(tag, entries, language));
  }

  /** One at a time: a legend of the whole town takes memory while it is drawn. */
  private byte[] drawn(String tag, List<LegendEntry> entries, String language) {
    byte[] kept = legends.getIfPresent(tag);
    if (kept != null) {
      return kept;
    }
    synchronized (drawing) {
      return legends.get(tag, _ -> LegendPicture.png(entries, language));
    }
  }

  private AskedStyle withLegend(Context ctx) {
    AskedStyle style = get(ctx);
    if (!style.hasLegend()) {
      throw Problem.notFound("legend of the style", style.id()).asException();
    }
    return style;
  }

  private static void requireJson(Context ctx) {
    String format = Query.of(ctx).text("f").orElse("json");
    if (!format.equals("json")) {
      throw Problem.badParameter("f", format, "json").asException();
    }
  }
}
