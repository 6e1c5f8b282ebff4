package org.machizu.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.DoubleSummaryStatistics;
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

/** Enquiries about sites of the sample town, against answers that were worked out by hand. */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class SitesTest {
  @TempDir static Path folder;
  private static DemoTown demo;
  private static Caller permit;

  @BeforeAll
  static void start() throws Exception {
    demo = DemoTown.start(folder);
    permit = demo.visitor().signedIn("permit", "demo");
  }

  @AfterAll
  static void stop() throws Exception {
    demo.close();
  }

  /** Each twice: first as the store tells it, then from memory. */
  @TestFactory
  Stream<DynamicTest> whatWasWorkedOutByHandIsAnswered() throws Exception {
    List<JsonNode> cases = cases();
    assertThat(cases).hasSizeGreaterThan(12);
    return Stream.of("first", "again")
        .flatMap(time ->
            cases.stream()
                .map(one ->
                    DynamicTest.dynamicTest(
                        time + ": " + one.path("site") + " " + one.path("why").asText(),
                        () -> check(one))));
  }

  private static void check(JsonNode expected) throws Exception {
    JsonNode answer = permit.get("/api/sites?parcel=" + ids(expected.path("site"))).json();
    Map<String, JsonNode> findings = findings(answer);
    SoftAssertions soft = new SoftAssertions();
    if (expected.has("areaM2")) {
      soft.assertThat(answer.path("site").path("areaM2").asDouble())
          .isCloseTo(expected.path("areaM2").asDouble(), within(0.1));
    }
    expected
        .path("findings")
        .properties()
        .forEach(line -> {
          JsonNode found = findings.get(line.getKey());
          soft.assertThat(found).as(line.getKey()).isNotNull();
          if (found != null) {
            compare(soft, line.getKey(), line.getValue(), found);
          }
        });
    soft.assertAll();
  }

  private static void compare(SoftAssertions soft, String line, JsonNode expected, JsonNode found) {
    soft.assertThat(found.path("result").asText())
        .as(line)
        .isEqualTo(expected.path("result").asText());
    if (expected.has("ids")) {
      soft.assertThat(texts(found.path("features"), "label"))
          .as(line)
          .isEqualTo(texts(expected.path("ids"), null));
    }
    expected
        .path("value")
        .properties()
        .forEach(value -> {
          JsonNode given = found.path("values").path(value.getKey());
          if (value.getValue().isNumber()) {
            soft.assertThat(given.isNumber()).as(line + "." + value.getKey()).isTrue();
            soft.assertThat(given.asDouble())
                .as(line + "." + value.getKey())
                .isCloseTo(value.getValue().asDouble(), within(0.1));
          } else {
            soft.assertThat(given.asText())
                .as(line + "." + value.getKey())
                .isEqualTo(value.getValue().asText());
          }
        });
  }

  private static List<String> texts(JsonNode list, String member) {
    List<String> texts = new ArrayList<>();
    list.forEach(one -> texts.add(member == null ? one.asText() : one.path(member).asText()));
    return texts;
  }

  private static List<JsonNode> cases() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            SitesTest.class.getResourceAsStream("/org/machizu/permits/cases.yaml"))) {
      return StreamSupport.stream(new YAMLMapper().readTree(in).spliterator(), false).toList();
    }
  }

  @Test
  void whoSeesLessIsToldThatItIsUnknownAsIfThereWereNoSuchLayer() throws Exception {
    String lot = ids(new YAMLMapper().readTree("[字旭 14-1]"));
    Map<String, JsonNode> seen = findings(demo.visitor().get("/api/sites?parcel=" + lot).json());

    assertThat(seen.get("farmland").path("result").asText()).isEqualTo("unknown");
    assertThat(seen.get("farmland").path("remark").asText()).isEqualTo("no-layer");
    assertThat(seen.get("farmland").path("source").isNull()).isTrue();
    assertThat(seen.get("water_main").path("remark").asText()).isEqualTo("no-layer");
    assertThat(seen.get("route").path("result").asText()).isEqualTo("in");
    assertThat(result(lot, "farmland")).isEqualTo("in");
  }

  @Test
  void aFindingNamesWhatItSawAndWhomToAsk() throws Exception {
    String lot = ids(new YAMLMapper().readTree("[西町四丁目 3-20]"));
    JsonNode answer = permit.get("/api/sites?parcels=" + lot + "&lang=en").json();
    JsonNode zoning = findings(answer).get("zoning");

    assertThat(zoning.path("title").asText()).startsWith("Use district");
    assertThat(zoning.has("titles")).isFalse();
    assertThat(zoning.path("basis").asText()).contains("建築基準法");
    assertThat(zoning.path("department").path("phone").asText()).isNotEmpty();
    assertThat(zoning.path("status").asText()).isEqualTo("reference");
    assertThat(zoning.path("toleranceM").asDouble()).isCloseTo(2.51, within(0.001));
    JsonNode source = zoning.path("source");
    assertThat(source.path("layer").asText()).isEqualTo("zoning");
    assertThat(source.path("date").asText()).isEqualTo("2026-04-01");
    assertThat(source.path("accuracyM").asDouble()).isEqualTo(2.5);
    JsonNode tile = permit.get("/tiles/zoning.json").json();
    assertThat(tile.path("tiles").path(0).asText())
        .contains("v=" + source.path("revision").asText());
    assertThat(zoning.path("features").path(0).path("sharePercent").asDouble())
        .isCloseTo(73.7, within(0.05));
    assertThat(findings(answer).get("setback").path("drawn").path("type").asText())
        .endsWith("LineString");
    assertThat(answer.path("site").path("geometry").path("type").asText()).endsWith("Polygon");
    assertThat(answer.path("site").path("accuracyM").asDouble()).isEqualTo(0.2);
  }

  @Test
  void anAnswerIsInOneLanguageOrInAllAndTellsTheShapesThatAreWanted() throws Exception {
    String lot = ids(new YAMLMapper().readTree("[西町四丁目 3-20]"));
    String site = "/api/sites?parcels=" + lot;

    JsonNode all = findings(permit.get(site + "&lang=all").json()).get("zoning");
    assertThat(all.path("titles").path("ja").asText()).startsWith("用途地域");
    assertThat(all.path("titles").path("en").asText()).startsWith("Use district");
    assertThat(all.path("texts").path("easy").asText()).contains("きまり");
    assertThat(all.path("department").path("names").path("en").asText()).contains("Town Planning");
    assertThat(all.path("source").path("titles").path("ja").asText()).isNotEmpty();
    JsonNode easy = findings(permit.get(site + "&lang=easy").json()).get("zoning");
    assertThat(easy.path("text").asText()).isEqualTo(all.path("texts").path("easy").asText());

    JsonNode none = permit.get(site + "&geometry=none").json();
    assertThat(none.path("site").has("geometry")).isFalse();
    assertThat(findings(none).get("setback").has("drawn")).isFalse();
    JsonNode plain = findings(permit.get(site).json()).get("zoning");
    assertThat(plain.path("features").path(0).has("geometry")).isFalse();
    JsonNode shapes = permit.get(site + "&geometry=features").json();
    JsonNode zone = findings(shapes).get("zoning").path("features").path(0).path("geometry");
    assertThat(zone.path("type").asText()).endsWith("Polygon");
    assertThat(size(zone)).isBetween(0.001, 0.01); // 200 m around the site, not the whole zone
    assertCode(site + "&geometry=all", 400, "bad-parameter");
  }

  /** How far a shape reaches from west to east, degrees. */
  private static double size(JsonNode geometry) {
    DoubleSummaryStatistics lon = new DoubleSummaryStatistics();
    gather(geometry.path("coordinates"), lon);
    return lon.getMax() - lon.getMin();
  }

  private static void gather(JsonNode coordinates, DoubleSummaryStatistics lon) {
    if (coordinates.path(0).isNumber()) {
      lon.accept(coordinates.path(0).asDouble());
    } else {
      coordinates.forEach(inner -> gather(inner, lon));
    }
  }

  /** Answers as of a moment are read from the store, all others from memory once it is there. */
  @Test
  void memoryAndStoreAnswerAlikeInEveryMember() throws Exception {
    Random random = new Random(20261128);
    List<Long> lots = new ArrayList<>();
    for (JsonNode lot :
        permit.get("/ogc/collections/parcels/items?limit=10000").json().path("features")) {
      lots.add(lot.path("id").asLong());
    }
    Collections.shuffle(lots, random);
    permit.get("/api/sites?parcel=" + lots.getFirst()); // everything is read in from here on
    String now = "&asOf=" + Instant.now().truncatedTo(ChronoUnit.SECONDS);
    SoftAssertions soft = new SoftAssertions();
    for (Long lot : lots.subList(0, 60)) {
      String site = "/api/sites?lang=all&geometry=features&parcel=" + lot;
      ObjectNode stored = (ObjectNode) permit.get(site + now).json();
      ObjectNode held = (ObjectNode) permit.get(site).json();
      stored.remove(List.of("at", "asOf"));
      held.remove(List.of("at", "asOf"));
      soft.assertThat(held).as("lot " + lot).isEqualTo(stored);
      soft.assertThat(held.path("findings").size()).isGreaterThan(20);
    }
    soft.assertAll();
  }

  @Test
  void aPlaceFindsItsLotAndASiteIsOneArea() throws Exception {
    String lot = ids(new YAMLMapper().readTree("[本町二丁目 1-2]"));
    JsonNode ring =
        permit
            .get("/ogc/collections/parcels/items/" + lot)
            .json()
            .path("geometry")
            .path("coordinates")
            .path(0);
    double lon = (ring.path(0).path(0).asDouble() + ring.path(2).path(0).asDouble()) / 2;
    double lat = (ring.path(0).path(1).asDouble() + ring.path(2).path(1).asDouble()) / 2;

    JsonNode site = permit.get("/api/sites?lon=" + lon + "&lat=" + lat).json().path("site");
    assertThat(site.path("parcels").path(0).path("id").asText()).isEqualTo(lot);
    assertThat(site.path("parcels").path(0).path("address").asText()).isEqualTo("本町二丁目1-2");

    String far = ids(new YAMLMapper().readTree("[字旭 14-1]"));
    assertCode("/api/sites?parcel=" + lot + "," + far, 400, "site-apart");
    assertCode("/api/sites?parcel=99999999", 404, "no-lot");
    assertCode("/api/sites?lon=141&lat=40", 404, "no-lot");
    assertCode("/api/sites?lon=241&lat=40", 400, "bad-parameter");
    assertCode("/api/sites?parcel=x", 400, "bad-parameter");
    assertCode("/api/sites", 400, "site-missing");
    assertCode("/api/sites?parcel=" + "1,".repeat(200) + "1", 400, "bad-parameter");
  }

  @Test
  void anAnswerAsOfBeforeTheTownWasMadeFindsNoLot() throws Exception {
    String lot = ids(new YAMLMapper().readTree("[本町二丁目 1-2]"));
    assertCode("/api/sites?parcel=" + lot + "&asOf=2020-01-01T00:00:00Z", 404, "no-lot");
  }

  @Test
  void theChecklistIsTriedPutIntoForceAndKept() throws Exception {
    Answer shipped = permit.get("/api/sites/checklist");
    assertThat(shipped.json().path("number").asLong()).isZero();
    String yaml = shipped.json().path("yaml").asText();
    String other =
        yaml.replace("distanceM: 20", "distanceM: 30").replace("layer: rivers", "layer: brooks");
    String lot = ids(new YAMLMapper().readTree("[字川北 76-1]"));

    JsonNode tried =
        permit.post("/api/sites/checklist/try", body(other, "parcels", "[" + lot + "]")).json();
    assertThat(tried.path("missing").toString())
        .isEqualTo("[{\"line\":\"river\",\"layer\":\"brooks\",\"attributes\":[]}]");
    assertThat(findings(tried.path("report")).get("river").path("result").asText())
        .isEqualTo("unknown");
    assertThat(result(lot, "river")).isEqualTo("out");

    Answer faulty =
        permit.put(
            "/api/sites/checklist",
            body(yaml.replace("kind: within", "kind: about"), "note", "''"));
    assertThat(faulty.status()).isEqualTo(400);
    assertThat(faulty.json().path("faults").toString()).contains("'about' is not known");

    Caller seen = permit.with("If-Match", shipped.header("ETag"));
    assertThat(seen.put("/api/sites/checklist", body(other, "note", "\"川は小川で\"")).status())
        .isEqualTo(200);
    assertThat(
            seen.put("/api/sites/checklist", body(yaml, "note", "\"\""))
                .json()
                .path("code")
                .asText())
        .isEqualTo("stale-version");
    assertThat(result(lot, "river")).isEqualTo("unknown");
    JsonNode versions = permit.get("/api/sites/checklist/versions").json().path("versions");
    assertThat(versions).hasSize(2);
    assertThat(versions.path(0).path("author").asText()).isEqualTo("permit");
    assertThat(versions.path(0).path("note").asText()).isEqualTo("川は小川で");
    assertThat(permit.get("/api/sites/checklist/versions/0").json().path("yaml").asText())
        .isEqualTo(yaml);
    assertThat(permit.get("/api/sites/checklist/versions/9").status()).isEqualTo(404);
    JsonNode audit =
        demo.visitor().signedIn("admin", "demo").get("/api/audit?action=CHECKLIST_CHANGED").json();
    assertThat(audit.toString()).contains("川は小川で").contains("permit");

    // As it was, for the other tests.
    assertThat(permit.put("/api/sites/checklist", body(yaml, "note", "\"\"")).status())
        .isEqualTo(200);
  }

  @Test
  void theChecklistIsForItsKeepersAlone() {
    for (String path : List.of("/api/sites/checklist", "/api/sites/checklist/versions")) {
      assertThat(demo.visitor().get(path).status()).as(path).isEqualTo(401);
      Answer planner = demo.planner().get(path);
      assertThat(planner.status()).as(path).isEqualTo(403);
      assertThat(planner.text()).contains("not-keeper");
    }
  }

  @Test
  void theQuartersOfTheLotsAreToldWithTheirBlocks() {
    JsonNode quarters = demo.visitor().get("/api/sites/quarters").json().path("quarters");
    Map<String, List<String>> blocks = new HashMap<>();
    quarters.forEach(one -> blocks.put(one.path("name").asText(), texts(one.path("blocks"), null)));

    assertThat(blocks)
        .containsEntry("本町", List.of("一丁目", "二丁目", "三丁目", "四丁目"))
        .containsEntry("字旭", List.of());
    assertThat(permit.get("/api/sites/quarters").json().path("quarters")).isEqualTo(quarters);
  }

  /** What a line of the checklist in force comes to for a lot. */
  private static String result(String lot, String line) {
    JsonNode answer = permit.get("/api/sites?parcel=" + lot).json();
    return findings(answer).get(line).path("result").asText();
  }

  private static String body(String yaml, String name, String json) throws IOException {
    String text = new ObjectMapper().writeValueAsString(yaml);
    return "{\"yaml\":" + text + ",\"" + name + "\":" + json.replace("''", "\"\"") + "}";
  }

  private static Map<String, JsonNode> findings(JsonNode answer) {
    Map<String, JsonNode> findings = new HashMap<>();
    answer.path("findings").forEach(found -> findings.put(found.path("id").asText(), found));
    return findings;
  }

  private static void assertCode(String path, int status, String code) {
    Answer answer = permit.get(path);
    assertThat(answer.text()).as(path).contains("\"code\":\"" + code + "\"");
    assertThat(answer.status()).as(path).isEqualTo(status);
  }

  /** The ids of lots that are given as "大字丁目 地番". */
  private static String ids(JsonNode site) throws Exception {
    return TownLots.ids(permit, texts(site, null));
  }
}
