package org.machizu.opendata.themes;

import static io.javalin.http.HandlerType.GET;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.machizu.basemap.BaseMap;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.Envelope;
import org.machizu.html.PageLanguage;
import org.machizu.http.Answers;
import org.machizu.http.Audience;
import org.machizu.http.Frames;
import org.machizu.http.Json;
import org.machizu.http.Parameter;
import org.machizu.http.Problem;
import org.machizu.http.Query;
import org.machizu.http.Reads;
import org.machizu.http.Requests;
import org.machizu.http.Route;
import org.machizu.layers.FeatureStore;
import org.machizu.layers.RasterStore;
import org.machizu.layers.VisibleLayers.VisibleLayer;
import org.machizu.maps.ChosenStyle;
import org.machizu.opendata.page.LayerTable;
import org.machizu.opendata.page.OpenLayers;
import org.machizu.opendata.page.OpenPages;
import org.machizu.opendata.page.OpenPages.Page;
import org.machizu.opendata.themes.MapContent.StartView;
import org.machizu.opendata.themes.ShownMap.Seen;

/** The pages of maps: whole, for frames of other sites, and the style that they draw. */
public final class MapRoutes {
  private static final String SCRIPT = "src/opendata/openMap.ts";
  private static final String BACKGROUND = "machizu-background";
  private static final Parameter LANGUAGE = Parameter.text("lang", "of the texts: ja, easy or en");
  private static final Parameter DRAFT =
      Parameter.truth("draft", "true: what the map's keepers work on; for them alone");

  /** So many features of each layer stand as text beside the map. */
  private static final int ROWS = 20;

  private static final int COLUMNS = 6;

  private final MapPages maps;
  private final MapDesk desk;
  private final OpenPages pages;
  private final OpenLayers layers;
  private final Contents contents;
  private final LayerTable table;
  private final List<BaseMap> baseMaps;

  /** Where the layers' content lies. */
  public record Contents(FeatureStore features, RasterStore rasters) {
    Optional<Envelope> extent(VisibleLayer layer) {
      return layer.entry().layer().kind().isRaster()
          ? rasters.extent(layer.view())
          : features.extent(layer.view());
    }
  }

  /**
   * @param baseMaps the backgrounds that the settings offer
   */
  public MapRoutes(
      MapPages maps,
      MapDesk desk,
      OpenPages pages,
      OpenLayers layers,
      Contents contents,
      List<BaseMap> baseMaps) {
    this.maps = maps;
    this.desk = desk;
    this.pages = pages;
    this.layers = layers;
    this.contents = contents;
    this.table = new LayerTable(contents.features());
    this.baseMaps = List.copyOf(baseMaps);
  }

  public List<Route> routes() {
    return List.of(
        Route.of(
                GET,
                "/open/maps/{map}",
                Audience.ANYBODY,
                Reads.EVERY_VISIBLE_LAYER,
                "The page of a thematic map, or with ~ before its short id that of an open layer",
                this::page)
            .with(LANGUAGE, DRAFT),
        Route.of(
                GET,
                "/open/embed/{map}",
                Audience.ANYBODY,
                Reads.EVERY_VISIBLE_LAYER,
                "The same map for frames of other sites",
                this::embed)
            .with(LANGUAGE),
        Route.of(
                GET,
                "/open/maps/{map}/style.json",
                Audience.ANYBODY,
                Reads.EVERY_VISIBLE_LAYER,
                "The map as a MapLibre style",
                this::style)
            .with(LANGUAGE, DRAFT));
  }

  /** The map in the path; a draft only for its keepers, who ask for it. */
  private ShownMap map(Context ctx) {
    String id = ctx.pathParam("map");
    String draft = Query.of(ctx).text("draft").orElse("false");
    return switch (draft) {
      case "true" -> maps.draft(desk.get(Requests.actor(ctx), id));
      case "false" -> maps.find(id).orElseThrow(() -> Problem.notFound("map", id).asException());
      default -> throw Problem.badParameter("draft", draft, "true or false").asException();
    };
  }

  private void page(Context ctx) {
    PageLanguage language = PageLanguage.of(Requests.languageOfPage(ctx));
    ShownMap map = map(ctx);
    Map<String, Object> model = model(ctx, map, language);
    List<Map<String, Object>> tables = new ArrayList<>();
    for (Seen seen : map.layers()) {
      if (!seen.layer().entry().layer().kind().isRaster()) {
        Map<String, Object> rows = new LinkedHashMap<>(layer(seen, language));
        rows.putAll(table.of(seen.layer(), ROWS, COLUMNS, language));
        tables.add(rows);
      }
    }
    model.put("tables", tables);
    model.put(
        "theme",
        map.content().theme() == Theme.OTHER
            ? ""
            : pages.named(language, "theme", map.content().theme().code()));
    send(ctx, "map", map, model, language);
  }

  private void embed(Context ctx) {
    PageLanguage language = PageLanguage.of(Requests.languageOfPage(ctx));
    ShownMap map = map(ctx);
    Frames.allowEverywhere(ctx);
    send(ctx, "embed", map, model(ctx, map, language), language);
  }

  private void send(
      Context ctx,
      String template,
      ShownMap map,
      Map<String, Object> model,
      PageLanguage language) {
    String folder = template.equals("embed") ? "/open/embed/" : "/open/maps/";
    Page page =
        new Page(
            template,
            map.content().title().in(language),
            folder + map.id() + (map.isDraft() ? "?draft=true" : ""),
            List.of(pages.start(language)),
            model,
            List.of(SCRIPT));
    Answers.bytes(ctx, OpenPages.HTML, pages.write(page, language));
  }

  private Map<String, Object> model(Context ctx, ShownMap map, PageLanguage language) {
    String base = Requests.baseUrl(ctx);
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("name", map.content().title().in(language));
    model.put("words", map.content().words().in(language).lines().toList());
    model.put("isDraft", map.isDraft());
    model.put("missing", map.missing());
    model.put("layers", map.layers().stream().map(seen -> layer(seen, language)).toList());
    model.put("share", base + "/open/maps/" + map.id());
    model.put(
        "embedCode",
        map.isDraft()
            ? ""
            : OpenPages.embedCode(
                base + "/open/embed/" + map.id(), map.content().title().in(language)));
    model.put("pageHref", "/open/maps/" + map.id() + "?lang=" + language.code());
    boolean ofLayer = map.id().startsWith(MapPages.OF_LAYER);
    String about =
        ofLayer ? "layer=" + map.id().substring(MapPages.OF_LAYER.length()) : "map=" + map.id();
    model.put("feedbackHref", "/open/feedback?" + about + "&lang=" + language.code());
    model.put("facts", new String(Json.bytes(facts(map, language)), StandardCharsets.UTF_8));
    return model;
  }

  private Map<String, Object> layer(Seen seen, PageLanguage language) {
    VisibleLayer layer = seen.layer();
    return Map.of(
        "id", layer.name(),
        "title", layer.entry().layer().title().in(language.ofTexts()),
        "href", "/open/layers/" + layer.name() + "?lang=" + language.code(),
        "source", layer.entry().layer().provenance().source(),
        "on", seen.on());
  }

  /** What the script needs to know. */
  private ObjectNode facts(ShownMap map, PageLanguage language) {
    ObjectNode facts = Json.mapper().createObjectNode();
    facts.put("id", map.id());
    String draft = map.isDraft() ? "&draft=true" : "";
    facts.put("style", "/open/maps/" + map.id() + "/style.json?lang=" + language.code() + draft);
    facts.put("language", language.code());
    StartView view = map.content().view();
    if (view != null) {
      facts
          .putObject("view")
          .put("lon", view.lon())
          .put("lat", view.lat())
          .put("zoom", view.zoom());
    }
    map.layers().stream()
        .flatMap(seen -> contents.extent(seen.layer()).stream())
        .reduce(Envelope::union)
        .ifPresent(box ->
            facts
                .putArray("box")
                .add(box.minLon())
                .add(box.minLat())
                .add(box.maxLon())
                .add(box.maxLat()));
    ArrayNode all = facts.putArray("layers");
    for (Seen seen : map.layers()) {
      ObjectNode layer = all.addObject().put("id", seen.layer().name());
      layer.put("title", seen.layer().entry().layer().title().in(language.ofTexts()));
      ArrayNode attributes = layer.putArray("attributes");
      for (Attribute attribute : seen.layer().view().schema().attributes()) {
        attributes
            .addObject()
            .put("name", attribute.name())
            .put("title", LayerTable.head(attribute, language));
      }
    }
    return facts;
  }

  private void style(Context ctx) {
    PageLanguage language = PageLanguage.of(Requests.languageOfPage(ctx));
    ShownMap map = map(ctx);
    String background = map.content().background();
    ObjectNode style =
        ChosenStyle.of(
            map.layers().stream()
                .map(seen -> new ChosenStyle.Chosen(seen.layer(), seen.on()))
                .toList(),
            background.equals(MapContent.TOWN) ? layers.list() : List.of(),
            Requests.baseUrl(ctx),
            language.ofTexts());
    baseMaps.stream()
        .filter(one -> one.id().equals(background))
        .findFirst()
        .ifPresent(one -> layBelow(style, one, language));
    Answers.json(ctx, style);
  }

  private static void layBelow(ObjectNode style, BaseMap map, PageLanguage language) {
    ObjectNode source = style.withObject("sources").putObject(BACKGROUND);
    source.put("type", "raster").put("tileSize", 256);
    source.putArray("tiles").add(map.tiles());
    source.put("minzoom", map.minZoom()).put("maxzoom", map.maxZoom());
    source.put("attribution", map.credit().in(language.ofTexts()));
    style
        .withArray("layers")
        .insertObject(1)
        .put("id", BACKGROUND)
        .put("type", "raster")
        .put("source", BACKGROUND);
  }
}
