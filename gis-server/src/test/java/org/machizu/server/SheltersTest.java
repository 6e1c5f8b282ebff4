package org.machizu.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.machizu.testdata.RealData;

/** Shelters over HTTP: who sees them, who says how they stand, and who hears of it. */
class SheltersTest {
  private static final String ROWS =
      """
      S1|川端小学校|141.8200|42.7600|×|○|○|1|100
      S2|高台体育館|141.8300|42.7650|○|○|○|1|450
      S3|中央公園|141.8210|42.7605|△|○|○||
      S10|東和会館|141.9000|42.8000|○|×|○|1|40
      """;

  @TempDir static Path folder;
  private static RunningTown town;
  private static String atS2;

  @BeforeAll
  static void start() throws Exception {
    Path data = Files.createDirectory(folder.resolve("town"));
    town =
        RunningTown.start(
            data, Map.of("limits.readsPerMinute", "0", "limits.writesPerMinute", "0"));
    town.importGeoJson("shelters", rows(ROWS), "key", "ID");
    town.publish("shelters");
    atS2 = token("S2");
  }

  @AfterAll
  static void stop() throws Exception {
    town.close();
  }

  /** Each test begins with every shelter closed, and nothing said of what it has. */
  @BeforeEach
  void close() {
    for (String id : List.of("S1", "S2", "S3", "S10")) {
      Answer said =
          town.as("duty")
              .put(
                  "/api/shelters/" + id + "/state",
                  "{\"status\":\"closed\",\"people\":null,\"full\":false,\"note\":\"\",\"facilities\":null,\"pets\":null,\"barrierFree\":null}");
      assertThat(said.status()).as(said.text()).isEqualTo(200);
    }
  }

  private static String rows(String rows) {
    List<String> features = new ArrayList<>();
    rows.lines()
        .map(line -> line.split("\\|", -1))
        .forEach(cells ->
            features.add(
                """
                {"type":"Feature","geometry":{"type":"Point","coordinates":[%s,%s]},"properties":
                 {"ID":"%s","名称":"%s","災害種別_洪水":"%s","災害種別_崖崩れ、土石流及び地滑り":"%s","災害種別_地震":"%s",
                  "指定避難所との重複":"%s","想定収容人数":%s}}
                """
                    .formatted(
                        cells[2],
                        cells[3],
                        cells[0],
                        cells[1],
                        cells[4],
                        cells[5],
                        cells[6],
                        cells[7],
                        cells[8].isEmpty() ? "null" : cells[8])));
    return RunningTown.collection(features.toArray(String[]::new));
  }

  private static String token(String shelter) {
    Answer made =
        town.as("admin")
            .post("/api/tokens", "{\"kind\":\"shelter\",\"shelter\":\"%s\"}".formatted(shelter));
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    return made.json().path("token").asText();
  }

  private static Caller shelter(String token) {
    return town.visitor().with("Authorization", "Bearer " + token);
  }

  private static JsonNode seen(String id) {
    Answer answer = town.visitor().get("/api/shelters/" + id);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json();
  }

  private static JsonNode state(String id) {
    return seen(id).path("state");
  }

  private static Answer say(Caller who, String id, String body) {
    return who.put("/api/shelters/" + id + "/state", body);
  }

  private static List<String> ids(String query) {
    Answer answer = town.visitor().get("/api/shelters" + query);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return texts(answer.json().path("shelters"), "/id");
  }

  private static List<String> texts(JsonNode list, String pointer) {
    List<String> texts = new ArrayList<>();
    list.forEach(one -> texts.add(one.at(pointer).asText()));
    return texts;
  }

  @Test
  void everybodySeesShelters() throws Exception {
    JsonNode all = town.visitor().get("/api/shelters").json();

    assertThat(texts(all.path("shelters"), "/id")).containsExactly("S1", "S2", "S3", "S10");
    assertThat(all.path("complete").asBoolean()).isTrue();
    assertThat(all.path("keeps").asBoolean()).isFalse();
    assertThat(all.has("faults")).isFalse();
    assertThat(all.path("answered").asText()).endsWith("Z");
    assertThat(all.path("layerRevision").asLong()).isPositive();
    JsonNode one = ((ObjectNode) seen("S3")).deepCopy();
    long version = one.at("/state/version").asLong();
    ((ObjectNode) one.path("state")).remove(List.of("changed", "version"));
    assertThat(one)
        .isEqualTo(
            new ObjectMapper()
                .readTree(
                    """
                    {"id":"S3","layer":"shelters","feature":3,"name":"中央公園","kana":"","address":"",
                     "lon":141.821,"lat":42.7605,"phone":"","kinds":["emergency_site"],
                     "hazards":{"flood":"upper_floor","inland_flood":"unknown","landslide":"yes",
                       "earthquake":"yes","tsunami":"unknown","storm_surge":"unknown",
                       "fire":"unknown","volcano":"unknown"},
                     "capacity":null,"facilities":[],"pets":"unknown","barrierFree":[],
                     "state":{"status":"closed","people":null,"congestion":null,"full":false,"note":""}}
                    """));
    assertThat(version).isNotNegative();
  }

  @Test
  void theListIsNarrowedAndOrdered() {
    say(town.as("duty"), "S10", "{\"status\":\"open\"}");

    assertThat(ids("?hazard=flood")).containsExactly("S2", "S3", "S10");
    assertThat(ids("?hazard=landslide")).containsExactly("S1", "S2", "S3");
    assertThat(ids("?hazard=tsunami")).isEmpty();
    assertThat(ids("?status=open")).containsExactly("S10");
    assertThat(ids("?lon=141.8215&lat=42.7607")).containsExactly("S3", "S1", "S2", "S10");
    assertThat(ids("?lon=141.8215&lat=42.7607&limit=2&hazard=flood")).containsExactly("S3", "S2");
    JsonNode near = town.visitor().get("/api/shelters?lon=141.82&lat=42.77&limit=1").json();
    assertThat(near.path("complete").asBoolean()).isFalse();
    assertThat(near.at("/shelters/0/id").asText()).isEqualTo("S2");
    // By hand: 0.01° of longitude at 42.77° are 817 m, 0.005° of latitude 557 m.
    assertThat(near.at("/shelters/0/distanceM").asDouble()).isBetween(980.0, 998.0);
  }

  @Test
  void whatCannotBeAskedIsToldByName() {
    Caller visitor = town.visitor();
    for (String query :
        List.of(
            "?hazard=meteor",
            "?status=ajar",
            "?lon=141.8",
            "?lon=x&lat=1",
            "?limit=0",
            "?lon=NaN&lat=1")) {
      Answer answer = visitor.get("/api/shelters" + query);
      assertThat(answer.code()).as(query).isEqualTo("bad-parameter");
    }
    assertThat(visitor.get("/api/shelters?open=1").code()).isEqualTo("unknown-parameter");
    assertThat(visitor.get("/api/shelters/S77").status()).isEqualTo(404);
    Caller duty = town.as("duty");
    for (String body :
        List.of(
            "{\"status\":\"ajar\"}",
            "{\"status\":null}",
            "{\"people\":-1}",
            "{\"people\":1.5}",
            "{\"full\":1}",
            "{\"pets\":\"cats\"}",
            "{\"facilities\":[\"pool\"]}",
            "{\"facilities\":\"water\"}",
            "{\"barrierFree\":[1]}",
            "{\"note\":\"" + "あ".repeat(301) + "\"}",
            "{\"note\":\"a\\u0007b\"}")) {
      assertThat(say(duty, "S1", body).code()).as(body).isEqualTo("bad-member");
    }
    assertThat(say(duty, "S1", "{\"people\":1,\"opened\":true}").code())
        .isEqualTo("unknown-member");
    assertThat(say(duty, "S1", "[]").code()).isEqualTo("bad-json");
    assertThat(say(duty, "S77", "{\"status\":\"open\"}").status()).isEqualTo(404);
    assertThat(state("S1").path("status").asText()).isEqualTo("closed");
  }

  @Test
  void fourWordsTellHowFullAnOpenShelterIs() {
    Caller duty = town.as("duty");
    say(duty, "S1", "{\"status\":\"open\"}");
    assertThat(state("S1").path("congestion").isNull()).as("nobody counts").isTrue();
    for (Map.Entry<Integer, String> one :
        Map.of(29, "vacant", 30, "fairly_crowded", 60, "crowded", 79, "crowded", 80, "full")
            .entrySet()) {
      say(duty, "S1", "{\"people\":%d}".formatted(one.getKey()));
      assertThat(state("S1").path("congestion").asText()).isEqualTo(one.getValue());
    }
    say(duty, "S1", "{\"people\":3,\"full\":true}");
    assertThat(state("S1").path("congestion").asText()).as("said by hand").isEqualTo("full");
    say(duty, "S3", "{\"status\":\"open\",\"people\":3}");
    assertThat(state("S3").path("congestion").isNull()).as("no capacity is known").isTrue();
    say(duty, "S1", "{\"status\":\"closing\"}");
    assertThat(state("S1").path("congestion").isNull()).as("nobody is let in").isTrue();
  }

  @Test
  void whatIsAbsentStaysAndClosingEndsTheCounting() {
    Caller duty = town.as("duty");
    say(duty, "S2", "{\"status\":\"open\",\"people\":62,\"note\":\"2階へ\",\"pets\":\"outside\"}");
    say(
        duty,
        "S2",
        "{\"facilities\":[\"wifi\",\"water\"],\"barrierFree\":[\"ramp\"],\"full\":true}");
    JsonNode open = seen("S2");
    say(duty, "S2", "{\"status\":\"closed\"}");
    JsonNode closed = seen("S2");
    say(duty, "S2", "{\"pets\":null,\"facilities\":null}");
    JsonNode asInTheLayer = seen("S2");

    assertThat(open.at("/state/status").asText()).isEqualTo("open");
    assertThat(open.at("/state/people").asInt()).isEqualTo(62);
    assertThat(open.at("/state/note").asText()).isEqualTo("2階へ");
    assertThat(texts(open.path("facilities"), "")).containsExactly("water", "wifi");
    assertThat(open.path("pets").asText()).isEqualTo("outside");
    assertThat(closed.at("/state/people").isNull()).isTrue();
    assertThat(closed.at("/state/full").asBoolean()).isFalse();
    assertThat(closed.at("/state/note").asText()).isEmpty();
    assertThat(closed.path("pets").asText()).as("what it has stays").isEqualTo("outside");
    assertThat(texts(closed.path("barrierFree"), "")).containsExactly("ramp");
    assertThat(asInTheLayer.path("pets").asText()).isEqualTo("unknown");
    assertThat(asInTheLayer.path("facilities")).isEmpty();
    say(duty, "S2", "{\"status\":\"open\",\"people\":9}");
    say(duty, "S2", "{\"status\":\"closed\",\"note\":\"18時に閉めました\"}");
    assertThat(state("S2").path("note").asText()).isEqualTo("18時に閉めました");
  }

  @Test
  void whoDoesNotKnowWhatStandsChangesNothing() {
    Answer first = say(town.as("duty"), "S1", "{\"status\":\"opening\"}");
    String tag = first.header("ETag");
    assertThat(tag).isEqualTo("\"" + first.json().at("/state/version").asLong() + "\"");
    assertThat(town.visitor().get("/api/shelters/S1").header("ETag")).isEqualTo(tag);

    Answer second = say(town.as("admin").with("If-Match", tag), "S1", "{\"status\":\"open\"}");
    assertThat(second.status()).as(second.text()).isEqualTo(200);
    Answer stale = say(town.as("duty").with("If-Match", tag), "S1", "{\"status\":\"closed\"}");
    assertThat(stale.status()).isEqualTo(412);
    assertThat(stale.code()).isEqualTo("stale-version");
    assertThat(state("S1").path("status").asText()).isEqualTo("open");
    Answer same =
        say(town.as("duty").with("If-Match", second.header("ETag")), "S1", "{\"status\":\"open\"}");
    assertThat(same.header("ETag")).as("nothing differs").isEqualTo(second.header("ETag"));
    assertThat(say(town.as("duty"), "S1", "{\"people\":4}").status())
        .as("without If-Match it holds for what stands")
        .isEqualTo(200);
  }

  @Test
  void aShelterSpeaksOfItselfAndOfNoOther() {
    Caller phone = shelter(atS2);
    Answer own = say(phone, "S2", "{\"status\":\"open\",\"people\":135}");
    assertThat(own.status()).as(own.text()).isEqualTo(200);
    assertThat(own.json().at("/state/congestion").asText()).isEqualTo("fairly_crowded");
    Answer other = say(phone, "S1", "{\"status\":\"open\"}");
    assertThat(other.status()).isEqualTo(403);
    assertThat(other.code()).isEqualTo("other-shelter");
    assertThat(
            phone
                .post("/api/shelters/states", "{\"shelters\":[\"S2\"],\"status\":\"closed\"}")
                .status())
        .isEqualTo(403);
    assertThat(phone.get("/api/shelters/S1/history").status()).isEqualTo(403);
    JsonNode history = phone.get("/api/shelters/S2/history?limit=1").json();
    assertThat(history.at("/changes/0/by").asText()).isEqualTo("shelter:S2");
    assertThat(history.at("/changes/0/people").asInt()).isEqualTo(135);
    assertThat(state("S1").path("status").asText()).isEqualTo("closed");
  }

  @Test
  void aTokenWhoseNumberOnlyBeginsAlikeIsNone() {
    Caller phone = shelter(token("S1"));

    assertThat(say(phone, "S10", "{\"status\":\"open\"}").code()).isEqualTo("other-shelter");
    assertThat(say(phone, "S1", "{\"status\":\"open\"}").status()).isEqualTo(200);
  }

  @Test
  void aRevokedTokenSaysNothingMore() {
    Caller admin = town.as("admin");
    Answer made = admin.post("/api/tokens", "{\"kind\":\"shelter\",\"shelter\":\"S3\"}");
    Caller phone = shelter(made.json().path("token").asText());
    assertThat(say(phone, "S3", "{\"status\":\"open\"}").status()).isEqualTo(200);
    admin.delete("/api/tokens/" + made.json().path("id").asText());

    assertThat(say(phone, "S3", "{\"status\":\"closed\"}").status()).isEqualTo(401);
    assertThat(state("S3").path("status").asText()).isEqualTo("open");
  }

  @Test
  void onlyTheHeadquartersOpensShelters() {
    Map<String, Integer> expected =
        Map.of(
            "duty", 200, "planner", 200, "admin", 200, "crew", 403, "welfare", 403, "permit", 403);
    expected.forEach((role, status) -> {
      Answer one = say(town.as(role), "S1", "{\"status\":\"open\"}");
      assertThat(one.status()).as(role + one.text()).isEqualTo(status);
      Answer many =
          town.as(role).post("/api/shelters/states", "{\"shelters\":[\"S1\"],\"status\":\"open\"}");
      assertThat(many.status()).as(role + many.text()).isEqualTo(status);
      if (status == 403) {
        assertThat(one.code()).isEqualTo("not-shelter-keeper");
      }
      assertThat(town.as(role).get("/api/shelters/S1/history").status()).isEqualTo(200);
    });
    assertThat(say(town.visitor(), "S1", "{\"status\":\"closed\"}").status()).isEqualTo(401);
    assertThat(town.visitor().get("/api/shelters/S1/history").status()).isEqualTo(401);
    assertThat(say(town.tracker("S1"), "S1", "{\"status\":\"closed\"}").status())
        .as("a tracker's token of the same name")
        .isEqualTo(403);
    assertThat(state("S1").path("status").asText()).isEqualTo("open");
    assertThat(town.as("duty").get("/api/shelters").json().path("keeps").asBoolean()).isTrue();
    assertThat(town.as("crew").get("/api/shelters").json().path("keeps").asBoolean()).isFalse();
  }

  @Test
  void manyAreOpenedAtOnceOrNone() {
    Caller duty = town.as("duty");
    say(duty, "S1", "{\"status\":\"open\",\"people\":7}");

    Answer unknown =
        duty.post(
            "/api/shelters/states", "{\"shelters\":[\"S2\",\"S99\",\"S3\"],\"status\":\"open\"}");
    assertThat(unknown.status()).isEqualTo(404);
    assertThat(state("S2").path("status").asText()).isEqualTo("closed");
    Answer opened =
        duty.post(
            "/api/shelters/states",
            "{\"shelters\":[\"S1\",\"S2\",\"S3\",\"S2\"],\"status\":\"open\"}");
    assertThat(opened.status()).as(opened.text()).isEqualTo(200);
    assertThat(texts(opened.json().path("shelters"), "/id"))
        .as("S1 was open already")
        .containsExactlyInAnyOrder("S2", "S3");
    assertThat(state("S1").path("people").asInt()).isEqualTo(7);
    assertThat(ids("?status=open")).containsExactly("S1", "S2", "S3");
    for (String body :
        List.of("{}", "{\"shelters\":[],\"status\":\"open\"}", "{\"shelters\":[\"S1\"]}")) {
      assertThat(duty.post("/api/shelters/states", body).code()).isEqualTo("bad-member");
    }
  }

  @Test
  void ofManyWhoCountAtOnceEveryAnswerIsTrue() throws Exception {
    Caller duty = town.as("duty");
    String tag = say(duty, "S2", "{\"status\":\"open\"}").header("ETag");
    List<Callable<Integer>> all = new ArrayList<>();
    for (int i = 1; i <= 6; i++) {
      String body = "{\"people\":%d}".formatted(i);
      all.add(() -> say(duty.with("If-Match", tag), "S2", body).status());
    }
    List<Integer> answers = new ArrayList<>();
    try (ExecutorService people = Executors.newFixedThreadPool(6)) {
      for (Future<Integer> one : people.invokeAll(all)) {
        answers.add(one.get());
      }
    }
    assertThat(answers).containsExactlyInAnyOrder(200, 412, 412, 412, 412, 412);
  }

  @Test
  void whatWasSaidIsKeptPageByPageAndInTheAuditLog() {
    Caller duty = town.as("duty");
    for (int people = 1; people <= 5; people++) {
      say(duty, "S10", "{\"status\":\"open\",\"people\":%d}".formatted(people));
    }
    JsonNode first = duty.get("/api/shelters/S10/history?limit=3").json();
    JsonNode second =
        duty.get("/api/shelters/S10/history?limit=2&before=" + first.path("next").asLong()).json();
    JsonNode lines =
        town.as("admin")
            .get("/api/audit?action=SHELTER_CHANGED&layer=shelters&object=S10")
            .json()
            .path("lines");

    assertThat(texts(first.path("changes"), "/people")).containsExactly("5", "4", "3");
    assertThat(texts(second.path("changes"), "/people")).containsExactly("2", "1");
    assertThat(first.at("/changes/0/by").asText()).isEqualTo("duty");
    assertThat(first.at("/changes/0/status").asText()).isEqualTo("open");
    assertThat(lines.size()).isGreaterThanOrEqualTo(5);
    assertThat(lines.at("/0/actor").asText()).isEqualTo("duty");
    assertThat(lines.at("/0/details/version").asText())
        .isEqualTo(first.at("/changes/0/version").asText());
    assertThat(lines.toString()).as("never what was said").doesNotContain("\"people\"");
  }

  @Test
  void openPagesHearOfIt() {
    try (EventStream stream = town.visitor().events()) {
      Answer said = say(shelter(atS2), "S2", "{\"status\":\"open\"}");
      JsonNode event = stream.next("shelter");

      assertThat(texts(event.path("shelters"), "")).containsExactly("S2");
      assertThat(event.at("/versions/0").asLong())
          .isEqualTo(said.json().at("/state/version").asLong());
    }
  }

  @Test
  void forWhoSeesNoSheltersThereAreNone() throws Exception {
    town.unpublish("shelters");
    try (EventStream outside = town.visitor().events();
        EventStream inside = town.as("planner").events()) {
      assertThat(town.visitor().get("/api/shelters").status()).isEqualTo(404);
      assertThat(town.visitor().get("/api/shelters/S2").status()).isEqualTo(404);
      assertThat(say(shelter(atS2), "S2", "{\"status\":\"open\"}").status()).isEqualTo(404);
      assertThat(say(town.as("planner"), "S2", "{\"status\":\"open\"}").status()).isEqualTo(200);
      assertThat(inside.next("shelter").at("/shelters/0").asText()).isEqualTo("S2");
      town.publish("shelters");
      assertThat(outside.next().name())
          .as("nothing of shelters came before the layer was there again")
          .isIn("layer", "layers");
    }
  }

  @Test
  void whoSeesSomeSheltersSpeaksAndHearsOfNoOthers() throws Exception {
    Path own = Files.createDirectory(folder.resolve("parts"));
    try (RunningTown parts = RunningTown.start(own, Map.of("shelters.evacuationLayer", "stays"))) {
      parts.importGeoJson("shelters", rows(ROWS), "key", "ID", "apart", "true");
      parts.importGeoJson("stays", rows("S1|川端の寺|141.8|42.7||||1|30"), "key", "ID");
      parts.setRule(
          "shelters",
          """
          {"grants":{"planner":["read","edit"],"duty":["read"],"crew":["read"]},
           "rows":{"duty":{"op":"=","args":[{"property":"ID"},"S2"]}}}
          """);
      Caller duty = parts.as("duty");
      try (EventStream some = duty.events();
          EventStream all = parts.as("planner").events()) {
        assertThat(texts(duty.get("/api/shelters").json().path("shelters"), "/id"))
            .containsExactly("S2");
        assertThat(say(duty, "S1", "{\"status\":\"open\"}").status()).isEqualTo(404);
        assertThat(
                duty.post(
                        "/api/shelters/states",
                        "{\"shelters\":[\"S2\",\"S1\"],\"status\":\"open\"}")
                    .status())
            .isEqualTo(404);
        assertThat(duty.get("/api/shelters/S1/history").status()).isEqualTo(404);
        assertThat(say(parts.as("planner"), "stays-1", "{\"status\":\"open\"}").status())
            .as("the other layer's, which planners see too")
            .isEqualTo(200);
        assertThat(texts(all.next("shelter").path("shelters"), "")).containsExactly("stays-1");
        assertThat(some.next("shelter").path("shelters").isNull()).isTrue();
      }
    }
  }

  @Test
  void whatTheLayerSaysIsSeenAtOnceWhenItIsEdited() {
    Answer edited =
        town.clerk()
            .patch(
                "/ogc/collections/shelters/items/4",
                "{\"properties\":{\"名称\":\"東和会館（新館）\",\"災害種別_地震\":\"?\"}}");
    assertThat(edited.status()).as(edited.text()).isEqualTo(200);

    assertThat(seen("S10").path("name").asText()).isEqualTo("東和会館（新館）");
    assertThat(seen("S10").at("/hazards/earthquake").asText()).isEqualTo("unknown");
    assertThat(town.as("duty").get("/api/shelters").json().at("/faults/0").asText())
        .contains("S10", "'?'");
  }

  @Test
  void theSurveysTwoListsMakeOneLayer() throws Exception {
    Path own = Files.createDirectory(folder.resolve("abira"));
    try (RunningTown abira = RunningTown.start(own, Map.of("shelters.layer", "hinan"))) {
      abira.importFile("hinan", gsi("015857_emergency.json"), "key", "共通ID");
      abira.importFile("hinan", gsi("015857_evacuation.json"), "key", "共通ID");
      Answer all = abira.clerk().get("/api/shelters?hazard=flood");
      JsonNode whole = abira.clerk().get("/api/shelters").json();

      assertThat(whole.path("shelters")).hasSize(63);
      assertThat(whole.path("faults")).isEmpty();
      assertThat(all.json().path("shelters").size()).isEqualTo(countOf("洪水"));
      JsonNode hall = abira.clerk().get("/api/shelters/E0158500001201").json();
      assertThat(hall.path("name").asText()).isEqualTo("安平公民館");
      assertThat(texts(hall.path("kinds"), "")).containsExactly("emergency_site", "shelter");
    }
  }

  private static Path gsi(String file) {
    return RealData.file("shelters-gsi/" + file);
  }

  /** How many sites the file itself marks for a hazard. */
  private static int countOf(String column) throws Exception {
    int count = 0;
    JsonNode file = new ObjectMapper().readTree(gsi("015857_emergency.json").toFile());
    for (JsonNode feature : file.path("features")) {
      count += feature.path("properties").path(column).asText().equals("1") ? 1 : 0;
    }
    return count;
  }
}
