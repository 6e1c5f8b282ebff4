package org.machizu.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.machizu.layers.SettableClock;

/** From a station's readings to the mailbox and to CAP, through the running server. */
@Timeout(value = 180, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AlertsOutTest {
  private static final Instant START = Instant.parse("2026-09-01T00:00:00Z");
  private static final String RECIPIENTS = "/api/alerts/recipients";
  private static final String SECRET = "a secret of sixteen or more";

  private static final String DUTY =
      """
      {"name": "建設課 当番", "channels": [{"type": "mail", "address": "duty@town.example"}],
       "lowest": "judgement", "kinds": ["level"], "repeatMinutes": 5, "secret": "%s"}
      """
          .formatted(SECRET);

  @TempDir Path folder;
  @TempDir Path files;
  private final SettableClock clock = new SettableClock();
  private GreenMail post;
  private RunningTown town;

  @BeforeEach
  void start() throws Exception {
    ServerSetup setup = new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP).dynamicPort();
    setup.setServerStartupTimeout(Duration.ofMinutes(1).toMillis());
    post = new GreenMail(setup);
    post.start();
    clock.set(START);
    town =
        RunningTown.start(
            folder,
            Map.of(
                "mail.host", "127.0.0.1",
                "mail.port", Integer.toString(post.getSmtp().getPort()),
                "mail.security", "none",
                "mail.from", "suii@town.example",
                "alerts.capFolder", files.resolve("cap").toString(),
                "alerts.capAreas", "warned",
                "limits.writesPerMinute", "0",
                "limits.readsPerMinute", "0"),
            clock);
    String gauge =
        """
        {"type":"FeatureCollection","features":[{"type":"Feature",
         "geometry":{"type":"Point","coordinates":[141.82,42.76]},"properties":{
         "観測所番号":"G01","名称":"東和","種別":"水位計","対象":"緑川","零点高_m":12.3,
         "値の基準":"零点高","水防団待機水位_m":1.0,"氾濫注意水位_m":2.0,"避難判断水位_m":3.0,
         "氾濫危険水位_m":4.0,"送信間隔_分":10,"カメラ":"なし"}}]}
        """;
    Answer upload = town.clerk().upload(Form.ofLayer("gauges").file("gauges.geojson", gauge));
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
    post.stop();
  }

  /** Readings ten minutes apart that rise as a real river does. */
  private void rise() {
    Answer made = town.as("admin").post("/api/tokens", "{\"kind\":\"device\",\"device\":\"G01\"}");
    Caller device =
        town.visitor().with("Authorization", "Bearer " + made.json().path("token").asText());
    double[] metres = {1.4, 1.9, 2.4, 2.9, 3.3};
    for (int i = 0; i < metres.length; i++) {
      Instant time = START.plusSeconds(600L * (i + 1));
      clock.set(time.plusSeconds(1));
      Answer answer =
          device.post(
              "/api/gauges/push/json",
              String.format(Locale.ROOT, "{\"time\":\"%s\",\"level\":%s}", time, metres[i]));
      assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }
  }

  private Caller duty() {
    return town.as("duty");
  }

  private List<MimeMessage> mails(int atLeast) {
    while (post.getReceivedMessages().length < atLeast) {
      Thread.onSpinWait();
    }
    return Arrays.asList(post.getReceivedMessages());
  }

  /** Mails wait half a minute for others; when the first waits, that time passes. */
  private void letWaitingOnesGo() {
    while (duty().get("/api/outbox?state=waiting").json().path("deliveries").isEmpty()) {
      Thread.onSpinWait();
    }
    clock.set(clock.instant().plusSeconds(31));
  }

  private long alertOf(String level) {
    for (JsonNode alert : duty().get("/api/alerts").json().path("alerts")) {
      if (alert.toString().contains("\"level\":\"" + level + "\"")
          && alert.toString().contains("\"kind\":\"level\"")) {
        return alert.path("id").asLong();
      }
    }
    throw new AssertionError(duty().get("/api/alerts").text());
  }

  private static List<String> texts(JsonNode list, String member) {
    List<String> texts = new ArrayList<>();
    list.forEach(one -> texts.add(one.path(member).asText()));
    return texts;
  }

  @Test
  void aRisingRiverIsMailedToWhoIsConcernedAndToThePublicOnceItIsConfirmed() throws Exception {
    assertThat(duty().put(RECIPIENTS + "/duty", DUTY).status()).isEqualTo(200);
    String everybody =
        """
        {"name": "防災メール", "audience": "public", "lowest": "judgement",
         "channels": [{"type": "mail", "address": "everybody@town.example"}]}
        """;
    assertThat(duty().put(RECIPIENTS + "/everybody", everybody).status()).isEqualTo(200);
    assertThat(town.visitor().get("/alerts.atom").text()).doesNotContain("<entry>");
    rise();
    letWaitingOnesGo();

    MimeMessage mail = mails(1).getFirst();
    assertThat(mail.getSubject()).isEqualTo("【避難判断水位】緑川 東和");
    assertThat(mail.getAllRecipients()[0]).hasToString("duty@town.example");
    assertThat(mail.getContent().toString()).contains("避難判断水位（3.00m）に達しました");

    long alert = alertOf("judgement");
    JsonNode log = duty().get("/api/alerts/" + alert + "/deliveries").json().path("deliveries");
    assertThat(texts(log, "reason")).contains("not-confirmed");
    assertThat(town.visitor().get("/alerts/" + alert + "/cap.xml").status()).isEqualTo(404);

    Answer published = duty().post("/api/alerts/" + alert + "/publish", "{}");
    assertThat(published.status()).as(published.text()).isEqualTo(200);
    String cap = town.visitor().get("/alerts/" + alert + "/cap.xml").text();
    assertThat(cap)
        .contains("<status>Actual</status>", "<msgType>Alert</msgType>")
        .contains("<circle>42.76000,141.82000 2.0</circle>");
    String area =
        """
        {"type":"FeatureCollection","features":[{"type":"Feature","properties":{"観測所番号":"G01"},
         "geometry":{"type":"Polygon","coordinates":
          [[[141.8,42.7],[141.9,42.7],[141.9,42.8],[141.8,42.7]]]}}]}
        """;
    Answer upload = town.clerk().upload(Form.ofLayer("warned").file("warned.geojson", area));
    assertThat(town.clerk().ended(upload.header("Location")).path("state").asText())
        .isEqualTo("done");
    // Of a layer that the public does not see nothing is told.
    assertThat(town.visitor().get("/alerts/" + alert + "/cap.xml").text()).isEqualTo(cap);
    town.publish("warned");
    assertThat(town.visitor().get("/alerts/" + alert + "/cap.xml").text())
        .contains(
            "<polygon>42.70000,141.80000 42.70000,141.90000 42.80000,141.90000 42.70000,141.80000</polygon>")
        .doesNotContain("<circle>");
    Answer feed = town.visitor().get("/alerts.atom");
    assertThat(feed.text()).contains("/alerts/" + alert + "/cap.xml\"");
    assertThat(
            town.visitor().with("If-None-Match", feed.header("ETag")).get("/alerts.atom").status())
        .isEqualTo(304);
    Path file = files.resolve("cap/machizu-" + "01585" + "-" + alert + "-1.xml");
    letWaitingOnesGo();
    assertThat(mails(2).getLast().getAllRecipients()[0]).hasToString("everybody@town.example");
    assertThat(Files.list(files.resolve("cap")).map(f -> f.getFileName().toString()))
        .contains("alerts.atom", file.getFileName().toString());
  }

  @Test
  void aDrillIsToldToThePublicWhenItIsAPublicOneAndSomebodyHasConfirmedIt() throws Exception {
    String everybody =
        """
        {"name": "防災メール", "audience": "public", "lowest": "judgement", "drills": true,
         "channels": [{"type": "mail", "address": "everybody@town.example"}]}
        """;
    assertThat(duty().put(RECIPIENTS + "/everybody", everybody).status()).isEqualTo(200);
    Answer drill =
        duty()
            .post(
                "/api/gauges/G01/drills",
                "{\"name\":\"総合防災訓練\",\"public\":true,\"to\":\"%s\"}"
                    .formatted(START.plusSeconds(7200)));
    assertThat(drill.status()).as(drill.text()).isEqualTo(201);
    for (int minutes = 1; minutes <= 3; minutes++) {
      clock.set(START.plusSeconds(60L * minutes));
      Answer reading = duty().post("/api/gauges/G01/drill-readings", "{\"metres\":3.3}");
      assertThat(reading.status()).as(reading.text()).isEqualTo(200);
    }
    long alert = alertOf("judgement");
    assertThat(duty().get("/api/alerts/" + alert).json().path("publicDrill").asBoolean()).isTrue();
    assertThat(town.visitor().get("/alerts.atom").text()).doesNotContain("<entry>");
    JsonNode seen = town.visitor().get("/api/gauges/latest").json().path("gauges").get(0);
    assertThat(seen.path("drill").path("name").asText()).isEqualTo("総合防災訓練");
    assertThat(seen.path("latest").isNull()).as("what a drill makes up is no water").isTrue();

    assertThat(duty().post("/api/alerts/" + alert + "/publish", "{}").status()).isEqualTo(200);
    letWaitingOnesGo();

    MimeMessage mail = mails(1).getFirst();
    assertThat(mail.getSubject()).isEqualTo("【訓練】【避難判断水位】緑川 東和");
    assertThat(mail.getContent().toString().lines()).allMatch(line -> line.startsWith("【訓練】"));
    assertThat(town.visitor().get("/alerts/" + alert + "/cap.xml").text())
        .contains("<status>Exercise</status>");
    assertThat(town.visitor().get("/alerts.atom").text()).contains("<title>【訓練】");

    clock.set(START.plusSeconds(7200 + 3600));
    assertThat(town.visitor().get("/alerts.atom").text()).doesNotContain("<entry>");
    assertThat(town.visitor().get("/alerts/" + alert + "/cap.xml").status()).isEqualTo(404);
    assertThat(duty().get("/alerts/" + alert + "/cap.xml").status()).isEqualTo(200);
  }

  @Test
  void recipientsAreKeptByWhoSeesToGaugesAndSecretsAreNotShown() {
    Answer made = duty().put(RECIPIENTS + "/duty", DUTY);
    assertThat(made.status()).as(made.text()).isEqualTo(200);
    assertThat(made.text()).contains("\"signed\":true").doesNotContain(SECRET);
    Answer read = duty().get(RECIPIENTS + "/duty");
    assertThat(read.json().path("lowest").asText()).isEqualTo("judgement");
    assertThat(read.text()).doesNotContain(SECRET);
    assertThat(duty().get(RECIPIENTS).json().path("ways").toString()).isEqualTo("[\"mail\"]");
    Caller seen = duty().with("If-Match", read.header("ETag"));
    String renamed = DUTY.replace("建設課 当番", "建設課");
    assertThat(seen.put(RECIPIENTS + "/duty", renamed).status()).isEqualTo(200);
    Answer stale = seen.put(RECIPIENTS + "/duty", DUTY);
    assertThat(stale.status()).isEqualTo(412);
    assertThat(stale.code()).isEqualTo("stale-version");

    assertThat(town.visitor().get(RECIPIENTS).status()).isEqualTo(401);
    assertThat(town.as("crew").get(RECIPIENTS).status()).isEqualTo(404);
    assertThat(town.as("crew").put(RECIPIENTS + "/x", DUTY).status()).isEqualTo(404);
    assertThat(town.as("crew").get("/api/outbox").status()).isEqualTo(404);

    assertThat(seen.delete(RECIPIENTS + "/duty").code()).isEqualTo("stale-version");
    assertThat(duty().delete(RECIPIENTS + "/duty").status()).isEqualTo(204);
    assertThat(duty().delete(RECIPIENTS + "/duty").status()).isEqualTo(404);
  }

  @Test
  void whoChangedARecipientStandsInTheirHistoryAndInTheAuditLog() {
    Answer made = duty().put(RECIPIENTS + "/duty", DUTY);
    assertThat(made.status()).as(made.text()).isEqualTo(200);
    String moved = DUTY.replace("\"secret\"", "\"reason\": \"異動\", \"secret\"");
    Answer put = duty().put(RECIPIENTS + "/duty", moved.replace("duty@", "night@"));
    assertThat(put.status()).as(put.text()).isEqualTo(200);
    assertThat(duty().delete(RECIPIENTS + "/duty").status()).isEqualTo(204);

    JsonNode changes = duty().get(RECIPIENTS + "/duty/history").json().path("changes");
    assertThat(texts(changes, "author")).containsExactly("duty", "duty", "duty");
    assertThat(changes.get(0).path("recipient").isNull()).isTrue();
    assertThat(changes.get(1).path("changed").toString()).isEqualTo("[\"channels\",\"secret\"]");
    assertThat(changes.get(1).path("reason").asText()).isEqualTo("異動");
    assertThat(changes.toString()).contains("night@town.example").doesNotContain(SECRET);
    assertThat(town.as("crew").get(RECIPIENTS + "/duty/history").status()).isEqualTo(404);
    assertThat(duty().get(RECIPIENTS + "/nobody/history").status()).isEqualTo(404);

    JsonNode lines =
        town.as("admin").get("/api/audit?action=RECIPIENT_CHANGED").json().path("lines");
    assertThat(lines).as(lines.toString()).hasSize(3);
    assertThat(texts(lines, "subject")).containsOnly("duty");
    assertThat(lines.get(1).path("reason").asText()).isEqualTo("異動");
    // The log names what was changed, and never a value.
    assertThat(lines.toString()).contains("channels secret").doesNotContain("@town.example");
  }

  @Test
  void whatCannotBeIsRefusedByName() {
    refused("bad-address", DUTY.replace("duty@town.example", "duty at town"));
    refused("bad-address", DUTY.replace("duty@town.example", "a@town.example,b@town.example"));
    refused("no-way-out", DUTY.replace("\"mail\"", "\"webhook\""));
    refused("no-way-out", DUTY.replace("\"mail\"", "\"mqtt\""));
    refused("bad-member", DUTY.replace("\"judgement\"", "\"grave\""));
    refused("bad-member", DUTY.replace(SECRET, "short"));
    refused("bad-member", DUTY.replace("\"repeatMinutes\": 5", "\"repeatMinutes\": -1"));
    refused("bad-recipient", DUTY.replace("\"repeatMinutes\": 5", "\"repeatMinutes\": 1"));
    refused("unknown-member", DUTY.replace("\"kinds\"", "\"kind\""));
    Answer id = duty().put(RECIPIENTS + "/Duty!", DUTY);
    assertThat(id.code()).isEqualTo("bad-recipient");
    assertThat(duty().get("/api/outbox?state=lost").code()).isEqualTo("bad-parameter");
  }

  private void refused(String code, String body) {
    Answer answer = duty().put(RECIPIENTS + "/duty", body);
    assertThat(answer.code()).as(answer.text()).isEqualTo(code);
  }

  @Test
  void aTestSaysWhetherMailsArrive() throws Exception {
    duty().put(RECIPIENTS + "/duty", DUTY);
    Answer asked = duty().post(RECIPIENTS + "/duty/test", "{}");
    assertThat(asked.status()).isEqualTo(202);
    assertThat(asked.json().path("messages").asInt()).isEqualTo(1);
    assertThat(mails(1).getFirst().getSubject()).startsWith("【試験】");
    while (!texts(duty().get("/api/outbox?alert=0").json().path("deliveries"), "state")
        .equals(List.of("sent"))) {
      Thread.onSpinWait();
    }
    JsonNode latest = duty().get(RECIPIENTS).json().path("recipients").get(0).path("latest").get(0);
    assertThat(latest.path("purpose").asText()).isEqualTo("test");
    assertThat(latest.path("state").asText()).isEqualTo("sent");
    assertThat(duty().post(RECIPIENTS + "/nobody/test", "{}").status()).isEqualTo(404);
  }
}
