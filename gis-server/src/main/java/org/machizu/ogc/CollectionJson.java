package org.machizu.ogc;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.machizu.access.LayerAccess;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.Envelope;
import org.machizu.geo.feature.Layer;
import org.machizu.geo.feature.LayerKind;
import org.machizu.geo.feature.Revision;
import org.machizu.geo.feature.Schema;
import org.machizu.geo.feature.ValidTime;
import org.machizu.http.Link;
import org.machizu.layers.VisibleLayers.VisibleLayer;
import org.machizu.ogc.TimeExtents.TimeExtent;

/**
 * A layer as an OGC API collection. What the standard has no word for stands in the member {@code
 * machizu}.
 */
final class CollectionJson {
  private static final String CRS84 = OfferedCrs.CRS84.uri();
  private static final String GREGORIAN = "http://www.opengis.net/def/uom/ISO-8601/0/Gregorian";

  static final String STYLES = "http://www.opengis.net/def/rel/ogc/1.0/styles";

  /** What the page does not list among the layers. */
  private static final String COMPUTED = "computed";

  private CollectionJson() {}

  /**
   * @param base scheme, host and port
   * @param language "ja" or "en"
   * @param extent the box around what the caller may see
   * @param time from when to when what the caller sees is
   * @param onDemand what the caller is shown besides for a stated purpose
   * @param origin whose it is when it is not the town's own
   */
  static Map<String, Object> of(
      VisibleLayer visible,
      String base,
      String language,
      Optional<Envelope> extent,
      Optional<TimeExtent> time,
      List<Attribute> onDemand,
      Optional<Map<String, Object>> origin) {
    Layer layer = visible.entry().layer();
    String self = base + "/ogc/collections/" + visible.name();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", visible.name());
    json.put("title", layer.title().in(language));
    if (!layer.provenance().source().isEmpty()) {
      json.put("attribution", layer.provenance().source());
    }
    if (layer.kind().isRaster()) {
      // No itemType: by the standard that would promise features.
      json.put("dataType", layer.kind() == LayerKind.IMAGE ? "map" : "coverage");
    } else {
      json.put("itemType", "feature");
      json.put("crs", OfferedCrs.uris(OfferedCrs.ALL));
      json.put("storageCrs", OfferedCrs.STORED.uri());
    }
    putExtent(json, extent, time);
    json.put("links", links(visible, base, self));
    Map<String, Object> own = machizu(visible, language);
    if (!onDemand.isEmpty()) {
      own.put("onDemand", onDemand.stream().map(a -> attribute(a, language)).toList());
    }
    origin.ifPresent(one -> own.put("origin", one));
    json.put("machizu", own);
    return json;
  }

  /** A collection that lies in no layer: no tiles, no style. */
  static Map<String, Object> of(
      ComputedCollection computed, Optional<Envelope> extent, String base, String language) {
    String self = base + "/ogc/collections/" + computed.id();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", computed.id());
    json.put("title", computed.title().in(language));
    json.put("itemType", "feature");
    json.put("crs", OfferedCrs.uris(OfferedCrs.WITH_STRAIGHT_BOXES));
    json.put("storageCrs", OfferedCrs.STORED.uri());
    putExtent(json, extent, Optional.empty());
    json.put(
        "links",
        List.of(
            Link.of(self, "self", "application/json", "this collection"),
            Link.page(self + "?f=html"),
            Link.of(self + "/items", "items", "application/geo+json", "its features"),
            Link.of(self + "/items?f=html", "items", "text/html", "its features")));
    json.put("machizu", Map.of("kind", COMPUTED));
    return json;
  }

  private static void putExtent(
      Map<String, Object> json, Optional<Envelope> box, Optional<TimeExtent> time) {
    Map<String, Object> extent = new LinkedHashMap<>();
    box.ifPresent(b -> extent.put("spatial", spatial(b)));
    time.ifPresent(t -> extent.put("temporal", temporal(t)));
    if (!extent.isEmpty()) {
      json.put("extent", extent);
    }
  }

  private static Map<String, Object> spatial(Envelope box) {
    return Map.of(
        "bbox",
        List.of(List.of(box.minLon(), box.minLat(), box.maxLon(), box.maxLat())),
        "crs",
        CRS84);
  }

  private static Map<String, Object> temporal(TimeExtent time) {
    List<@Nullable Object> interval = new ArrayList<>();
    interval.add(time.begin());
    interval.add(time.end());
    return Map.of("interval", List.of(interval), "trs", GREGORIAN);
  }

  private static List<Map<String, Object>> links(VisibleLayer visible, String base, String self) {
    List<Map<String, Object>> links = new ArrayList<>();
    links.add(Link.of(self, "self", "application/json", "this collection"));
    links.add(Link.page(self + "?f=html"));
    boolean raster = visible.entry().layer().kind().isRaster();
    if (!raster) {
      links.add(Link.of(self + "/items", "items", "application/geo+json", "its features"));
      links.add(Link.of(self + "/items?f=html", "items", "text/html", "its features"));
      links.add(schema(self, CollectionSchema.SCHEMA, "what its features hold"));
      links.add(schema(self, CollectionSchema.QUERYABLES, "what a filter may name"));
      links.add(schema(self, CollectionSchema.SORTABLES, "what its features may be sorted by"));
    }
    links.add(
        Link.of(
            self + "/tiles",
            "http://www.opengis.net/def/rel/ogc/1.0/tilesets-" + (raster ? "map" : "vector"),
            "application/json",
            raster ? "tiles of pixels" : "vector tiles"));
    links.add(Link.of(self + "/styles", STYLES, "application/json", "its style"));
    links.add(
        Link.of(
            base + "/ogc/styles/" + visible.name() + "/legend.png",
            "preview",
            "image/png",
            "its legend"));
    String licence = visible.entry().layer().provenance().licence();
    if (licence.startsWith("http://") || licence.startsWith("https://")) {
      links.add(Link.of(licence, "license", "text/html", "licence"));
    }
    return links;
  }

  private static Map<String, Object> schema(String self, CollectionSchema schema, String title) {
    return Link.of(
        self + "/" + schema.path(), schema.relation(), CollectionSchema.MEDIA_TYPE, title);
  }

  private static Map<String, Object> machizu(VisibleLayer visible, String language) {
    Layer layer = visible.entry().layer();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("titles", Map.of("ja", layer.title().ja(), "en", layer.title().en()));
    json.put("group", layer.group());
    json.put("kind", layer.kind().name().toLowerCase(Locale.ROOT));
    json.put(
        "geometryType", visible.view().schema().geometryType().name().toLowerCase(Locale.ROOT));
    json.put("revision", visible.entry().revision().number());
    json.put("changed", visible.entry().changed());
    json.put("published", visible.entry().access().published());
    LayerAccess access = visible.entry().access();
    Revision shown = access.shownRevision();
    if (shown != null && access.published() && visible.view().fixedAt() == null) {
      json.put("shown", shown.number());
    }
    if (visible.mayEdit()) {
      json.put("mayEdit", true);
    }
    if (visible.mayPublish()) {
      json.put("mayPublish", true);
    }
    json.put("minZoom", layer.zoomRange().min());
    json.put("maxZoom", layer.zoomRange().max());
    json.put("source", layer.provenance().source());
    json.put("licence", layer.provenance().licence());
    putIfKnown(json, "date", layer.provenance().date());
    putIfKnown(json, "accuracyM", layer.provenance().accuracyM());
    putIfKnown(json, "validTime", validTime(visible));
    json.put(
        "attributes",
        visible.view().schema().attributes().stream().map(a -> attribute(a, language)).toList());
    return json;
  }

  /** The attributes with the features' own time, as far as the caller sees them. */
  private static @Nullable Map<String, Object> validTime(VisibleLayer visible) {
    ValidTime time = visible.entry().layer().validTime();
    Schema schema = visible.view().schema();
    if (time == null || schema.indexOf(time.from()) < 0) {
      return null;
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("from", time.from());
    putIfKnown(
        json, "to", schema.find(String.valueOf(time.to())).map(Attribute::name).orElse(null));
    return json;
  }

  private static Map<String, Object> attribute(Attribute attribute, String language) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", attribute.name());
    json.put("title", attribute.title().in(language));
    json.put("type", attribute.type().name().toLowerCase(Locale.ROOT));
    putIfKnown(json, "unit", attribute.unit());
    return json;
  }

  private static void putIfKnown(Map<String, Object> json, String name, @Nullable Object value) {
    if (value != null) {
      json.put(name, value);
    }
  }
}
