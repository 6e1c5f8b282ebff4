package org.machizu.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Answers about hazards in the sample town, against answers that were worked out by hand. */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class HazardsTest {
  @TempDir static Path folder;
  private static DemoTown demo;
  private static Caller anybody;
  private static final Map<String, Map<Long, String>> NUMBERS = new HashMap<>();

  @BeforeAll
  static void start() throws Exception {
    demo = DemoTown.start(folder);
    anybody = demo.visitor();
    for (String layer : List.of("flood_planned", "flood_maximum", "landslide", "ponds")) {
      Map<Long, String> numbers = new HashMap<>();
      String number = layer.equals("ponds") ? "ため池番号" : "区域番号";
      for (JsonNode zone :
          anybody.get("/ogc/collections/" + layer + "/items?limit=1000").json().path("features")) {
        numbers.put(zone.path("id").asLong(), zone.path("properties").path(number).asText());
      }
      NUMBERS.put(layer, numbers);
    }
  }

  @AfterAll
  static void stop() throws Exception {
    demo.close();
  }

  /** Each three times: first from the store, then from memory, at last as of a moment. */
  @TestFactory
  Stream<DynamicTest> whatWasWorkedOutByHandIsAnswered() throws Exception {
    List<JsonNode> places = places();
    assertThat(places).hasSizeGreaterThan(16);
    String now = "&asOf=" + Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
    return Stream.of("", " ", now)
        .flatMap(how ->
            places.stream()
                .map(place ->
                    DynamicTest.dynamicTest(
                        how + " " + place.path("place") + " " + place.path("why").asText(),
                        () -> check(place, how.strip()))));
  }

  private static void check(JsonNode expected, String how) {
    JsonNode answer = answer(expected.path("place"), "&lang=all" + how);
    Map<String, JsonNode> hazards = by(answer.path("hazards"), "hazard");
    Map<String, JsonNode> maps = new HashMap<>();
    hazards.values().forEach(hazard -> maps.putAll(by(hazard.path("maps"), "map")));
    SoftAssertions soft = new SoftAssertions();
    expected
        .path("hazards")
        .properties()
        .forEach(hazard ->
            soft.assertThat(hazards.get(hazard.getKey()).path("result").asText())
                .as(hazard.getKey())
                .isEqualTo(hazard.getValue().asText()));
    if (expected.has("scene")) {
      soft.assertThat(hazards.get("flood").path("picture").path("scene").asText("none"))
          .isEqualTo(expected.path("scene").asText());
    }
    expected
        .path("maps")
        .properties()
        .forEach(map -> compare(soft, map.getKey(), map.getValue(), maps.get(map.getKey())));
    soft.assertAll();
  }

  private static void compare(SoftAssertions soft, String map, JsonNode expected, JsonNode found) {
    soft.assertThat(found.path("result").asText())
        .as(map)
        .isEqualTo(expected.path("result").asText());
    if (expected.has("zones")) {
      List<String> zones = new ArrayList<>();
      found.path("features").forEach(id -> zones.add(NUMBERS.get(map).get(id.asLong())));
      List<String> wanted = new ArrayList<>();
      expected.path("zones").forEach(zone -> wanted.add(zone.asText()));
      soft.assertThat(zones).as(map).isEqualTo(wanted);
    }
    if (expected.has("gridM")) {
      soft.assertThat(found.path("gridM").asDouble(-1))
          .as(map)
          .isCloseTo(expected.path("gridM").asDouble(), within(0.0051));
    }
    Map<String, String> members =
        Map.of(
            "depth", found.path("depth").path("label").asText(),
            "lasting", found.path("duration").path("label").asText(),
            "zone", found.path("zone").asText(),
            "phenomenon", found.path("phenomenon").asText(),
            "cause", found.path("cause").asText());
    members.forEach((member, value) -> {
      if (expected.has(member)) {
        soft.assertThat(value).as(map + "." + member).isEqualTo(expected.path(member).asText());
      }
    });
  }

  @Test
  void theWorstCaseIsToldFirstInWordsForEverybodyAndIsNoOrder() {
    JsonNode flood =
        by(answer(141.827802, 42.768471, "&lang=all").path("hazards"), "hazard").get("flood");
    assertThat(flood.path("titles").path("ja").asText()).isEqualTo("洪水");
    assertThat(flood.path("summaries").path("ja").asText())
        .isEqualTo(
            "ここは、川の水があふれると、5 mくらいまで水につかることがあります。2階まで水につかる深さです。もっと起こりやすい大雨でも、3 mくらいまで水につかることがあります。水がひくまで、3日から1週間くらいかかることがあります。");
    assertThat(flood.path("summaries").path("en").asText())
        .startsWith("If the river overflows, water may stand up to about 5 m deep here.");
    assertThat(flood.path("summaries").path("easy").asText()).contains("水に つかる");
    assertThat(flood.path("advices").path("ja").asText()).contains("2階にいても助からない");
    assertThat(flood.path("picture").path("depthFromM").asDouble()).isEqualTo(3);
    assertThat(flood.path("picture").path("depthToM").asDouble()).isEqualTo(5);

    JsonNode easy =
        by(answer(141.827802, 42.768471, "&lang=easy").path("hazards"), "hazard").get("flood");
    assertThat(easy.path("summary").asText())
        .isEqualTo(flood.path("summaries").path("easy").asText());
    assertThat(easy.has("summaries")).isFalse();
    JsonNode english =
        by(
                demo.visitor()
                    .with("Accept-Language", "en")
                    .get("/api/hazards?lon=141.827802&lat=42.768471")
                    .json()
                    .path("hazards"),
                "hazard")
            .get("landslide");
    assertThat(english.path("summary").asText())
        .isEqualTo(
            "The town's maps show no landslide zone here. That does not mean it is certainly safe.");
  }

  @Test
  void whatNobodyHasMappedIsUnknownAndNotSafe() {
    JsonNode answer = answer(141.827802, 42.768471, "&lang=all");
    JsonNode tsunami = by(answer.path("hazards"), "hazard").get("tsunami");
    assertThat(tsunami.path("result").asText()).isEqualTo("unknown");
    assertThat(tsunami.path("maps")).isEmpty();
    assertThat(tsunami.path("summaries").path("ja").asText())
        .isEqualTo("この町の「津波」の地図は、ここにはありません。安全という意味ではありません。");
    assertThat(tsunami.has("picture")).isFalse();
    assertThat(by(answer.path("hazards"), "hazard").keySet())
        .containsExactlyInAnyOrder("flood", "inland_flood", "landslide", "tsunami", "storm_surge");
  }

  @Test
  void everyMapTellsItsSourceAndThatItIsNoPaperForPropertyDeals() {
    JsonNode answer = answer(141.753032, 42.779191, "&lang=all");
    assertThat(answer.path("notices").path("ja").asText()).contains("重要事項説明には使えません");
    JsonNode hazards = answer.path("hazards");
    for (JsonNode hazard : hazards) {
      for (JsonNode map : hazard.path("maps")) {
        JsonNode source = map.path("source");
        assertThat(source.path("layer").asText()).isEqualTo(map.path("map").asText());
        assertThat(source.path("date").asText()).isEqualTo("2026-04-01");
        assertThat(source.path("source").asText()).contains("みどり野町");
        assertThat(source.path("licence").asText()).isEqualTo("CC0-1.0");
        assertThat(source.path("statusTexts").path("ja").asText())
            .contains("参考です")
            .contains("重要事項説明");
      }
    }
    JsonNode red = by(by(hazards, "hazard").get("landslide").path("maps"), "map").get("landslide");
    assertThat(red.path("source").path("basis").asText()).isEqualTo("土砂災害防止法 第9条");
    assertThat(red.path("source").path("status").asText()).isEqualTo("statutory");
    JsonNode flood =
        by(by(hazards, "hazard").get("flood").path("maps"), "map").get("flood_planned");
    assertThat(flood.path("scale").asText()).isEqualTo("planned");
    assertThat(flood.path("source").path("accuracyM").asDouble()).isEqualTo(25);
  }

  @Test
  void theMapsThatThereAreAreListed() {
    Map<String, JsonNode> maps =
        by(anybody.get("/api/hazards/maps?lang=en").json().path("maps"), "map");
    assertThat(maps.keySet())
        .containsExactlyInAnyOrder(
            "flood_depth", "flood_maximum", "flood_planned", "landslide", "ponds");
    assertThat(maps.get("flood_maximum").path("scale").asText()).isEqualTo("largest");
    assertThat(maps.get("flood_depth").path("scale").asText()).isEqualTo("largest");
    assertThat(maps.get("flood_depth").path("kind").asText()).isEqualTo("grid");
    assertThat(maps.get("ponds").path("extent").asText()).isEqualTo("origin");
    assertThat(maps.get("landslide").path("title").asText()).isEqualTo("Landslide warning zones");
    assertThat(maps.get("landslide").path("hazard").asText()).isEqualTo("landslide");
  }

  /** Closed to the public, and opened again for the other tests. */
  @Test
  void aMapThatIsNotPublishedIsAsUnknownToThePublicAsOneThatIsNotThere() {
    double lon = 141.829122;
    double lat = 42.786428;
    assertThat(result(anybody, lon, lat, "landslide")).isEqualTo("in");
    publish(false);
    try {
      assertThat(result(anybody, lon, lat, "landslide")).isEqualTo("unknown");
      assertThat(anybody.get("/api/hazards/maps").text()).doesNotContain("landslide");
      assertThat(result(demo.planner(), lon, lat, "landslide")).isEqualTo("in");
    } finally {
      publish(true);
    }
    assertThat(result(anybody, lon, lat, "landslide")).isEqualTo("in");
  }

  private static void publish(boolean published) {
    String body = "{\"published\":" + published + ",\"reason\":\"試し\"}";
    assertThat(demo.planner().post("/api/layers/landslide/publish", body).status())
        .isBetween(200, 204);
  }

  /** Answers as of a moment are read from the store, all others from memory once it is there. */
  @Test
  void memoryAndStoreAnswerAlikeInEveryMember() {
    Random random = new Random(20261128);
    answer(141.82, 42.76, ""); // everything is read in from here on
    String now = "&asOf=" + Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
    SoftAssertions soft = new SoftAssertions();
    for (int i = 0; i < 60; i++) {
      double lon = 141.735 + 0.18 * random.nextDouble();
      double lat = 42.73 + 0.07 * random.nextDouble();
      ObjectNode stored = (ObjectNode) answer(lon, lat, "&lang=all" + now);
      ObjectNode held = (ObjectNode) answer(lon, lat, "&lang=all");
      stored.remove(List.of("answered", "asOf"));
      held.remove(List.of("answered", "asOf"));
      soft.assertThat(held).as(lon + " " + lat).isEqualTo(stored);
    }
    soft.assertAll();
  }

  @Test
  void theLevelsOfWarningAreThoseOfTheDay() {
    JsonNode old = anybody.get("/api/hazards/levels?at=2024-07-01&lang=ja").json();
    assertThat(old.path("scheme").asText()).isEqualTo("2021-05");
    assertThat(old.path("levels").path(1).path("evacuation").asText()).isEqualTo("避難指示");
    assertThat(old.toString()).contains("土砂災害警戒情報").doesNotContain("危険警報");
    JsonNode now = anybody.get("/api/hazards/levels?at=2026-05-28&lang=all").json();
    assertThat(now.path("scheme").asText()).isEqualTo("2026-05");
    assertThat(now.path("levels").path(1).path("warnings").path("ja").asText())
        .isEqualTo("レベル4危険警報");
    assertThat(now.path("levels").path(4).path("evacuations").isNull()).isTrue();
    assertThat(now.path("notes").path("ja").asText()).contains("市町村長が出します");
    assertThat(anybody.get("/api/hazards/levels?at=2018-01-01").json().path("levels")).isEmpty();
    assertThat(
            answer(141.82, 42.76, "&asOf=2027-01-01T00:00:00Z")
                .path("levels")
                .path("scheme")
                .asText())
        .isEqualTo("2026-05");
  }

  @Test
  void aQuestionWithoutAPlaceIsToldWhatToGive() {
    assertCode("/api/hazards", "place-missing");
    assertCode("/api/hazards?lon=141.8", "place-missing");
    assertCode("/api/hazards?lon=241.8&lat=42", "bad-parameter");
    assertCode("/api/hazards?lon=141.8&lat=x", "bad-parameter");
    assertCode("/api/hazards?lon=NaN&lat=42", "bad-parameter");
    assertCode("/api/hazards?lon=141.8&lat=42.7&asOf=yesterday", "bad-parameter");
    assertCode("/api/hazards/levels?at=soon", "bad-parameter");
    for (String far : List.of("lon=-180&lat=-90", "lon=180&lat=90", "lon=0&lat=0")) {
      Answer answer = anybody.get("/api/hazards?" + far);
      assertThat(answer.status()).as(far).isEqualTo(200);
      assertThat(by(answer.json().path("hazards"), "hazard").get("flood").path("result").asText())
          .isEqualTo("unknown");
    }
  }

  private static void assertCode(String path, String code) {
    Answer answer = anybody.get(path);
    assertThat(answer.status()).as(path).isEqualTo(400);
    assertThat(answer.json().path("code").asText()).as(path).isEqualTo(code);
  }

  private static String result(Caller caller, double lon, double lat, String hazard) {
    JsonNode answer = caller.get("/api/hazards?lon=" + lon + "&lat=" + lat).json();
    return by(answer.path("hazards"), "hazard").get(hazard).path("result").asText();
  }

  private static JsonNode answer(JsonNode place, String more) {
    return answer(place.path(0).asDouble(), place.path(1).asDouble(), more);
  }

  private static JsonNode answer(double lon, double lat, String more) {
    Answer answer = anybody.get("/api/hazards?lon=" + lon + "&lat=" + lat + more);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json();
  }

  private static Map<String, JsonNode> by(JsonNode list, String member) {
    Map<String, JsonNode> all = new HashMap<>();
    list.forEach(one -> all.put(one.path(member).asText(), one));
    return all;
  }

  private static List<JsonNode> places() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            HazardsTest.class.getResourceAsStream("/org/machizu/hazard/places.yaml"))) {
      return StreamSupport.stream(new YAMLMapper().readTree(in).spliterator(), false).toList();
    }
  }
}
