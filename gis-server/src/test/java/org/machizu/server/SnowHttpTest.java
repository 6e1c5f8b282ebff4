package org.machizu.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machizu.snow.Passes.BEGIN;
import static org.machizu.snow.Passes.hour;
import static org.machizu.snow.Passes.pass;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.machizu.http.Route;
import org.machizu.tracks.RoadPass.Doing;
import org.machizu.tracks.WorkKind;

/** Snow clearing as programs, the desk and the public meet it. */
class SnowHttpTest {
  private static final String DEVICE = "canary-plow-7";
  private static final String EVENT = "{\"name\":\"1月15日の雪\",\"begin\":\"" + BEGIN + "\"}";

  @TempDir static Path folder;
  private static SnowTown town;

  @BeforeAll
  static void start() throws Exception {
    town = new SnowTown(folder);
  }

  @BeforeEach
  void untouched() {
    town.reset();
  }

  @AfterAll
  static void stop() throws Exception {
    town.close();
  }

  private long snows() {
    Answer entered = town.as("duty").post("/api/snow/events", EVENT);
    assertThat(entered.status()).as(entered.text()).isEqualTo(201);
    town.settle();
    return entered.json().path("id").asLong();
  }

  private static JsonNode road(JsonNode collection, long id) {
    for (JsonNode feature : collection.path("features")) {
      if (feature.path("id").asLong() == id) {
        return feature.path("properties");
      }
    }
    throw new AssertionError("road " + id + " is not in " + collection);
  }

  @Test
  void everybodySeesAtOnceWhatIsCleared() {
    assertThat(road(town.visitor().get("/api/snow/roads").json(), 1).path("state").asText())
        .isEqualTo("none");
    snows();
    town.drive(pass(1).by(DEVICE));
    town.drive(pass(1.5).by(DEVICE).on(2));
    town.drive(pass(1.5).by(DEVICE).on(2).doing(Doing.WORKING, WorkKind.SIDEWALK, true));

    JsonNode all = town.visitor().get("/api/snow/roads").json();

    assertThat(all.path("type").asText()).isEqualTo("FeatureCollection");
    assertThat(all.at("/event/name").asText()).isEqualTo("1月15日の雪");
    assertThat(all.path("numberReturned").asInt()).isEqualTo(4);
    JsonNode first = road(all, 1);
    assertThat(first.path("state").asText()).isEqualTo("cleared");
    assertThat(first.path("section").asText()).isEqualTo("R1");
    assertThat(first.path("name").asText()).isEqualTo("本通");
    assertThat(first.path("widthM").asDouble()).isEqualTo(4);
    assertThat(first.path("lengthM").asDouble()).isBetween(199.0, 202.0);
    assertThat(first.path("clearedAt").asText()).isEqualTo(hour(1).toString());
    assertThat(first.path("ageS").asLong()).isEqualTo(3600);
    assertThat(first.path("confidence").asDouble()).isEqualTo(0.99);
    JsonNode second = road(all, 2);
    assertThat(second.path("state").asText()).isEqualTo("not-yet");
    assertThat(second.at("/forward/state").asText()).isEqualTo("cleared");
    assertThat(second.at("/backward/state").asText()).isEqualTo("not-yet");
    assertThat(second.at("/workKinds/sidewalk/inferred").asBoolean()).isTrue();
    assertThat(road(all, 3).path("state").asText()).isEqualTo("not-yet");
    assertThat(road(all, 3).has("backward")).isFalse();
    assertThat(all.at("/features/0/geometry/type").asText()).isEqualTo("LineString");
  }

  @Test
  void byOneKindOfWorkWithinABox() {
    snows();
    town.drive(pass(1).on(2).doing(Doing.WORKING, WorkKind.ANTI_ICING, false));
    String box = "bbox=141.8,%s,141.9,%s".formatted(SnowTown.lat(2) - 1e-4, SnowTown.lat(3));

    JsonNode grit = town.visitor().get("/api/snow/roads?work=anti-icing&" + box).json();

    assertThat(grit.path("features")).hasSize(2);
    assertThat(road(grit, 2).at("/forward/state").asText()).isEqualTo("cleared");
    assertThat(road(grit, 3).path("state").asText()).isEqualTo("not-yet");
    JsonNode compact =
        town.visitor().get("/api/snow/roads?f=compact&work=anti-icing&" + box).json();
    assertThat(compact.path("roadsInAll").asInt()).isEqualTo(2);
    assertThat(compact.at("/rows/0/0").asInt()).isEqualTo(2);
    assertThat(compact.at("/rows/0/2").asInt()).isEqualTo(1);
  }

  @Test
  void programsTakeTheCompactFormAndAskAgainForNothing() {
    snows();
    town.drive(pass(1).by(DEVICE));
    Answer answer = town.visitor().get("/api/snow/roads?f=compact");
    JsonNode json = answer.json();

    assertThat(json.path("states"))
        .extracting(JsonNode::asText)
        .containsExactly("none", "cleared", "partly", "snowed-over", "cannot-tell", "not-yet");
    assertThat(json.path("otherwise").asInt()).isEqualTo(5);
    assertThat(json.path("roadsInAll").asInt()).isEqualTo(4);
    assertThat(json.path("rows").toString())
        .isEqualTo("[[1,1,1,%1$d,0.99],[1,-1,1,%1$d,0.99]]".formatted(hour(1).getEpochSecond()));

    Caller knowing = town.visitor().with("If-None-Match", answer.header("ETag"));
    assertThat(knowing.get("/api/snow/roads?f=compact").status()).isEqualTo(304);
    town.setTime(hour(3));
    assertThat(knowing.get("/api/snow/roads?f=compact").status())
        .as("an hour has passed, and nothing else")
        .isEqualTo(304);
    town.drive(pass(2.5).on(3));
    Answer changed = knowing.get("/api/snow/roads?f=compact");
    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.json().path("rows")).hasSize(3);
  }

  @Test
  void geoJsonIsTheSameForAMinuteAndThenTellsOtherAges() {
    snows();
    town.drive(pass(1));
    Answer answer = town.visitor().get("/api/snow/roads");
    Caller knowing = town.visitor().with("If-None-Match", answer.header("ETag"));

    assertThat(knowing.get("/api/snow/roads").status()).isEqualTo(304);
    assertThat(knowing.get("/api/snow/roads?work=new-snow").status()).isEqualTo(200);
    town.setTime(hour(3));
    assertThat(road(knowing.get("/api/snow/roads").json(), 1).path("ageS").asInt()).isEqualTo(7200);
    Caller desk = town.as("duty").with("If-None-Match", answer.header("ETag"));
    assertThat(desk.get("/api/snow/roads").status()).as("who sees more").isEqualTo(200);
  }

  @Test
  void thePastIsToldAsItWas() {
    snows();
    town.drive(pass(1));
    town.drive(pass(1.5).on(3));

    JsonNode before = town.visitor().get("/api/snow/roads?at=" + hour(1.2)).json();

    assertThat(road(before, 1).path("state").asText()).isEqualTo("cleared");
    assertThat(road(before, 1).path("ageS").asInt()).isEqualTo(720);
    assertThat(road(before, 3).path("state").asText()).isEqualTo("not-yet");
    assertThat(
            town.visitor()
                .get("/api/snow/roads?f=compact&at=" + BEGIN.minusSeconds(1))
                .json()
                .path("otherwise")
                .asInt())
        .isZero();
    town.drive(pass(1.1).on(3));
    JsonNode again = town.visitor().get("/api/snow/roads?at=" + hour(1.2)).json();
    assertThat(road(again, 3).path("state").asText()).as("it came late").isEqualTo("cleared");
    JsonNode one = town.as("crew").get("/api/snow/roads/3?at=" + hour(1.2)).json();
    assertThat(one.path("passesInAll").asInt()).isEqualTo(1);
  }

  @Test
  void staffSeeWhoWhenAndWhyAndThePublicSeesStateAndTimes() {
    snows();
    town.drive(pass(1).by(DEVICE));
    town.drive(pass(1.5).by(DEVICE).uncertain());

    JsonNode desk = town.as("duty").get("/api/snow/roads/1").json();
    assertThat(desk.path("device").asText()).isEqualTo(DEVICE);
    assertThat(desk.path("passes").asInt()).isEqualTo(1);
    assertThat(desk.path("doneM").asDouble()).isEqualTo(3);
    assertThat(desk.path("toDoM").asDouble()).isEqualTo(4);
    assertThat(desk.path("evidence")).hasSize(2);
    assertThat(desk.at("/evidence/0/certain").asBoolean()).isFalse();
    assertThat(desk.at("/evidence/0/evidence/rival").asLong()).isEqualTo(99);
    assertThat(desk.at("/evidence/1/left").asText()).isEqualTo(hour(1).toString());

    JsonNode open = town.visitor().get("/api/snow/roads/1").json();
    assertThat(open.path("state").asText()).isEqualTo("cleared");
    assertThat(open.has("evidence")).isFalse();
    assertThat(road(town.as("welfare").get("/api/snow/roads").json(), 1).has("device"))
        .as("staff who do not see the routes")
        .isFalse();
    assertThat(road(town.as("crew").get("/api/snow/roads").json(), 1).path("device").asText())
        .isEqualTo(DEVICE);
  }

  @Test
  void aResidentFindsTheirStreet() throws Exception {
    snows();
    town.drive(pass(1).by(DEVICE));
    await(() -> streets("町民会館").path("places").size() == 1);

    JsonNode place = streets("本町1-2-3").at("/places/0");
    assertThat(place.path("title").asText()).isEqualTo("町民会館");
    assertThat(place.path("streets")).hasSize(1);
    assertThat(place.at("/streets/0/name").asText()).isEqualTo("本通");
    assertThat(place.at("/streets/0/state").asText()).isEqualTo("cleared");
    assertThat(place.at("/streets/0/distanceM").asInt()).isBetween(20, 25);

    JsonNode point =
        town.visitor()
            .get("/api/snow/street?lon=%s&lat=%s".formatted(SnowTown.WEST, SnowTown.lat(2)))
            .json();
    assertThat(point.at("/places/0/streets/0/section").asText()).isEqualTo("R2");
    assertThat(point.at("/places/0/streets/0/distanceM").asInt()).isZero();
    assertThat(town.visitor().get("/api/snow/street?lon=0&lat=0").json().at("/places/0/streets"))
        .isEmpty();
    assertThat(town.visitor().get("/api/snow/street").code()).isEqualTo("bad-parameter");
  }

  private JsonNode streets(String question) {
    return town.visitor()
        .get(
            "/api/snow/street?q="
                + java.net.URLEncoder.encode(question, java.nio.charset.StandardCharsets.UTF_8))
        .json();
  }

  private static void await(BooleanSupplier condition) {
    Instant end = Instant.now().plusSeconds(60);
    while (!condition.getAsBoolean()) {
      if (Instant.now().isAfter(end)) {
        throw new AssertionError("it did not come within a minute");
      }
      Thread.onSpinWait();
    }
  }

  @Test
  void theDeskSeesHowFarTheWorkIs() {
    snows();
    town.drive(pass(1));
    town.drive(pass(1.5).on(2));
    town.setTime(hour(9.75)); // a quarter to seven

    JsonNode progress = town.as("duty").get("/api/snow/progress").json();

    assertThat(progress.at("/total/roads").asInt()).isEqualTo(3);
    assertThat(progress.at("/total/done").asInt()).isEqualTo(1);
    assertThat(progress.at("/total/share").asDouble()).isEqualTo(0.5);
    assertThat(progress.at("/courses/0/contractor").asText()).isEqualTo("町直営");
    assertThat(progress.at("/total/late").asInt()).isEqualTo(1);
    assertThat(progress.at("/waiting/0/section").asText()).isEqualTo("R2");
  }

  @Test
  void theDailyReportComesAsJsonAndForASpreadsheet() {
    town.drive(pass(4).by(DEVICE));

    assertThat(town.as("duty").get("/api/snow/reports/2026-01-16").json().at("/devices/0/device"))
        .hasToString("\"" + DEVICE + "\"");
    Answer unicode = town.as("duty").get("/api/snow/reports/2026-01-16?f=csv");
    assertThat(unicode.text()).startsWith("\uFEFF\"日\",\"端末\"").contains(DEVICE);
    Answer sjis = town.as("duty").get("/api/snow/reports/2026-01-16?f=csv&encoding=CP932");
    assertThat(new String(sjis.body(), Charset.forName("windows-31j"))).startsWith("\"日\",\"端末\"");
    assertThat(town.as("duty").get("/api/snow/reports/2026-13-01").code())
        .isEqualTo("bad-parameter");
  }

  @Test
  void aSnowfallIsEnteredAmendedMeasuredAndItsWordsAreKept() {
    long id = snows();
    String event = "/api/snow/events/" + id;
    Answer seen = town.as("duty").get(event);
    Answer measured =
        town.as("duty")
            .post(
                event + "/readings",
                "{\"time\":\"%s\",\"cm\":12.5,\"source\":\"役場\"}".formatted(hour(1)));
    assertThat(measured.status()).as(measured.text()).isEqualTo(200);

    Caller late = town.as("duty").with("If-Match", seen.header("ETag"));
    assertThat(late.patch(event, "{\"end\":\"" + hour(1.5) + "\"}").status()).isEqualTo(412);
    Answer ended =
        town.as("duty").patch(event, "{\"end\":\"%s\",\"reason\":\"止んだ\"}".formatted(hour(1.5)));
    assertThat(ended.json().path("end").asText()).isEqualTo(hour(1.5).toString());
    assertThat(town.as("duty").patch(event, "{\"end\":null}").json().path("end").isNull()).isTrue();

    JsonNode open = town.visitor().get(event).json();
    assertThat(open.at("/readings/0/cm").asDouble()).isEqualTo(12.5);
    assertThat(town.visitor().get("/api/snow/events").json().path("events")).hasSize(1);
    JsonNode history = town.as("crew").get(event + "/history").json().path("entries");
    assertThat(history).hasSize(4);
    assertThat(history.at("/1/reason").asText()).isEqualTo("止んだ");
    assertThat(history.at("/1/by").asText()).isEqualTo("duty");
    assertThat(
            town.as("crew")
                .get(event + "/history?limit=1&before=" + history.at("/1/number").asLong())
                .json()
                .at("/entries/0/cm"))
        .hasToString("12.5");

    assertThat(town.as("duty").patch(event, "{\"withdrawn\":true}").status()).isEqualTo(204);
    assertThat(town.visitor().get(event).status()).isEqualTo(404);
  }

  @Test
  void whatCannotBeIsRefusedInBothLanguages() {
    long id = snows();
    Caller desk = town.as("duty");
    for (String[] wrong :
        new String[][] {
          {"/api/snow/events", EVENT, "409", "snow-event-overlaps"},
          {"/api/snow/events", "{\"name\":\"\",\"begin\":\"x\"}", "400", "bad-member"},
          {"/api/snow/events", "{\"name\":\"雪\"}", "400", "bad-member"},
          {"/api/snow/events", "{\"nam\":\"雪\"}", "400", "unknown-member"},
          {"/api/snow/events/" + id + "/readings", "{\"source\":\"a\"}", "400", "bad-member"},
          {
            "/api/snow/events/" + id + "/readings",
            "{\"time\":\"" + hour(1) + "\",\"cm\":1000,\"source\":\"a\"}",
            "400",
            "bad-member"
          },
          {
            "/api/snow/events/" + id + "/readings",
            "{\"time\":\"" + hour(-1) + "\",\"cm\":1,\"source\":\"a\"}",
            "400",
            "snow-event-times"
          },
          {
            "/api/snow/events/999/readings",
            "{\"time\":\"" + hour(1) + "\",\"cm\":1,\"source\":\"a\"}",
            "404",
            "not-found"
          }
        }) {
      Answer answer = desk.post(wrong[0], wrong[1]);
      assertThat(answer.status() + " " + answer.code())
          .as(answer.text())
          .isEqualTo(wrong[2] + " " + wrong[3]);
      Answer japanese = desk.with("Accept-Language", "ja").post(wrong[0], wrong[1]);
      assertThat(japanese.json().path("title").asText()).containsPattern("[ぁ-ん]");
    }
    for (String query :
        List.of(
            "f=xml", "work=ploughing", "bbox=1,2,3", "at=2126-01-01T00:00:00Z", "at=now", "z=1")) {
      assertThat(town.visitor().get("/api/snow/roads?" + query).status()).as(query).isEqualTo(400);
    }
    assertThat(town.visitor().get("/api/snow/roads/99").status()).isEqualTo(404);
    assertThat(town.visitor().get("/api/snow/roads/x").status()).isEqualTo(404);
  }

  /** What each route needs of the two layers; who has what of them. */
  @Test
  void everyRouteAsksForTheLayersItTellsOf() {
    long id = snows();
    town.publish("roads", false);
    town.setRule("roads", "{\"grants\":{\"planner\":[\"read\",\"publish\"],\"duty\":[\"read\"]}}");
    Map<String, String> needs =
        Map.ofEntries(
            Map.entry("GET /api/snow/roads", "planner duty"),
            Map.entry("GET /api/snow/roads/{id}", "planner duty"),
            Map.entry("GET /api/snow/street", "planner duty"),
            Map.entry("GET /api/snow/events", "planner duty"),
            Map.entry("GET /api/snow/events/{id}", "planner duty"),
            Map.entry("GET /api/snow/progress", "planner crew duty"),
            Map.entry("GET /api/snow/reports/{day}", "planner crew duty"),
            Map.entry("GET /api/snow/events/{id}/history", "planner crew duty"),
            Map.entry("POST /api/snow/events", "planner duty"),
            Map.entry("PATCH /api/snow/events/{id}", "planner duty"),
            Map.entry("POST /api/snow/events/{id}/readings", "planner duty"));
    List<String> wrong = new ArrayList<>();
    int asked = 0;
    for (Route route : town.routes()) {
      if (!route.path().startsWith("/api/snow/")) {
        continue;
      }
      String name = route.method().name() + " " + route.path();
      assertThat(needs).as("a row for it").containsKey(name);
      String path =
          route
              .path()
              .replace("{id}", route.path().contains("events") ? "" + id : "1")
              .replace("{day}", "2026-01-16");
      for (String actor :
          List.of("public", "planner", "crew", "welfare", "duty", "permit", "admin")) {
        Caller caller = town.as(actor);
        Answer answer =
            switch (route.method().name()) {
              case "GET" -> caller.get(path + (path.endsWith("street") ? "?lon=141&lat=42" : ""));
              case "PATCH" -> caller.patch(path, "{}");
              default -> caller.post(path, "{}");
            };
        asked++;
        boolean in = needs.getOrDefault(name, "").contains(actor);
        int expected =
            in
                ? answer.status() == 400 || answer.status() == 200 ? answer.status() : 200
                : actor.equals("public") && route.audience() == org.machizu.http.Audience.STAFF
                    ? 401
                    : 404;
        if (answer.status() != expected) {
          wrong.add(name + " as " + actor + ": " + answer.status());
        }
      }
    }
    assertThat(asked).isEqualTo(needs.size() * 7);
    assertThat(wrong).isEmpty();
  }

  /** Whatever the public asks for, it learns the name of no vehicle and of nobody at the desk. */
  @Test
  void nothingThatIsPublicNamesAVehicleOrAPerson() throws Exception {
    long id = snows();
    try (EventStream stream = town.visitor().events()) {
      town.drive(pass(1).by(DEVICE));
      EventStream.Event told = stream.next();
      assertThat(told.name()).isEqualTo("road");
      assertThat(told.data().toString()).contains("\"rows\":[[1,1,1,").doesNotContain(DEVICE);
    }
    for (Route route : town.routes()) {
      if (!route.path().startsWith("/api/snow/") || !route.method().name().equals("GET")) {
        continue;
      }
      String path =
          route
              .path()
              .replace("{id}", route.path().contains("events") ? "" + id : "1")
              .replace("{day}", "2026-01-15");
      for (String query :
          List.of(
              "",
              "?f=compact",
              "?at=" + hour(1.5),
              "?q=" + DEVICE.substring(3),
              "?lon=%s&lat=%s".formatted(SnowTown.WEST, SnowTown.lat(1)),
              "?f=csv")) {
        for (String actor : List.of("public", "welfare")) {
          String text = town.as(actor).get(path + query).text();
          assertThat(text).as(path + query).doesNotContain(DEVICE).doesNotContain("\"duty\"");
        }
      }
      if (route.path().endsWith("/roads/{id}") || route.path().endsWith("{day}")) {
        assertThat(town.as("duty").get(path).text())
            .as("so that the search is one: " + path)
            .contains(DEVICE);
      }
    }
  }

  @Test
  void programsOfTheOgcApiFindTheStatesAmongTheCollections() {
    snows();
    town.drive(pass(1).by(DEVICE));
    JsonNode all = town.visitor().get("/ogc/collections").json().path("collections");
    assertThat(all)
        .extracting(one -> one.path("id").asText())
        .containsExactlyInAnyOrder("facilities", "roads", "road_states", "records");
    JsonNode own = town.visitor().get("/ogc/collections/road_states?lang=en").json();
    assertThat(own.path("title").asText()).isEqualTo("States of roads in snow");
    assertThat(own.at("/extent/spatial/bbox/0/0").asDouble()).isEqualTo(SnowTown.WEST);

    Answer items = town.visitor().get("/ogc/collections/road_states/items?limit=3");
    assertThat(items.json().path("features")).hasSize(3);
    assertThat(road(items.json(), 1).path("state").asText()).isEqualTo("cleared");
    String next = null;
    for (JsonNode link : items.json().path("links")) {
      next = link.path("rel").asText().equals("next") ? link.path("href").asText() : next;
    }
    assertThat(next).isNotNull();
    String path = next.substring(next.indexOf("/ogc"));
    assertThat(town.visitor().get(path).json().at("/features/0/id").asLong()).isEqualTo(4);
    Caller knowing = town.visitor().with("If-None-Match", items.header("ETag"));
    assertThat(knowing.get("/ogc/collections/road_states/items?limit=3").status()).isEqualTo(304);
    town.drive(pass(1.5).on(3));
    assertThat(knowing.get("/ogc/collections/road_states/items?limit=3").status()).isEqualTo(200);
    String box = "?bbox=141.8,%s,141.9,%s".formatted(SnowTown.lat(2) - 1e-4, SnowTown.lat(3));
    assertThat(
            town.visitor().get("/ogc/collections/road_states/items" + box).json().path("features"))
        .hasSize(2);

    Answer one = town.visitor().get("/ogc/collections/road_states/items/1");
    assertThat(one.json().at("/properties/state").asText()).isEqualTo("cleared");
    assertThat(one.text()).doesNotContain(DEVICE);
    assertThat(town.as("duty").get("/ogc/collections/road_states/items/1").text()).contains(DEVICE);
    assertThat(town.visitor().get("/ogc/collections/road_states/items/99").status()).isEqualTo(404);
    assertThat(town.visitor().get("/ogc/collections/road_states/items?after=x").code())
        .isEqualTo("bad-query");
    assertThat(town.visitor().get("/ogc/collections/road_states/items?name=x").status())
        .isEqualTo(400);

    town.publish("roads", false);
    for (String hidden : List.of("", "/items", "/items/1")) {
      assertThat(town.visitor().get("/ogc/collections/road_states" + hidden).status())
          .isEqualTo(404);
    }
    assertThat(town.visitor().get("/ogc/collections").text()).doesNotContain("road_states");
  }

  @Test
  void openMapsAreToldOfRoadsTheySeeAndNobodyElseIs() throws Exception {
    snows();
    town.publish("roads", false);
    try (EventStream outside = town.visitor().events();
        EventStream desk = town.as("duty").events()) {
      town.setRule(
          "roads", "{\"grants\":{\"planner\":[\"read\",\"publish\"],\"duty\":[\"read\"]}}");
      town.drive(pass(1).by(DEVICE));
      assertThat(desk.next().data().at("/rows/0/2").asInt()).isEqualTo(1);
      town.publish("roads", true);
      town.drive(pass(1.5).on(3).by(DEVICE));
      assertThat(outside.next().data().at("/rows/0/0").asInt())
          .as("the first that is told is of road 3")
          .isEqualTo(3);
    }
  }
}
