package org.machizu.catalogue;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.machizu.geo.feature.Envelope;
import org.machizu.geo.feature.LocalizedText;
import org.machizu.geo.feature.Provenance;

/**
 * The catalogue as DCAT-AP 3 (semiceu.github.io/DCAT-AP) in JSON-LD 1.1.
 *
 * @param town its name
 * @param base scheme, host and port
 */
record DcatJson(LocalizedText town, String base) {
  private static final String LANGUAGES =
      "http://publications.europa.eu/resource/authority/language/";
  private static final String MEDIA_TYPES = "http://www.iana.org/assignments/media-types/";

  /** Regions and cities. */
  private static final String THEME =
      "http://publications.europa.eu/resource/authority/data-theme/REGI";

  private static Map<String, Object> context() {
    Map<String, Object> context = new LinkedHashMap<>();
    context.put("dcat", "http://www.w3.org/ns/dcat#");
    context.put("dct", "http://purl.org/dc/terms/");
    context.put("foaf", "http://xmlns.com/foaf/0.1/");
    context.put("geosparql", "http://www.opengis.net/ont/geosparql#");
    context.put("hydra", "http://www.w3.org/ns/hydra/core#");
    context.put("rdfs", "http://www.w3.org/2000/01/rdf-schema#");
    context.put("xsd", "http://www.w3.org/2001/XMLSchema#");
    return context;
  }

  /**
   * A page of the catalogue.
   *
   * @param next the address of the next page; null on the last
   */
  Map<String, Object> of(List<OpenLayer> layers, String self, @Nullable String next) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("@context", context());
    json.put("@id", base + DcatRoutes.PATH);
    json.put("@type", List.of("dcat:Catalog", "hydra:Collection"));
    json.put(
        "dct:title",
        texts(
            new LocalizedText(
                town.ja() + " オープンデータ（地理情報）", "Open geographic data of " + town.en())));
    json.put(
        "dct:description",
        texts(
            new LocalizedText(
                town.ja() + "が公開している地図レイヤの目録",
                "Catalogue of the map layers that " + town.en() + " has opened")));
    json.put("dct:publisher", publisher());
    json.put("dct:language", languages());
    json.put("foaf:homepage", id(base + "/"));
    layers.stream()
        .map(layer -> layer.visible().entry().changed())
        .max(Comparator.naturalOrder())
        .ifPresent(changed -> json.put("dct:modified", moment(changed.toString())));
    layers.stream()
        .flatMap(layer -> layer.extent().stream())
        .reduce(Envelope::union)
        .ifPresent(box -> json.put("dct:spatial", location(box)));
    json.put("dcat:service", services());
    json.put("dcat:dataset", layers.stream().map(this::dataset).toList());
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("@id", self);
    view.put("@type", "hydra:PartialCollectionView");
    if (next != null) {
      view.put("hydra:next", id(next));
    }
    json.put("hydra:view", view);
    return json;
  }

  private Map<String, Object> publisher() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("@id", base + "/#town");
    json.put("@type", "foaf:Agent");
    json.put("foaf:name", texts(town));
    return json;
  }

  private List<Map<String, Object>> services() {
    return List.of(
        service(
            Way.Service.OGC_API,
            new LocalizedText("OGC API（地物・タイル・記録）", "OGC API (features, tiles, records)"),
            base + "/ogc",
            base + "/ogc/api"),
        service(
            Way.Service.WMTS,
            new LocalizedText("WMTS（画像タイル）", "WMTS (tiles of pixels)"),
            base + "/wmts",
            base + "/wmts/1.0.0/WMTSCapabilities.xml"));
  }

  private Map<String, Object> service(
      Way.Service service, LocalizedText title, String endpoint, String description) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("@id", serviceId(service));
    json.put("@type", "dcat:DataService");
    json.put("dct:title", texts(title));
    json.put("dcat:endpointURL", id(endpoint));
    json.put("dcat:endpointDescription", id(description));
    json.put("dct:publisher", id(base + "/#town"));
    return json;
  }

  private String serviceId(Way.Service service) {
    return base + (service == Way.Service.WMTS ? "/wmts" : "/ogc") + "#service";
  }

  private Map<String, Object> dataset(OpenLayer layer) {
    Provenance provenance = layer.layer().provenance();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("@id", base + RecordCollection.PATH + "/items/" + layer.name());
    json.put("@type", "dcat:Dataset");
    json.put("dct:identifier", layer.externalId());
    json.put("dct:title", texts(layer.layer().title()));
    json.put("dct:description", texts(layer.description(town)));
    json.put(
        "dcat:keyword", layer.keywords("ja").stream().map(keyword -> text("ja", keyword)).toList());
    json.put("dcat:theme", id(THEME));
    json.put("dct:publisher", id(base + "/#town"));
    json.put("dct:language", languages());
    json.put("dcat:landingPage", id(base + "/open/layers/" + layer.name()));
    if (provenance.date() != null) {
      json.put("dct:issued", Map.of("@type", "xsd:date", "@value", provenance.date().toString()));
    }
    json.put("dct:modified", moment(layer.visible().entry().changed().toString()));
    layer.extent().ifPresent(box -> json.put("dct:spatial", location(box)));
    licence(provenance).ifPresent(licence -> json.put("dct:license", licence));
    if (!provenance.source().isEmpty()) {
      json.put(
          "dct:provenance",
          Map.of("@type", "dct:ProvenanceStatement", "rdfs:label", provenance.source()));
    }
    json.put(
        "dcat:distribution",
        layer.ways(base).stream().map(way -> distribution(way, provenance)).toList());
    return json;
  }

  private Map<String, Object> distribution(Way way, Provenance provenance) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("@type", "dcat:Distribution");
    json.put("dct:title", texts(way.title()));
    json.put("dcat:accessURL", id(way.href()));
    if (way.service() == Way.Service.FILE) {
      json.put("dcat:downloadURL", id(way.href()));
    } else {
      json.put("dcat:accessService", id(serviceId(way.service())));
    }
    json.put("dcat:mediaType", id(MEDIA_TYPES + way.mediaType()));
    licence(provenance).ifPresent(licence -> json.put("dct:license", licence));
    return json;
  }

  private static Optional<Map<String, Object>> licence(Provenance provenance) {
    String licence = provenance.licence();
    if (licence.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        Licence.address(licence)
            .map(DcatJson::id)
            .orElseGet(() -> Map.of("@type", "dct:LicenseDocument", "rdfs:label", licence)));
  }

  private static Map<String, Object> location(Envelope box) {
    String wkt =
        "POLYGON((%s %s, %s %s, %s %s, %s %s, %s %s))"
            .formatted(
                box.minLon(),
                box.minLat(),
                box.maxLon(),
                box.minLat(),
                box.maxLon(),
                box.maxLat(),
                box.minLon(),
                box.maxLat(),
                box.minLon(),
                box.minLat());
    return Map.of(
        "@type",
        "dct:Location",
        "dcat:bbox",
        Map.of("@type", "geosparql:wktLiteral", "@value", wkt));
  }

  private static List<Map<String, Object>> texts(LocalizedText text) {
    return Objects.equals(text.ja(), text.en())
        ? List.of(text("ja", text.ja()))
        : List.of(text("ja", text.ja()), text("en", text.en()));
  }

  private static Map<String, Object> text(String language, String value) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("@language", language);
    json.put("@value", value);
    return json;
  }

  private static List<Map<String, Object>> languages() {
    return List.of(id(LANGUAGES + "JPN"));
  }

  private static Map<String, Object> moment(String value) {
    return Map.of("@type", "xsd:dateTime", "@value", value);
  }

  private static Map<String, Object> id(String address) {
    return Map.of("@id", address);
  }
}
