package org.machizu.opendata;

import static io.javalin.http.HandlerType.GET;

import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.machizu.catalogue.Licence;
import org.machizu.catalogue.OpenLayer;
import org.machizu.catalogue.Way;
import org.machizu.federation.Origin;
import org.machizu.geo.crs.Crs;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.GeometryType;
import org.machizu.geo.feature.Layer;
import org.machizu.geo.feature.Provenance;
import org.machizu.geo.filter.Predicate;
import org.machizu.html.PageLanguage;
import org.machizu.http.Answers;
import org.machizu.http.Audience;
import org.machizu.http.Parameter;
import org.machizu.http.Problem;
import org.machizu.http.ProblemException;
import org.machizu.http.Query;
import org.machizu.http.Reads;
import org.machizu.http.Requests;
import org.machizu.http.Route;
import org.machizu.ingest.format.FeatureFormat;
import org.machizu.layers.FeatureStore;
import org.machizu.layers.VisibleLayers.VisibleLayer;
import org.machizu.opendata.page.LayerTable;
import org.machizu.opendata.page.OpenLayers;
import org.machizu.opendata.page.OpenPages;
import org.machizu.opendata.page.OpenPages.Page;
import org.machizu.opendata.themes.MapPages;

/** The page of an open layer, and its picture. */
final class LayerPageRoutes {
  private static final long COUNT_AT_MOST = 1_000_000;
  private static final int ROWS = 10;
  private static final int COLUMNS = 12;

  private final OpenLayers layers;
  private final FeatureStore features;
  private final OpenPages pages;
  private final Previews previews;
  private final RasterPreviews rasterPreviews;
  private final LayerTable table;
  private final List<FeatureFormat> formats;
  private final Optional<Crs> zone;
  private final Function<String, Optional<Origin>> origins;

  /**
   * @param formats in which features are taken away
   * @param zone the town's
   * @param origins whose a layer is, by its short id
   */
  LayerPageRoutes(
      OpenLayers layers,
      FeatureStore features,
      OpenPages pages,
      Previews previews,
      RasterPreviews rasterPreviews,
      List<FeatureFormat> formats,
      Optional<Crs> zone,
      Function<String, Optional<Origin>> origins) {
    this.layers = layers;
    this.features = features;
    this.pages = pages;
    this.previews = previews;
    this.rasterPreviews = rasterPreviews;
    this.table = new LayerTable(features);
    this.formats = formats.stream().filter(FeatureFormat::writes).toList();
    this.zone = zone;
    this.origins = origins;
  }

  List<Route> routes() {
    return List.of(
        Route.of(
                GET,
                "/open/layers/{layer}",
                Audience.ANYBODY,
                Reads.LAYER_IN_PATH,
                "The page of an open layer: words, picture, first rows, downloads, addresses",
                this::page)
            .with(CatalogueRoutes.LANGUAGE),
        Route.of(
                GET,
                "/open/layers/{layer}/preview.png",
                Audience.ANYBODY,
                Reads.LAYER_IN_PATH,
                "A small map of an open layer; 404 when nothing of it can be drawn",
                this::preview)
            .with(Parameter.integer("v", "the layer's revision; then the answer stands for good")));
  }

  /** The address of a layer's picture as it looks now. */
  static String picture(VisibleLayer layer) {
    return "/open/layers/%s/preview.png?v=%d"
        .formatted(layer.name(), layer.entry().revision().number());
  }

  private void page(Context ctx) {
    PageLanguage language = PageLanguage.of(Requests.languageOfPage(ctx));
    VisibleLayer layer = layers.get(ctx.pathParam("layer"));
    Layer described = layer.entry().layer();
    boolean raster = described.kind().isRaster();
    String base = Requests.baseUrl(ctx);
    String title = described.title().in(language.ofTexts());
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("id", layer.name());
    model.put("name", title);
    model.put("group", pages.named(language, "group", described.group()));
    model.put("groupHref", "/open?group=" + described.group() + "&lang=" + language.code());
    model.put("picture", picture(layer));
    model.put("width", Previews.WIDTH);
    model.put("height", Previews.HEIGHT);
    model.put("kind", pages.word(language, raster ? "kindRaster" : kind(layer)));
    model.put("changed", OpenPages.moment(layer.entry().changed(), language));
    model.put("changedIso", layer.entry().changed().toString());
    provenance(model, described.provenance(), language);
    origin(model, layer.name(), language);
    if (!raster) {
      model.put("count", count(layer, language));
      model.put("attributes", attributes(layer, language));
      model.put("hasAttributes", !layer.view().schema().attributes().isEmpty());
      model.put("table", table.of(layer, ROWS, COLUMNS, language));
    }
    boolean hasPlace = raster || layer.view().schema().geometryType() != GeometryType.NONE;
    List<Map<String, Object>> downloads = downloads(layer, raster, hasPlace, language);
    model.put("downloads", downloads);
    model.put("hasDownloads", !downloads.isEmpty());
    model.put("hasPlace", hasPlace);
    model.put("addresses", addresses(layer, base, language));
    model.put(
        "mapHref", "/open/maps/" + MapPages.OF_LAYER + layer.name() + "?lang=" + language.code());
    model.put("share", base + "/open/layers/" + layer.name());
    model.put(
        "embedCode",
        hasPlace
            ? OpenPages.embedCode(base + "/open/embed/" + MapPages.OF_LAYER + layer.name(), title)
            : "");
    model.put("feedbackHref", "/open/feedback?layer=" + layer.name() + "&lang=" + language.code());
    Page page =
        new Page(
            "layer", title, "/open/layers/" + layer.name(), List.of(pages.start(language)), model);
    Answers.bytes(ctx, OpenPages.HTML, pages.write(page, language));
  }

  private static String kind(VisibleLayer layer) {
    return switch (layer.view().schema().geometryType()) {
      case POINT -> "kindPoint";
      case LINE -> "kindLine";
      case POLYGON -> "kindPolygon";
      case MIXED -> "kindMixed";
      case NONE -> "kindTable";
    };
  }

  private static void provenance(
      Map<String, Object> model, Provenance provenance, PageLanguage language) {
    model.put("source", provenance.source());
    model.put("licence", provenance.licence());
    model.put("licenceHref", Licence.address(provenance.licence()).orElse(""));
    var date = provenance.date();
    model.put("date", date == null ? "" : OpenPages.day(date, language));
    var accuracy = provenance.accuracyM();
    model.put("accuracy", accuracy == null ? "" : plain(accuracy) + " m");
  }

  /** Whose it is when it lies on another town's server, and as of when. */
  private void origin(Map<String, Object> model, String layer, PageLanguage language) {
    Optional<Origin> origin = origins.apply(layer);
    model.put("origin", origin.map(one -> one.server().in(language.ofTexts())).orElse(""));
    model.put("originHref", origin.map(one -> one.url().toString()).orElse(""));
    model.put(
        "originAsOf",
        origin
            .flatMap(one -> Optional.ofNullable(one.asOf()))
            .map(moment -> OpenPages.moment(moment, language))
            .orElse(""));
    model.put("originAway", origin.map(Origin::isAway).orElse(false));
  }

  private static String plain(double number) {
    return number == Math.rint(number) ? OpenPages.number((long) number) : Double.toString(number);
  }

  private String count(VisibleLayer layer, PageLanguage language) {
    var count = features.count(layer.view(), new Predicate.Everything(), null, COUNT_AT_MOST);
    return count.isPresent()
        ? OpenPages.number(count.getAsLong())
        : pages.word(language, "moreThan") + " " + OpenPages.number(COUNT_AT_MOST);
  }

  private List<Map<String, Object>> attributes(VisibleLayer layer, PageLanguage language) {
    List<Map<String, Object>> all = new ArrayList<>();
    for (Attribute attribute : layer.view().schema().attributes()) {
      String unit = attribute.unit();
      all.add(
          Map.of(
              "name", attribute.name(),
              "title", attribute.title().in(language.ofTexts()),
              "type", pages.word(language, "type" + attribute.type()),
              "unit", unit == null ? "" : unit));
    }
    return all;
  }

  private List<Map<String, Object>> downloads(
      VisibleLayer layer, boolean raster, boolean hasPlace, PageLanguage language) {
    String address = "/api/layers/" + layer.name() + "/download?f=";
    String inZone = zone.map(crs -> "&crs=EPSG:" + crs.epsg()).orElse("");
    List<Map<String, Object>> all = new ArrayList<>();
    for (FeatureFormat format : raster ? List.<FeatureFormat>of() : formats) {
      String name = format.name();
      String text = pages.named(language, "format", name);
      all.add(Map.of("text", text, "href", address + name));
      if (name.equals("csv")) {
        all.add(
            Map.of(
                "text",
                pages.word(language, "format_csv_sjis"),
                "href",
                address + name + "&encoding=CP932"));
      }
      if (name.equals("shp") && !inZone.isEmpty()) {
        all.add(
            Map.of(
                "text", pages.word(language, "format_shp_zone"), "href", address + name + inZone));
      }
    }
    if (hasPlace) {
      String word = raster ? "format_pmtiles_raster" : "format_pmtiles";
      all.add(Map.of("text", pages.word(language, word), "href", address + "pmtiles"));
    }
    return all;
  }

  /** The same ways as catalogues of other servers read, and what people's programs take besides. */
  private List<Map<String, Object>> addresses(
      VisibleLayer layer, String base, PageLanguage language) {
    List<Map<String, Object>> all = new ArrayList<>();
    String collection = base + "/ogc/collections/" + layer.name();
    all.add(address(language, "addressCollection", collection));
    for (Way way : new OpenLayer(layer, Optional.empty(), List.of()).ways(base)) {
      if (way.service() != Way.Service.FILE) {
        all.add(Map.of("text", way.title().in(language.ofTexts()), "href", way.href()));
      }
    }
    all.add(address(language, "addressTiles", base + "/tiles/" + layer.name() + ".json"));
    all.add(address(language, "addressStyle", base + "/ogc/styles/" + layer.name()));
    return all;
  }

  private Map<String, Object> address(PageLanguage language, String word, String href) {
    return Map.of("text", pages.word(language, word), "href", href);
  }

  private void preview(Context ctx) {
    String name = ctx.pathParam("layer");
    VisibleLayer layer = layers.get(name);
    String revision = String.valueOf(layer.entry().revision().number());
    if (layer.entry().layer().kind().isRaster()) {
      ctx.header("Cache-Control", "no-cache");
      ctx.redirect(rasterPreviews.find(layer).orElseThrow(() -> none(name)));
      return;
    }
    byte[] picture = previews.find(layer).orElseThrow(() -> none(name));
    Answers.tagged(ctx, "image/png", "preview-" + revision, () -> picture);
    if (Query.of(ctx).text("v").filter(revision::equals).isPresent()) {
      boolean isPublic = Requests.actor(ctx).isPublic();
      ctx.header(
          "Cache-Control", (isPublic ? "public" : "private") + ", max-age=31536000, immutable");
    }
  }

  private static ProblemException none(String layer) {
    return Problem.notFound("picture", layer).asException();
  }
}
