package org.machizu.catalogue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.machizu.geo.feature.Envelope;
import org.machizu.geo.feature.LocalizedText;
import org.machizu.geo.feature.Provenance;
import org.machizu.http.Link;

/**
 * Open layers as records (20-004r1, schema recordGeoJSON.yaml).
 *
 * @param town its name
 * @param base scheme, host and port
 * @param language ja or en
 */
record RecordJson(LocalizedText town, String base, String language) {
  static final String CONFORMANCE = "http://www.opengis.net/spec/ogcapi-records-1/1.0/conf/";

  Map<String, @Nullable Object> of(OpenLayer layer) {
    Provenance provenance = layer.layer().provenance();
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("id", layer.name());
    json.put("type", "Feature");
    json.put("conformsTo", List.of(CONFORMANCE + "record-core"));
    json.put("geometry", layer.extent().map(RecordJson::box).orElse(null));
    json.put("time", time(provenance));
    json.put("properties", properties(layer, provenance));
    json.put("links", links(layer, provenance));
    return json;
  }

  /** A polygon along the box; a point when it is none wide and none high. */
  private static Map<String, Object> box(Envelope box) {
    if (box.minLon() == box.maxLon() && box.minLat() == box.maxLat()) {
      return Map.of("type", "Point", "coordinates", List.of(box.minLon(), box.minLat()));
    }
    return Map.of("type", "Polygon", "coordinates", List.of(ring(box)));
  }

  private static List<List<Double>> ring(Envelope box) {
    return List.of(
        List.of(box.minLon(), box.minLat()),
        List.of(box.maxLon(), box.minLat()),
        List.of(box.maxLon(), box.maxLat()),
        List.of(box.minLon(), box.maxLat()),
        List.of(box.minLon(), box.minLat()));
  }

  private static @Nullable Map<String, Object> time(Provenance provenance) {
    return provenance.date() == null ? null : Map.of("date", provenance.date().toString());
  }

  private Map<String, Object> properties(OpenLayer layer, Provenance provenance) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("type", RecordQuery.TYPE);
    json.put("title", layer.layer().title().in(language));
    json.put("description", layer.description(town).in(language));
    json.put("keywords", layer.keywords(language));
    json.put("language", Map.of("code", language));
    json.put("resourceLanguages", List.of(Map.of("code", "ja")));
    json.put("updated", layer.visible().entry().changed().toString());
    json.put("externalIds", List.of(Map.of("value", layer.externalId())));
    if (!layer.layer().group().isBlank()) {
      json.put(
          "themes",
          List.of(
              Map.of(
                  "concepts",
                  List.of(Map.of("id", layer.layer().group())),
                  "scheme",
                  base + "/ogc/collections")));
    }
    json.put(
        "formats",
        layer.formats().stream()
            .map(format -> Map.of("name", format.name(), "mediaType", format.mediaType()))
            .toList());
    json.put(
        "contacts",
        List.of(
            Map.of(
                "organization",
                town.in(language),
                "roles",
                List.of("publisher"),
                "links",
                List.of(Link.of(base + "/", "about", "text/html", town.in(language))))));
    if (!provenance.licence().isEmpty()) {
      json.put("license", Licence.address(provenance.licence()).orElse(provenance.licence()));
    }
    if (!provenance.source().isEmpty()) {
      json.put("rights", provenance.source());
    }
    return json;
  }

  private List<Map<String, Object>> links(OpenLayer layer, Provenance provenance) {
    List<Map<String, Object>> links = new ArrayList<>();
    String collection = base + RecordCollection.PATH;
    links.add(
        Link.of(
            collection + "/items/" + layer.name(), "self", "application/geo+json", "this record"));
    links.add(Link.of(collection, "collection", "application/json", "the catalogue"));
    links.add(
        Link.of(base + "/open/layers/" + layer.name(), "alternate", "text/html", "as a page"));
    links.add(
        Link.of(
            base + "/ogc/collections/" + layer.name(),
            "http://www.opengis.net/def/rel/ogc/1.0/geodata",
            "application/json",
            "the layer"));
    for (Way way : layer.ways(base)) {
      links.add(Link.of(way.href(), way.rel(), way.mediaType(), way.title().in(language)));
    }
    links.add(
        Link.of(
            base + "/ogc/styles/" + layer.name() + "/legend.png",
            "preview",
            "image/png",
            "its legend"));
    Licence.address(provenance.licence())
        .ifPresent(address -> links.add(Link.of(address, "license", "text/html", "licence")));
    return links;
  }
}
