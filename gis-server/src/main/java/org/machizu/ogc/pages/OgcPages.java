package org.machizu.ogc.pages;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.machizu.html.HtmlPage;
import org.machizu.html.HtmlPage.Step;
import org.machizu.html.PageTemplates;

/**
 * The pages of the landing page, of what is conformed to, of the description and of the list of
 * collections. Safe for use by many threads.
 */
public final class OgcPages {
  static final String STYLE = "src/ogc/ogc.css";

  private static final String FOLDER = "/org/machizu/ogc/pages";

  /** Links of the landing page that have words and a place of their own, in this order. */
  private static final List<String> KNOWN =
      List.of("data", "service-doc", "conformance", "related");

  private static final Set<String> LEFT_OUT = Set.of("self", "alternate", "service-desc");

  /** What the standards are called, by their names in addresses. */
  private static final Map<String, String> STANDARDS =
      Map.of(
          "ogcapi-features-1", "OGC API – Features Part 1: Core",
          "ogcapi-features-2",
              "OGC API – Features Part 2: Coordinate Reference Systems by Reference",
          "ogcapi-features-3", "OGC API – Features Part 3: Filtering",
          "ogcapi-features-4", "OGC API – Features Part 4: Create, Replace, Update and Delete",
          "ogcapi-features-5", "OGC API – Features Part 5: Schemas",
          "cql2", "Common Query Language (CQL2)",
          "ogcapi-tiles-1", "OGC API – Tiles Part 1: Core",
          "ogcapi-styles-1", "OGC API – Styles Part 1: Core",
          "ogcapi-records-1", "OGC API – Records Part 1: Core");

  private final PageTemplates templates;

  /**
   * @param web folder of the built pages, on the class path
   */
  public OgcPages(String web) {
    templates = new PageTemplates(FOLDER, web);
  }

  /** The pages of collections, by the same templates. */
  public CollectionPages collections() {
    return new CollectionPages(this);
  }

  /**
   * @param json the answer
   */
  public byte[] landing(Asked asked, JsonNode json) {
    Map<String, JsonNode> byRelation = new LinkedHashMap<>();
    List<JsonNode> others = new ArrayList<>();
    for (JsonNode link : json.path("links")) {
      String rel = link.path("rel").asText();
      if (KNOWN.contains(rel)) {
        byRelation.putIfAbsent(rel, link);
      } else if (!LEFT_OUT.contains(rel)) {
        others.add(link);
      }
    }
    PageText text = text(asked);
    List<Map<String, Object>> known = new ArrayList<>();
    for (String rel : KNOWN) {
      JsonNode link = byRelation.get(rel);
      if (link != null) {
        known.add(
            Map.of(
                "href", link.path("href").asText(),
                "name", text.word("landing", rel),
                "note", text.word("landing", rel, "note")));
      }
    }
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("heading", json.path("title").asText());
    model.put("known", known);
    model.put("others", links(others));
    model.put("hasOthers", !others.isEmpty());
    model.put("address", asked.base() + "/ogc");
    return write("landing", asked, text.word("landingTitle"), List.of(), model);
  }

  /**
   * @param json the answer
   */
  public byte[] conformance(Asked asked, JsonNode json) {
    Map<String, List<String>> byStandard = new TreeMap<>();
    for (JsonNode uri : json.path("conformsTo")) {
      String[] parts = uri.asText().replaceFirst("^.*/spec/", "").split("/", -1);
      String standard = STANDARDS.getOrDefault(parts[0], parts[0]);
      byStandard.computeIfAbsent(standard, s -> new ArrayList<>()).add(parts[parts.length - 1]);
    }
    List<Map<String, Object>> standards = new ArrayList<>();
    byStandard.forEach(
        (standard, classes) -> standards.add(Map.of("standard", standard, "classes", classes)));
    return write(
        "conformance",
        asked,
        text(asked).word("conformanceTitle"),
        List.of(root(asked)),
        Map.of("standards", standards));
  }

  /**
   * @param json the OpenAPI document
   */
  public byte[] api(Asked asked, JsonNode json) {
    List<Map<String, Object>> operations = new ArrayList<>();
    json.path("paths")
        .properties()
        .forEach(path ->
            path.getValue()
                .properties()
                .forEach(operation ->
                    operations.add(
                        Map.of(
                            "method", operation.getKey().toUpperCase(java.util.Locale.ROOT),
                            "path", path.getKey(),
                            "summary", operation.getValue().path("summary").asText(),
                            "parameters", parameters(operation.getValue())))));
    return write(
        "api",
        asked,
        text(asked).word("apiTitle"),
        List.of(root(asked)),
        Map.of(
            "operations",
            operations,
            "address",
            json.path("servers").path(0).path("url").asText()));
  }

  private static String parameters(JsonNode operation) {
    List<String> names = new ArrayList<>();
    for (JsonNode parameter : operation.path("parameters")) {
      if (parameter.path("in").asText().equals("query")) {
        names.add(parameter.path("name").asText());
      }
    }
    return String.join(", ", names);
  }

  /**
   * @param json the answer
   */
  public byte[] list(Asked asked, JsonNode json) {
    PageText text = text(asked);
    List<Map<String, Object>> collections = new ArrayList<>();
    for (JsonNode collection : json.path("collections")) {
      String address = "/ogc/collections/" + collection.path("id").asText();
      // records are for programs; people have the open GIS page
      boolean isPage = !collection.path("itemType").asText().equals("record");
      collections.add(
          Map.of(
              "href", isPage ? asked.page(address) : asked.base() + address,
              "name", collection.path("title").asText(),
              "id", collection.path("id").asText(),
              "kind", CollectionPages.kind(text, collection.path("machizu")),
              "licence", collection.path("machizu").path("licence").asText(),
              "changed", text.of(collection.path("machizu").path("changed"))));
    }
    return write(
        "collections",
        asked,
        text.word("collectionsTitle"),
        List.of(root(asked)),
        Map.of(
            "collections",
            collections,
            "isEmpty",
            collections.isEmpty(),
            "count",
            collections.size()));
  }

  /** Links as programs find them. */
  static List<Map<String, Object>> links(Iterable<JsonNode> links) {
    List<Map<String, Object>> list = new ArrayList<>();
    for (JsonNode link : links) {
      list.add(
          Map.of(
              "href", link.path("href").asText(),
              "name", link.path("title").asText(),
              "type", link.path("type").asText()));
    }
    return list;
  }

  PageText text(Asked asked) {
    return new PageText(asked.language(), key -> templates.word(asked.language(), key));
  }

  /** The landing page in the trail. */
  Step root(Asked asked) {
    return new Step(text(asked).word("landingTitle"), asked.page("/ogc"));
  }

  byte[] write(
      String template, Asked asked, String title, List<Step> trail, Map<String, Object> model) {
    Map<String, Object> all = new LinkedHashMap<>(model);
    all.put("jsonAddress", asked.jsonAddress());
    all.put("pageTitle", title);
    return templates.write(
        new HtmlPage(template, title, asked.address(), trail, all, List.of(STYLE)),
        asked.language());
  }
}
