package org.machizu.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.machizu.layers.SettableClock;

/** Water levels over HTTP, from a station's push to what the desk and the public see. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class GaugesTest {
  private static final Instant START = Instant.parse("2026-09-01T00:00:00Z");

  @TempDir Path folder;
  private final SettableClock clock = new SettableClock();
  private RunningTown town;

  @BeforeEach
  void start() throws Exception {
    clock.set(START);
    town = RunningTown.start(folder, java.util.Map.of("limits.writesPerMinute", "0"), clock);
    Answer upload = town.clerk().upload(Form.ofLayer("gauges").file("gauges.geojson", gauges()));
    assertThat(upload.status()).as(upload.text()).isEqualTo(202);
    assertThat(town.clerk().ended(upload.header("Location")).path("state").asText())
        .isEqualTo("done");
    town.setRule(
        "gauges",
        "{\"grants\":{\"planner\":[\"read\",\"edit\",\"publish\"],\"duty\":[\"read\",\"edit\"]}}");
    town.publish("gauges");
  }

  @AfterEach
  void stop() throws Exception {
    town.close();
  }

  private static String gauges() {
    return "{\"type\":\"FeatureCollection\",\"features\":["
        + gauge("G01", "東和", "水位計", "零点高", "1.0", "2.0", "3.0", "4.0")
        + ","
        + gauge("G02", "豊岡橋", "危機管理型水位計", "氾濫開始水位", "null", "null", "null", "null")
        + "]}";
  }

  private static String gauge(
      String id, String name, String kind, String reference, String... levels) {
    return """
    {"type":"Feature","geometry":{"type":"Point","coordinates":[141.82,42.76]},"properties":{
     "観測所番号":"%s","名称":"%s","種別":"%s","対象":"緑川","零点高_m":12.3,"値の基準":"%s",
     "水防団待機水位_m":%s,"氾濫注意水位_m":%s,"避難判断水位_m":%s,"氾濫危険水位_m":%s,
     "観測開始水位_m":%s,"氾濫開始水位_m":%s,"送信間隔_分":10,"カメラ":"なし"}}
    """
        .formatted(
            id,
            name,
            kind,
            reference,
            levels[0],
            levels[1],
            levels[2],
            levels[3],
            kind.startsWith("危機") ? "-2.0" : "null",
            kind.startsWith("危機") ? "0.0" : "null");
  }

  private Caller device(String name) {
    Answer made =
        town.as("admin").post("/api/tokens", "{\"kind\":\"device\",\"device\":\"" + name + "\"}");
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    return town.visitor().with("Authorization", "Bearer " + made.json().path("token").asText());
  }

  private static String at(long minutes) {
    return START.plus(Duration.ofMinutes(minutes)).toString();
  }

  private Answer push(Caller device, long minutes, double level) {
    Instant now = START.plus(Duration.ofMinutes(minutes));
    if (now.isAfter(clock.instant())) {
      clock.set(now.plusSeconds(1));
    }
    return device.post(
        "/api/gauges/push/json",
        String.format(Locale.ROOT, "{\"time\":\"%s\",\"level\":%s}", at(minutes), level));
  }

  private JsonNode latest(Caller caller, String gauge) {
    return one(caller.get("/api/gauges/latest").json().path("gauges"), gauge);
  }

  private static JsonNode one(JsonNode gauges, String gauge) {
    for (JsonNode one : gauges) {
      if (one.path("gauge").asText().equals(gauge)) {
        return one;
      }
    }
    throw new AssertionError("no gauge " + gauge + " in " + gauges);
  }

  private static List<String> texts(JsonNode list, String member) {
    List<String> texts = new ArrayList<>();
    list.forEach(one -> texts.add(one.path(member).asText()));
    return texts;
  }

  @Test
  void aStationsReadingIsOnThePublicMapAgainstItsLevels() {
    Caller g01 = device("G01");
    assertThat(latest(town.visitor(), "G01").path("quality").asText()).isEqualTo("none");

    Answer taken = push(g01, 10, 2.31);

    assertThat(taken.status()).as(taken.text()).isEqualTo(200);
    assertThat(taken.json().path("accepted").asInt()).isEqualTo(1);
    JsonNode gauge = latest(town.visitor(), "G01");
    assertThat(gauge.path("name").asText()).isEqualTo("東和");
    assertThat(gauge.path("quality").asText()).isEqualTo("good");
    assertThat(gauge.path("latest").path("metres").asDouble()).isEqualTo(2.31);
    assertThat(gauge.path("latest").path("tpM").asDouble()).isEqualTo(14.61);
    assertThat(gauge.path("latest").path("level").asText()).isEqualTo("caution");
    assertThat(texts(gauge.path("levels"), "code"))
        .containsExactly("standby", "caution", "judgement", "danger");
    assertThat(gauge.has("forecast")).isFalse();
    assertThat(push(g01, 10, 2.31).json().path("duplicate").asInt()).isEqualTo(1);
    JsonNode crisis = latest(town.visitor(), "G02");
    assertThat(crisis.path("reference").asText()).isEqualTo("overflow");
    assertThat(texts(crisis.path("levels"), "code")).containsExactly("watch-from", "overflow");
    assertThat(town.visitor().get("/api/gauges/G01/readings").json().path("readings")).hasSize(1);
    assertThat(town.visitor().get("/api/gauges/G09").status()).isEqualTo(404);
    Answer sources = town.as("duty").get("/api/gauges/sources");
    assertThat(sources.status()).as(sources.text()).isEqualTo(200);
    assertThat(sources.json().path("lines")).isEmpty();
  }

  @Test
  void aReadingThatWasLongUnderWayIsNotThePresentLevel() {
    Caller g01 = device("G01");
    push(g01, 10, 1.5);
    assertThat(latest(town.visitor(), "G01").path("quality").asText()).isEqualTo("good");
    clock.set(START.plus(Duration.ofMinutes(60)));

    push(g01, 20, 1.6);

    JsonNode late = latest(town.visitor(), "G01");
    assertThat(late.path("quality").asText()).isEqualTo("late");
    assertThat(late.path("latest").path("metres").asDouble()).isEqualTo(1.6);
    push(g01, 60, 1.9);
    assertThat(latest(town.visitor(), "G01").path("quality").asText()).isEqualTo("good");
    clock.set(START.plus(Duration.ofMinutes(61)));
    push(g01, 30, 1.7); // an older one does not make the newest late
    clock.set(START.plus(Duration.ofMinutes(95)));
    push(g01, 40, 1.8);
    assertThat(latest(town.visitor(), "G01").path("quality").asText()).isEqualTo("good");
    JsonNode all = town.as("duty").get("/api/gauges/G01/readings?all=true").json().path("readings");
    assertThat(texts(all, "late")).containsExactly("false", "true", "true", "true", "false");
  }

  @Test
  void aDeviceTellsOnlyOfItsOwnGaugesAndTheLogSaysWhatBecameOfEachMessage() {
    Caller stranger = device("plow-1");
    Answer refused = push(stranger, 10, 2.31);
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.code()).isEqualTo("gauge-message-unusable");
    assertThat(refused.text()).contains("device-unknown");
    Caller g02 = device("G02");
    assertThat(
            g02.post("/api/gauges/push/tts.milesight-em500-udl", "{\"end_device_ids\":").status())
        .isEqualTo(400);
    assertThat(push(g02, 10, -1.2).status()).isEqualTo(200);
    assertThat(push(g02, 10, -1.2).status()).isEqualTo(200);
    assertThat(town.as("crew").post("/api/gauges/push/json", "{\"level\":1}").status())
        .isEqualTo(404);
    assertThat(g02.post("/api/gauges/push/nothing", "{}").status()).isEqualTo(404);

    JsonNode log = town.as("duty").get("/api/gauges/messages").json().path("messages");
    assertThat(texts(log, "outcome")).containsExactly("duplicate", "taken", "refused", "refused");
    assertThat(log.get(1).path("payload").asText()).contains("\"level\":-1.2");
    assertThat(log.get(2).path("detail").asText()).startsWith("json-broken");
    assertThat(
            texts(
                town.as("duty")
                    .get("/api/gauges/messages?gauge=G02&outcome=taken")
                    .json()
                    .path("messages"),
                "gauge"))
        .containsExactly("G02");
    assertThat(town.as("welfare").get("/api/gauges/messages").status()).isEqualTo(404);
    assertThat(town.visitor().get("/api/gauges/messages").status()).isEqualTo(401);
  }

  @Test
  void aLevelThatIsReachedIsAnAlertForTheDeskAndForNobodyElse() throws Exception {
    Caller g01 = device("G01");
    try (EventStream desk = town.as("duty").events();
        EventStream open = town.visitor().events()) {
      push(g01, 10, 0.9);
      push(g01, 20, 1.1);
      push(g01, 30, 1.2);
      assertThat(desk.next("alert").path("what").asText()).isEqualTo("raised");
      assertThat(open.next("gauge").path("gauges").get(0).asText()).isEqualTo("G01");
    }

    JsonNode alerts = town.as("duty").get("/api/alerts?state=active").json().path("alerts");
    assertThat(texts(alerts, "kind")).contains("level");
    JsonNode alert = alerts.get(alerts.size() - 1);
    assertThat(alert.path("levelName").asText()).isEqualTo("水防団待機水位");
    String path = "/api/alerts/" + alert.path("id").asLong();
    assertThat(town.visitor().get("/api/alerts").status()).isEqualTo(401);
    assertThat(town.as("planner").get("/api/alerts").status()).isIn(200, 404);
    assertThat(town.as("welfare").get(path).status()).isEqualTo(404);
    Answer seen = town.as("duty").get(path);
    String stale = seen.header("ETag");
    Answer acknowledged = town.as("duty").post(path + "/acknowledge", "{\"note\":\"現地を確認する\"}");
    assertThat(acknowledged.json().path("acknowledged").path("by").asText()).isEqualTo("duty");
    assertThat(texts(acknowledged.json().path("steps"), "what")).contains("raised", "acknowledged");
    assertThat(
            town.as("duty")
                .with("If-Match", stale)
                .post(path + "/assign", "{\"assignee\":\"crew\"}")
                .status())
        .isEqualTo(412);
    assertThat(town.as("duty").post(path + "/publish", "").json().path("published").path("by"))
        .hasToString("\"duty\"");
    assertThat(town.as("duty").post("/api/alerts/4711/publish", "").status()).isEqualTo(404);
  }

  @Test
  void whatIsMeasuredDuringMaintenanceIsKeptAndNeverPublic() {
    Caller g01 = device("G01");
    push(g01, 10, 0.4);
    clock.set(START.plus(Duration.ofMinutes(15)));
    Answer entered =
        town.as("duty")
            .post(
                "/api/gauges/G01/maintenance",
                "{\"to\":\"%s\",\"reason\":\"定期点検\"}".formatted(at(60)));
    assertThat(entered.status()).as(entered.text()).isEqualTo(201);

    push(g01, 20, 7.37);
    push(g01, 30, 3.83);

    JsonNode gauge = latest(town.visitor(), "G01");
    assertThat(gauge.path("quality").asText()).isEqualTo("maintenance");
    assertThat(gauge.path("latest").path("metres").asDouble()).isEqualTo(0.4);
    assertThat(town.visitor().get("/api/gauges/G01/readings").json().path("readings")).hasSize(1);
    assertThat(town.visitor().get("/api/gauges/G01/readings?all=true").status()).isEqualTo(404);
    JsonNode all = town.as("duty").get("/api/gauges/G01/readings?all=true").json();
    assertThat(texts(all.path("readings"), "mark"))
        .containsExactly("good", "maintenance", "maintenance");
    assertThat(town.as("duty").get("/api/alerts").json().path("alerts")).isEmpty();
    long number = entered.json().path("number").asLong();
    assertThat(town.as("duty").post("/api/gauges/G01/entries/" + number + "/end", "{}").status())
        .isEqualTo(201);
    assertThat(latest(town.visitor(), "G01").path("quality").asText()).isNotEqualTo("maintenance");
    assertThat(texts(town.as("duty").get("/api/gauges/G01/entries").json().path("entries"), "what"))
        .containsExactly("ended", "maintenance");
  }

  @Test
  void anInspectionThatIsEnteredAfterwardsWithdrawsItsAlert() {
    Caller g01 = device("G01");
    push(g01, 10, 0.6);
    push(g01, 20, 1.2);
    push(g01, 30, 1.3);
    assertThat(texts(town.as("duty").get("/api/alerts").json().path("alerts"), "status"))
        .contains("active");
    town.as("duty")
        .post(
            "/api/gauges/G01/maintenance",
            "{\"from\":\"%s\",\"to\":\"%s\"}".formatted(at(15), at(60)));
    assertThat(
            texts(town.as("duty").get("/api/alerts?state=active").json().path("alerts"), "status"))
        .isEmpty();
    assertThat(texts(town.as("duty").get("/api/alerts").json().path("alerts"), "status"))
        .containsOnly("withdrawn");
  }

  @Test
  void aJumpIsToldAsDoubtfulUntilAPersonAcceptsIt() {
    Caller g01 = device("G01");
    push(g01, 10, 0.4);
    push(g01, 20, 3.83);
    push(g01, 30, 3.85);
    assertThat(latest(town.visitor(), "G01").path("latest").path("metres").asDouble())
        .isEqualTo(0.4);
    assertThat(latest(town.visitor(), "G01").path("quality").asText()).isEqualTo("doubted");
    JsonNode alerts = town.as("duty").get("/api/alerts").json().path("alerts");
    assertThat(texts(alerts, "kind")).containsExactly("bad-data");
    assertThat(alerts.get(0).path("levelName").asText()).isEqualTo("避難判断水位");

    Answer accepted =
        town.as("duty")
            .post(
                "/api/gauges/G01/accepted",
                "{\"from\":\"%s\",\"to\":\"%s\",\"reason\":\"鉄砲水\"}".formatted(at(15), at(120)));

    assertThat(accepted.status()).as(accepted.text()).isEqualTo(201);
    assertThat(latest(town.visitor(), "G01").path("latest").path("metres").asDouble())
        .isEqualTo(3.85);
    assertThat(
            texts(town.as("duty").get("/api/alerts?state=active").json().path("alerts"), "level"))
        .contains("standby", "caution", "judgement");
  }

  @Test
  void whatTheNeighboursSayStandsBesideAnAlert() {
    town.as("duty").post("/api/gauges/G01/settings", "{\"settings\":{\"downstream\":[\"G02\"]}}");
    Caller g02 = device("G02");
    for (int i = 0; i < 4; i++) {
      push(g02, 2 + i, -3.0);
    }
    Caller g01 = device("G01");
    push(g01, 10, 0.4);
    push(g01, 20, 3.83);

    JsonNode alert = town.as("duty").get("/api/alerts").json().path("alerts").get(0);

    assertThat(alert.path("kind").asText()).isEqualTo("bad-data");
    assertThat(alert.path("neighbours").asText()).isEqualTo("contradicted");
  }

  @Test
  void aDistanceSensorOfANetworkServerBecomesALevel() {
    Answer set =
        town.as("duty")
            .post(
                "/api/gauges/G01/settings",
                """
                {"from":"2020-01-01T00:00:00Z","settings":{
                  "sensors":[{"device":"1000000000000001","measures":"distance-down","datumM":5.5}],
                  "senders":["tts"],"embankmentM":5.0}}
                """);
    assertThat(set.status()).as(set.text()).isEqualTo(201);
    Caller tts = device("tts");
    String uplink =
        """
        {"end_device_ids":{"device_id":"eui-1","dev_eui":"1000000000000001"},
         "received_at":"%s","uplink_message":{"f_port":85,"f_cnt":7,
         "frm_payload":"AXVkA4IeAA==","received_at":"%s"}}
        """
            .formatted(at(0), at(0));

    Answer taken = tts.post("/api/gauges/push/tts.milesight-em500-udl", uplink);

    assertThat(taken.status()).as(taken.text()).isEqualTo(200);
    // 30 mm below a sensor at 5.5 m.
    JsonNode gauge = latest(town.visitor(), "G01");
    assertThat(gauge.path("latest").path("metres").asDouble()).isEqualTo(5.47);
    assertThat(gauge.path("latest").path("leftToEmbankmentM").asDouble()).isNegative();
    assertThat(gauge.path("embankmentM").asDouble()).isEqualTo(5.0);
  }

  @Test
  void settingsThatCannotBeAreRefusedByName() {
    Caller duty = town.as("duty");
    String[][] wrong = {
      {
        "{\"settings\":{\"levels\":[{\"code\":\"a\",\"name\":\"上\",\"metres\":3,\"severity\":\"danger\"},{\"code\":\"b\",\"name\":\"下\",\"metres\":4,\"severity\":\"caution\"}]}}",
        "gauge-settings",
        "上"
      },
      {"{\"settings\":{\"alerts\":{\"raiseCount\":3,\"raiseOf\":2}}}", "gauge-settings", "3 of 2"},
      {"{\"settings\":{\"quality\":{\"lowest\":3,\"highest\":2}}}", "gauge-settings", "3.0"},
      {"{\"settings\":{\"zero\":3}}", "unknown-member", "settings.zero"},
      {"{\"settings\":{\"idleMinutes\":0}}", "bad-member", "settings.idleMinutes"},
    };
    for (String[] one : wrong) {
      Answer answer = duty.post("/api/gauges/G01/settings", one[0]);
      assertThat(answer.status()).as(answer.text()).isEqualTo(400);
      assertThat(answer.code()).isEqualTo(one[1]);
      assertThat(answer.text()).contains(one[2]);
    }
    Answer backwards =
        duty.post(
            "/api/gauges/G01/maintenance",
            "{\"from\":\"%s\",\"to\":\"%s\"}".formatted(at(60), at(0)));
    assertThat(backwards.code()).isEqualTo("gauge-times");
    assertThat(duty.get("/api/gauges/G01/entries").json().path("entries")).isEmpty();
    assertThat(town.as("welfare").post("/api/gauges/G01/settings", "{}").status()).isEqualTo(404);
  }

  @Test
  void aDrillHasAlertsOfItsOwnAndTouchesNothingReal() {
    Caller duty = town.as("duty");
    push(device("G01"), 10, 0.4);
    assertThat(duty.post("/api/gauges/G01/drill-readings", "{\"metres\":3.5}").code())
        .isEqualTo("no-drill");
    duty.post(
        "/api/gauges/G01/drills",
        "{\"from\":\"%s\",\"to\":\"%s\",\"name\":\"総合防災訓練\"}".formatted(at(0), at(300)));
    for (int i = 0; i < 3; i++) {
      Answer made =
          duty.post(
              "/api/gauges/G01/drill-readings",
              "{\"time\":\"%s\",\"metres\":%s}".formatted(at(10L * i), 3.5));
      assertThat(made.status()).as(made.text()).isEqualTo(200);
    }
    assertThat(texts(duty.get("/api/alerts?drill=true").json().path("alerts"), "level"))
        .contains("standby", "judgement");
    assertThat(duty.get("/api/alerts?drill=false").json().path("alerts")).isEmpty();
    assertThat(latest(town.visitor(), "G01").path("latest").path("metres").asDouble())
        .isEqualTo(0.4);
  }
}
