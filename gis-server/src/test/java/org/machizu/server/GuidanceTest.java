package org.machizu.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Ways to refuges in the sample town, in situations that were worked out by hand. */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class GuidanceTest {
  /** A crossing in the centre: flooded at the largest scale, not at the planned one. */
  private static final String CENTRE = "lon=141.8215&lat=42.7620";

  /** North of the river, in the floods of both scales. */
  private static final String BY_THE_RIVER = "lon=141.815&lat=42.768";

  /** In the hills of the south-east, outside every flood. */
  private static final String HILLS = "lon=141.86&lat=42.74";

  private static final int LOOKS = 200;
  private static final long LOOK_AGAIN_NANOS = 50_000_000;

  @TempDir static Path folder;
  private static DemoTown demo;
  private static Caller anybody;
  private static Caller planner;
  private static Caller duty;

  @BeforeAll
  static void start() throws Exception {
    demo = DemoTown.start(folder);
    anybody = demo.visitor();
    planner = demo.planner();
    duty = demo.visitor().signedIn("duty", "demo");
  }

  @AfterAll
  static void stop() throws Exception {
    demo.close();
  }

  private static JsonNode ask(String place, String more) {
    Answer answer = anybody.get("/api/guidance?" + place + more);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json();
  }

  private static void say(String status, String... shelters) {
    String body =
        "{\"shelters\":[\"%s\"],\"status\":\"%s\"}"
            .formatted(String.join("\",\"", shelters), status);
    assertThat(duty.post("/api/shelters/states", body).status()).isEqualTo(200);
  }

  private static List<String> texts(JsonNode list, String pointer) {
    List<String> texts = new ArrayList<>();
    list.forEach(one -> texts.add(one.at(pointer).asText()));
    return texts;
  }

  /** Asks until the version is another one. */
  private static JsonNode changed(JsonNode before, String place, String more) {
    for (int i = 0; i < LOOKS; i++) {
      JsonNode now = ask(place, more);
      if (!version(now).equals(version(before))) {
        return now;
      }
      LockSupport.parkNanos(LOOK_AGAIN_NANOS);
    }
    throw new AssertionError("the version stayed " + version(before));
  }

  private static int publish(String layer, boolean published) {
    String path = "/api/layers/" + layer + "/publish";
    String reviewed = published ? planner.get(path).json().path("revision").asText() : "0";
    String body =
        "{\"published\":%s,\"reason\":\"防災\",\"reviewed\":%s}".formatted(published, reviewed);
    return planner.post(path, body).status();
  }

  private static String version(JsonNode answer) {
    return answer.at("/state/version").asText();
  }

  @Test
  @Order(1)
  void whileNoShelterIsOpenTheNearestIsToldAsClosed() {
    JsonNode answer = ask(CENTRE, "&hazard=landslide&lang=ja");
    assertThat(answer.path("reason").asText()).isEqualTo("none_open");
    assertThat(answer.at("/routes/0/shelter/id").asText()).isEqualTo("S01");
    assertThat(answer.at("/routes/0/shelter/status").asText()).isEqualTo("closed");
    assertThat(answer.path("adviceText").asText()).isEqualTo("避難場所への道があります");
    assertThat(answer.path("notice").asText()).contains("町の避難情報を先に");
  }

  @Test
  @Order(2)
  void theNextAnswerKnowsAShelterThatHasJustOpened() {
    String before = version(ask(CENTRE, ""));
    say("open", "S03", "S06");
    JsonNode answer = ask(CENTRE, "&hazard=landslide&lang=all");
    assertThat(version(answer)).isNotEqualTo(before);
    assertThat(answer.path("reason").asText()).isEqualTo("through_zone");
    JsonNode best = answer.at("/routes/0");
    assertThat(best.at("/shelter/id").asText()).isEqualTo("S03");
    assertThat(best.at("/shelter/suits").asText()).isEqualTo("yes");
    // 230 m along 中央四丁目通, two short streets, and 210 m along 中央五丁目通.
    assertThat(best.path("lengthM").asDouble()).isBetween(550.0, 750.0);
    assertThat(texts(best.path("steps"), "/road"))
        .containsExactly("中央四丁目通", "東四条通", "中央五丁目通", "東六条通", "");
    assertThat(texts(best.path("steps"), "/turn"))
        .containsExactly("start", "left", "right", "left", "arrive");
    assertThat(best.at("/steps/1/texts/en").asText())
        .isEqualTo("Turn left and go north along 東四条通 for 55 m");
    assertThat(texts(answer.path("unreachable"), "/code")).contains("not_open");
    assertThat(answer.at("/advices/easy").asText()).isNotEmpty();
    assertThat(best.at("/geometry/coordinates").size()).isGreaterThan(5);
  }

  @Test
  @Order(3)
  void onFootByWheelchairAndByCarOneTakesDifferentTimes() {
    int foot = ask(CENTRE, "&hazard=earthquake&mode=foot").at("/routes/0/minutes").asInt();
    int wheels = ask(CENTRE, "&hazard=earthquake&mode=wheelchair").at("/routes/0/minutes").asInt();
    int car = ask(CENTRE, "&hazard=earthquake&mode=car").at("/routes/0/minutes").asInt();
    assertThat(foot).isBetween(9, 16);
    assertThat(wheels).isGreaterThan(foot);
    assertThat(car).isLessThan(foot);
    assertThat(ask(CENTRE, "&hazard=flood&mode=wheelchair").at("/routes/0/warnings").toString())
        .contains("no_elevator");
  }

  @Test
  @Order(4)
  void outsideEveryZoneOneMayStay() {
    JsonNode answer = ask(HILLS, "&hazard=flood");
    assertThat(answer.path("advice").asText()).isEqualTo("stay");
    assertThat(answer.path("reason").asText()).isEqualTo("outside_zones");
    assertThat(answer.path("routes").size()).isPositive();
  }

  @Test
  @Order(5)
  void aClosedRoadIsKeptClearOfAsLongAsItStandsInTheLayer() throws Exception {
    JsonNode before = ask(CENTRE, "&hazard=landslide");
    String street = before.at("/routes/0/geometry/coordinates/5").toString();
    Form form =
        Form.ofLayer("road_closures")
            .file(
                "closures.geojson",
                RunningTown.collection(
                    """
                    {"type":"Feature","geometry":{"type":"Point","coordinates":%s},
                     "properties":{"規制内容":"通行止め"}}
                    """
                        .formatted(street)));
    assertThat(planner.imported(form).path("state").asText()).isEqualTo("done");
    assertThat(texts(ask(CENTRE, "&hazard=landslide").path("avoided"), "/code"))
        .as("the public does not see the layer yet, nor what follows from it")
        .doesNotContain("closed");
    assertThat(publish("road_closures", true)).isEqualTo(200);
    JsonNode answer = changed(before, CENTRE, "&hazard=landslide");
    assertThat(texts(answer.path("avoided"), "/code")).contains("closed");
    assertThat(answer.at("/routes/0/geometry/coordinates").toString()).doesNotContain(street);
    assertThat(answer.at("/routes/0/warnings").toString()).doesNotContain("\"closed\"");
  }

  @Test
  @Order(6)
  void aGaugeAboveDangerClosesTheFloodsOfItsRiverAndOpenPhonesHearOfIt() throws Exception {
    say("open", "S01", "S02");
    JsonNode before = ask(BY_THE_RIVER, "");
    assertThat(before.path("advice").asText()).isEqualTo("go");
    Caller admin = demo.visitor().signedIn("admin", "demo");
    Answer made = admin.post("/api/tokens", "{\"kind\":\"device\",\"device\":\"G02\"}");
    Caller gauge = anybody.with("Authorization", "Bearer " + made.json().path("token").asText());
    try (EventStream events = anybody.events()) {
      String reading =
          "{\"time\":\"%s\",\"level\":4.5}"
              .formatted(Instant.now().truncatedTo(ChronoUnit.SECONDS));
      assertThat(gauge.post("/api/gauges/push/json", reading).status()).isEqualTo(200);
      EventStream.Event event = events.next();
      while (!event.name().equals("guidance")
          || event.data().path("version").asText().equals(version(before))) {
        event = events.next();
      }
      JsonNode answer = ask(BY_THE_RIVER, "");
      assertThat(version(answer)).isEqualTo(event.data().path("version").asText());
      assertThat(answer.path("advice").asText()).isEqualTo("leave_now_unsafe");
      assertThat(answer.path("reason").asText()).isEqualTo("too_deep");
      assertThat(texts(answer.at("/routes/0/warnings"), "/code")).contains("gauge_area");
    }
    JsonNode centre = ask(CENTRE, "");
    assertThat(centre.path("advice").asText())
        .as("the planned scale does not reach the centre")
        .isEqualTo("go");
    assertThat(texts(centre.at("/routes/0/warnings"), "/code")).doesNotContain("gauge_area");
  }

  @Test
  @Order(7)
  void whatIsAskedWronglyIsToldByName() {
    assertThat(anybody.get("/api/guidance").code()).isEqualTo("place-missing");
    assertThat(anybody.get("/api/guidance?lon=141.82&lat=91").code()).isEqualTo("bad-parameter");
    assertThat(anybody.get("/api/guidance?" + CENTRE + "&hazard=rain").text())
        .contains("landslide");
    assertThat(anybody.get("/api/guidance?" + CENTRE + "&mode=bus").text()).contains("wheelchair");
    assertThat(anybody.get("/api/guidance?" + CENTRE + "&routes=6").code())
        .isEqualTo("bad-parameter");
    Answer far = anybody.get("/api/guidance?lon=139.7&lat=35.7");
    assertThat(far.status()).isEqualTo(404);
    assertThat(far.code()).isEqualTo("no-road-near");
    assertThat(anybody.get("/api/guidance?lon=0&lat=0").code()).isEqualTo("no-road-near");
  }

  @Test
  @Order(8)
  void whoeverMaySeeNoRoadsIsLedAlongNone() throws Exception {
    JsonNode before = ask(CENTRE, "");
    assertThat(publish("roads", false)).isEqualTo(200);
    Answer answer = anybody.get("/api/guidance?" + CENTRE);
    for (int i = 0; i < LOOKS && answer.status() == 200; i++) {
      LockSupport.parkNanos(LOOK_AGAIN_NANOS);
      answer = anybody.get("/api/guidance?" + CENTRE);
    }
    assertThat(answer.status()).isEqualTo(404);
    assertThat(planner.get("/api/guidance?" + CENTRE).status()).isEqualTo(200);
    assertThat(publish("roads", true)).isEqualTo(200);
    assertThat(changed(before, CENTRE, "").path("routes").size()).isPositive();
  }
}
