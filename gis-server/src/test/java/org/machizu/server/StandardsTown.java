package org.machizu.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A town with one open layer of each kind that the standards' abstract tests tell apart: points
 * with a time, lines, areas, and a table without places.
 */
final class StandardsTown implements AutoCloseable {
  static final int HALLS = 25;

  /** Points; opened and closed are their time, which some lack. */
  static final String HALLS_LAYER = "halls";

  static final String PATHS = "roads";
  static final String LOTS = "lots";
  static final String FEES = "fees";

  /** What is worked out and lies in no layer. */
  static final String COMPUTED = "road_states";

  private final RunningTown town;

  private StandardsTown(RunningTown town) {
    this.town = town;
  }

  static StandardsTown start(Path folder) throws Exception {
    Map<String, String> unlimited =
        Map.of("limits.readsPerMinute", "0", "limits.writesPerMinute", "0");
    StandardsTown made = new StandardsTown(RunningTown.start(folder, unlimited));
    made.fill();
    return made;
  }

  private void fill() throws Exception {
    List<String> halls = new ArrayList<>();
    for (int i = 1; i <= HALLS; i++) {
      halls.add(
          feature(
              "{\"type\":\"Point\",\"coordinates\":[%s,42.76]}".formatted(141.80 + i * 0.001),
              "\"name\":\"会館%02d\",\"seats\":%d,\"opened\":%s,\"closed\":%s"
                  .formatted(
                      i,
                      100 - i,
                      i == HALLS ? "null" : "\"%d-04-01\"".formatted(2000 + i),
                      i % 5 == 0 && i < HALLS ? "\"2024-04-01\"" : "null")));
    }
    make(HALLS_LAYER, halls);
    town.describe(
        HALLS_LAYER,
        "{\"validTime\":{\"from\":\"opened\",\"to\":\"closed\"},\"source\":\"総務課\",\"attributes\":{\"seats\":{\"unit\":\"席\",\"ja\":\"席数\",\"en\":\"Seats\"}}}");
    make(
        PATHS,
        List.of(
            feature(
                "{\"type\":\"LineString\",\"coordinates\":[[141.80,42.75],[141.82,42.77]]}",
                "\"name\":\"北の道\""),
            feature(
                "{\"type\":\"LineString\",\"coordinates\":[[141.80,42.77],[141.81,42.78]]}",
                "\"name\":\"南の道\"")));
    make(
        LOTS,
        List.of(
            feature(
                "{\"type\":\"Polygon\",\"coordinates\":[[[141.80,42.75],[141.81,42.75],[141.81,42.76],[141.80,42.76],[141.80,42.75]]]}",
                "\"lot\":\"1-1\",\"area\":902.5"),
            feature(
                "{\"type\":\"Polygon\",\"coordinates\":[[[141.81,42.75],[141.82,42.75],[141.82,42.76],[141.81,42.75]]]}",
                "\"lot\":\"1-2\",\"area\":451.25")));
    make(FEES, List.of(feature("null", "\"kind\":\"写し\",\"yen\":300")));
  }

  private void make(String layer, List<String> features) throws Exception {
    town.importGeoJson(layer, RunningTown.collection(features.toArray(new String[0])));
    town.publish(layer);
  }

  static String feature(String geometry, String properties) {
    return "{\"type\":\"Feature\",\"geometry\":%s,\"properties\":{%s}}"
        .formatted(geometry, properties);
  }

  RunningTown running() {
    return town;
  }

  Caller visitor() {
    return town.visitor();
  }

  /** The collections with features, as the public sees them. */
  List<JsonNode> collections() {
    List<JsonNode> collections = new ArrayList<>();
    ok(visitor().get("/ogc/collections")).json().path("collections").forEach(collections::add);
    collections.removeIf(one -> one.path("itemType").asText().equals("record"));
    assertThat(collections)
        .extracting(one -> one.path("id").asText())
        .contains(HALLS_LAYER, PATHS, LOTS, FEES);
    return collections;
  }

  /** Those whose features lie somewhere. */
  List<JsonNode> spatialCollections() {
    return collections().stream().filter(one -> one.has("extent")).toList();
  }

  static String items(JsonNode collection) {
    return "/ogc/collections/" + collection.path("id").asText() + "/items";
  }

  static Answer ok(Answer answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer;
  }

  static List<Long> ids(Answer answer) {
    List<Long> ids = new ArrayList<>();
    ok(answer).json().path("features").forEach(f -> ids.add(f.path("id").asLong()));
    return ids;
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** The link of a relation; of several the one of a media type. Empty when there is none. */
  static String link(JsonNode links, String rel, String type) {
    for (JsonNode link : links) {
      if (link.path("rel").asText().equals(rel) && link.path("type").asText().startsWith(type)) {
        return link.path("href").asText();
      }
    }
    return "";
  }

  @Override
  public void close() throws Exception {
    town.close();
  }
}
