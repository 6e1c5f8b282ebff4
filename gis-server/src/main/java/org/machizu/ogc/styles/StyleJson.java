package org.machizu.ogc.styles;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.machizu.geo.feature.Layer;
import org.machizu.http.Link;
import org.machizu.layers.VisibleLayers.VisibleLayer;
import org.machizu.maps.paper.LegendEntry;

/**
 * What is told of styles, as 20-009 has it.
 *
 * @param base scheme, host and port
 * @param language ja or en
 */
record StyleJson(String base, String language) {
  static final String MAPLIBRE = "application/vnd.mapbox.style+json";

  private static final String LEGEND = "legend";

  /** A style in the list. */
  Map<String, Object> item(AskedStyle style) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", style.id());
    json.put("title", style.title().in(language));
    List<Map<String, Object>> links = new ArrayList<>();
    links.add(sheetLink(style));
    links.add(Link.of(address(style) + "/metadata", "describedby", "application/json", "about it"));
    links.addAll(legendLinks(style));
    json.put("links", links);
    return json;
  }

  private String address(AskedStyle style) {
    return base + "/ogc/styles/" + style.id();
  }

  private Map<String, Object> sheetLink(AskedStyle style) {
    return Link.of(address(style), "stylesheet", MAPLIBRE, "MapLibre style sheet");
  }

  private List<Map<String, Object>> legendLinks(AskedStyle style) {
    return style.hasLegend()
        ? List.of(
            Link.of(address(style) + "/legend.png", "preview", "image/png", "legend"),
            Link.of(address(style) + "/legend.json", LEGEND, "application/json", "legend"))
        : List.of();
  }

  /** The style's metadata. */
  Map<String, Object> metadata(AskedStyle style) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", style.id());
    json.put("title", style.title().in(language));
    json.put("scope", "style");
    json.put("updated", style.changed().toString());
    Map<String, Object> sheet = new LinkedHashMap<>();
    sheet.put("title", "MapLibre");
    sheet.put("version", "8");
    sheet.put("specification", "https://maplibre.org/maplibre-style-spec/");
    sheet.put("native", true);
    sheet.put("tilingScheme", "WebMercatorQuad");
    sheet.put("link", sheetLink(style));
    json.put("stylesheets", List.of(sheet));
    json.put("layers", style.layers().stream().map(this::layer).toList());
    List<Map<String, Object>> links = new ArrayList<>();
    links.add(Link.of(address(style) + "/metadata", "self", "application/json", "this document"));
    links.addAll(legendLinks(style));
    json.put("links", links);
    return json;
  }

  private Map<String, Object> layer(VisibleLayer visible) {
    Layer layer = visible.entry().layer();
    boolean raster = layer.kind().isRaster();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", visible.name());
    json.put("title", layer.title().in(language));
    json.put(
        "type",
        raster
            ? "raster"
            : switch (visible.view().schema().geometryType()) {
              case POINT -> "point";
              case LINE -> "line";
              case POLYGON -> "polygon";
              case MIXED, NONE -> "geometry";
            });
    String collection = base + "/ogc/collections/" + visible.name();
    json.put(
        "sampleData",
        raster
            ? Link.of(collection + "/tiles", "start", "application/json", "its tiles")
            : Link.of(collection + "/items", "start", "application/geo+json", "its features"));
    return json;
  }

  /** A legend for programs, entry by entry as it is drawn. */
  Map<String, Object> legend(AskedStyle style) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", style.id());
    json.put("title", style.title().in(language));
    json.put("entries", style.legend(language).stream().map(StyleJson::entry).toList());
    json.put(
        "links",
        List.of(
            Link.of(address(style) + "/legend.json", "self", "application/json", "this legend"),
            Link.of(address(style) + "/legend.png", "alternate", "image/png", "the legend drawn")));
    return json;
  }

  private static Map<String, Object> entry(LegendEntry entry) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("layer", entry.layer());
    json.put("title", entry.title());
    if (!entry.className().isEmpty()) {
      json.put("class", entry.className());
    }
    json.put("drawn", entry.drawn());
    return json;
  }
}
