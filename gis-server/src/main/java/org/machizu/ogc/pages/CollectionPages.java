package org.machizu.ogc.pages;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.machizu.html.HtmlPage.Step;

/** The pages of one collection, its features and its schemas. Safe for use by many threads. */
public final class CollectionPages {
  private final OgcPages pages;

  CollectionPages(OgcPages pages) {
    this.pages = pages;
  }

  /**
   * @param json the answer
   */
  public byte[] collection(Asked asked, JsonNode json) {
    PageText text = pages.text(asked);
    String id = json.path("id").asText();
    JsonNode own = json.path("machizu");
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("heading", json.path("title").asText());
    model.put("itemsHref", json.has("itemType") ? asked.page(path(id) + "/items") : false);
    model.put("mapHref", mapHref(json).map(Object.class::cast).orElse(false));
    model.put("schemas", own.path("kind").asText().equals("features") ? schemas(asked, id) : false);
    model.put("facts", facts(text, json));
    model.put("attributes", attributes(text, own.path("attributes")));
    model.put("hasAttributes", !own.path("attributes").isEmpty());
    model.put("links", OgcPages.links(json.path("links")));
    List<String> systems = new ArrayList<>();
    json.path("crs").forEach(uri -> systems.add(uri.asText()));
    model.put("systems", systems);
    model.put("hasSystems", !systems.isEmpty());
    return pages.write(
        "collection", asked, json.path("title").asText(), trail(asked, json, false), model);
  }

  private static Optional<String> mapHref(JsonNode collection) {
    if (!collection.path("machizu").has("minZoom")) {
      return Optional.empty(); // what is worked out is no layer of the map
    }
    return MapLink.ofBox(
        collection.path("id").asText(),
        collection.path("extent").path("spatial").path("bbox").path(0));
  }

  private List<Map<String, Object>> schemas(Asked asked, String id) {
    PageText text = pages.text(asked);
    List<Map<String, Object>> schemas = new ArrayList<>();
    for (String schema : List.of("schema", "queryables", "sortables")) {
      schemas.add(
          Map.of("href", asked.page(path(id) + "/" + schema), "name", text.word(schema, "title")));
    }
    return schemas;
  }

  private static List<Map<String, Object>> facts(PageText text, JsonNode json) {
    JsonNode own = json.path("machizu");
    JsonNode box = json.path("extent").path("spatial").path("bbox").path(0);
    JsonNode time = json.path("extent").path("temporal").path("interval").path(0);
    List<Map<String, Object>> facts = new ArrayList<>();
    addFact(facts, text.word("factId"), json.path("id").asText());
    addFact(facts, text.word("factKind"), kind(text, own));
    addFact(facts, text.word("factSource"), text.of(own.path("source")));
    addFact(facts, text.word("factLicence"), text.of(own.path("licence")));
    addFact(facts, text.word("factDate"), text.of(own.path("date")));
    if (own.has("accuracyM")) {
      addFact(facts, text.word("factAccuracy"), text.of(own.path("accuracyM")) + " m");
    }
    addFact(facts, text.word("factChanged"), text.of(own.path("changed")));
    if (box.size() == 4) {
      addFact(
          facts,
          text.word("factExtent"),
          "%.5f, %.5f – %.5f, %.5f"
              .formatted(
                  box.path(1).asDouble(),
                  box.path(0).asDouble(),
                  box.path(3).asDouble(),
                  box.path(2).asDouble()));
    }
    if (!time.isEmpty()) {
      addFact(
          facts, text.word("factTime"), end(text, time.path(0)) + " – " + end(text, time.path(1)));
    }
    return facts;
  }

  private static String end(PageText text, JsonNode moment) {
    return moment.isNull() ? text.word("timeOpen") : text.of(moment);
  }

  private static void addFact(List<Map<String, Object>> facts, String name, String value) {
    if (!value.isEmpty()) {
      facts.add(Map.of("name", name, "value", value));
    }
  }

  /** What a collection is made of. */
  static String kind(PageText text, JsonNode own) {
    String kind = own.path("kind").asText();
    return text.word(
        "kind", kind.equals("features") ? own.path("geometryType").asText("mixed") : kind);
  }

  private static List<Map<String, Object>> attributes(PageText text, JsonNode attributes) {
    List<Map<String, Object>> list = new ArrayList<>();
    for (JsonNode attribute : attributes) {
      list.add(
          Map.of(
              "name", attribute.path("name").asText(),
              "title", attribute.path("title").asText(),
              "type", text.word("type", attribute.path("type").asText()),
              "unit", attribute.path("unit").asText()));
    }
    return list;
  }

  /**
   * A page of features as a table.
   *
   * @param collection as its own answer tells it
   * @param json the answer
   * @param firstAddress where the first page is; empty when it is this one
   * @param nextAddress where the next page is; empty when this is the last
   */
  public byte[] items(
      Asked asked, JsonNode collection, JsonNode json, String firstAddress, String nextAddress) {
    PageText text = pages.text(asked);
    JsonNode features = json.path("features");
    Map<String, String> titles = titles(collection);
    Set<String> names = new LinkedHashSet<>();
    if (features.isEmpty()) {
      names.addAll(titles.keySet());
    }
    features.forEach(one -> one.path("properties").fieldNames().forEachRemaining(names::add));
    String id = collection.path("id").asText();
    List<Map<String, Object>> rows = new ArrayList<>();
    for (JsonNode feature : features) {
      List<Map<String, Object>> cells = new ArrayList<>();
      for (String name : names) {
        JsonNode value = feature.path("properties").path(name);
        cells.add(Map.of("value", text.of(value), "isNumber", value.isNumber()));
      }
      String number = feature.path("id").asText();
      rows.add(
          Map.of(
              "number", number,
              "href", asked.page(path(id) + "/items/" + number),
              "cells", cells));
    }
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("heading", collection.path("title").asText());
    model.put("columns", names.stream().map(name -> titles.getOrDefault(name, name)).toList());
    model.put("rows", rows);
    model.put("isEmpty", rows.isEmpty());
    model.put("returned", features.size());
    model.put("matched", json.has("numberMatched") ? json.path("numberMatched").asText() : false);
    model.put("firstHref", firstAddress.isEmpty() ? false : firstAddress);
    model.put("nextHref", nextAddress.isEmpty() ? false : nextAddress);
    Optional<String> map = mapHref(collection);
    model.put("mapHref", map.map(Object.class::cast).orElse(false));
    model.put("hasWays", map.isPresent() || !firstAddress.isEmpty() || !nextAddress.isEmpty());
    return pages.write(
        "items", asked, text.word("itemsTitle"), trail(asked, collection, true), model);
  }

  private static Map<String, String> titles(JsonNode collection) {
    Map<String, String> titles = new LinkedHashMap<>();
    for (JsonNode attribute : collection.path("machizu").path("attributes")) {
      String unit = attribute.path("unit").asText();
      String title = attribute.path("title").asText();
      titles.put(
          attribute.path("name").asText(), unit.isEmpty() ? title : title + " (" + unit + ")");
    }
    return titles;
  }

  /**
   * One feature.
   *
   * @param collection as its own answer tells it
   * @param json the answer
   * @param inDegrees whether its place is written as longitude and latitude
   */
  public byte[] item(Asked asked, JsonNode collection, JsonNode json, boolean inDegrees) {
    PageText text = pages.text(asked);
    String layer = collection.path("id").asText();
    String number = json.path("id").asText();
    Map<String, String> titles = titles(collection);
    List<Map<String, Object>> values = new ArrayList<>();
    json.path("properties")
        .properties()
        .forEach(one ->
            values.add(
                Map.of(
                    "name", titles.getOrDefault(one.getKey(), one.getKey()),
                    "value", text.of(one.getValue()))));
    JsonNode geometry = json.path("geometry");
    boolean onMap = inDegrees && mapHref(collection).isPresent();
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("heading", collection.path("title").asText() + " " + number);
    model.put("values", values);
    model.put("hasPlace", geometry.isObject());
    model.put("place", text.of(geometry.path("type")));
    model.put("coordinates", text.of(geometry.path("coordinates")));
    model.put(
        "mapHref",
        onMap
            ? MapLink.ofFeature(layer, number, geometry).map(Object.class::cast).orElse(false)
            : false);
    List<Step> trail = new ArrayList<>(trail(asked, collection, true));
    trail.add(new Step(text.word("itemsTitle"), asked.page(path(layer) + "/items")));
    return pages.write("item", asked, number, trail, model);
  }

  /**
   * A schema as a table.
   *
   * @param name schema, queryables or sortables
   * @param title the collection's
   * @param json the answer
   */
  public byte[] schema(Asked asked, String name, String id, String title, JsonNode json) {
    PageText text = pages.text(asked);
    List<Map<String, Object>> members = new ArrayList<>();
    json.path("properties")
        .properties()
        .forEach(one -> {
          JsonNode member = one.getValue();
          String format = member.path("format").asText();
          members.add(
              Map.of(
                  "name", one.getKey(),
                  "title", member.path("title").asText(),
                  "type", format.isEmpty() ? member.path("type").asText() : format,
                  "unit", member.path("x-ogc-unit").asText(),
                  "role", member.path("x-ogc-role").asText()));
        });
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("heading", title);
    model.put("lead", text.word(name, "lead"));
    model.put("members", members);
    model.put("query", name.equals("queryables") ? query(id) : false);
    List<Step> trail = new ArrayList<>(listed(asked));
    trail.add(new Step(title, asked.page(path(id))));
    return pages.write("schema", asked, text.word(name, "title"), trail, model);
  }

  private static String query(String id) {
    return path(id) + "/items?filter=…";
  }

  private List<Step> listed(Asked asked) {
    return List.of(
        pages.root(asked),
        new Step(pages.text(asked).word("collectionsTitle"), asked.page("/ogc/collections")));
  }

  private List<Step> trail(Asked asked, JsonNode collection, boolean below) {
    List<Step> trail = new ArrayList<>(listed(asked));
    if (below) {
      String id = collection.path("id").asText();
      trail.add(new Step(collection.path("title").asText(), asked.page(path(id))));
    }
    return trail;
  }

  private static String path(String id) {
    return "/ogc/collections/" + URLEncoder.encode(id, StandardCharsets.UTF_8);
  }
}
