package org.machizu.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.machizu.sensors.mqtt.Address;
import org.machizu.sensors.mqtt.BrokerReceiver;
import org.machizu.sensors.mqtt.BrokerSettings;
import org.machizu.sensors.mqtt.Flow;
import org.machizu.sensors.mqtt.LineState;
import org.machizu.sensors.mqtt.Login;
import org.machizu.sensors.mqtt.Mosquitto;
import org.machizu.sensors.mqtt.MqttMessage;
import org.machizu.sensors.mqtt.Publisher;
import org.machizu.sensors.mqtt.Secret;
import org.machizu.sensors.mqtt.Session;
import org.machizu.sensors.mqtt.Subscription;
import org.machizu.tracks.TrackStore;

/**
 * One server with three brokers: two of the town, of which one is asked by TLS and password, and
 * its own.
 */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class BrokersTest {
  private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MINUTES);
  private static final String POSITION =
      "{\"_type\":\"location\",\"tst\":%d,\"lat\":42.76,\"lon\":141.82,\"acc\":5,\"vel\":16,\"cog\":90}";

  @TempDir static Path folder;
  private static Mosquitto rivers;
  private static Mosquitto ponds;
  private static RunningTown town;

  @BeforeAll
  static void start() throws Exception {
    assumeTrue(
        Mosquitto.isHere(), "Mosquitto is not here, test skipped; apt-get install mosquitto");
    rivers = new Mosquitto(folder.resolve("rivers"));
    ponds = new Mosquitto(folder.resolve("ponds"));
    rivers.start();
    ponds.start();
    Path sources = folder.resolve("sources.yaml");
    Files.writeString(
        sources,
        """
        brokers:
          - name: rivers
            uri: mqtts://localhost:%d
            user: server
            password: server-pw
            authority: %s
            topics:
              - filter: gauges/+/level
          - name: ponds
            uri: mqtt://localhost:%d
            user: server
            password: server-pw
            topics:
              - filter: gauges/+/level
                decode:
                  topic: gauges/{gauge}/level
                  format: json
                  time: {from: /time, as: iso}
                  values: [{quantity: level, from: /level, unit: cm}]
        """
            .formatted(rivers.tlsPort(), rivers.authority(), ponds.port()));
    town =
        RunningTown.start(
            folder.resolve("town"),
            Map.of(
                "db.url", "",
                "gauges.sources", sources.toString(),
                "mqtt.port", "0",
                "limits.writesPerMinute", "0",
                "limits.readsPerMinute", "0"));
    importLayer("gauges", gauge("G01"), gauge("G02"));
    importLayer("snow_routes", RunningTown.point("course", 141.8, 42.7));
    town.setRule(
        "gauges",
        "{\"grants\":{\"planner\":[\"read\",\"edit\",\"publish\"],\"duty\":[\"read\",\"edit\"]}}");
    awaitLines(3);
  }

  private static void importLayer(String layer, String... features) {
    Form form = Form.ofLayer(layer).file("a.geojson", RunningTown.collection(features));
    JsonNode job = town.as("planner").imported(form);
    assertThat(job.path("state").asText()).as(job.toString()).isEqualTo("done");
  }

  @AfterAll
  static void stop() throws Exception {
    if (town != null) {
      town.close();
      rivers.close();
      ponds.close();
    }
  }

  private static String gauge(String id) {
    return """
    {"type":"Feature","geometry":{"type":"Point","coordinates":[141.82,42.76]},"properties":{
     "観測所番号":"%s","名称":"東和","種別":"水位計","対象":"緑川","零点高_m":12.3,"値の基準":"零点高",
     "水防団待機水位_m":1.0,"氾濫注意水位_m":2.0,"避難判断水位_m":3.0,"氾濫危険水位_m":4.0,
     "送信間隔_分":10}}
    """
        .formatted(id);
  }

  private static Caller duty() {
    return town.as("duty");
  }

  private static void until(String what, BooleanSupplier holds) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!holds.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what).isLessThan(end);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  private static JsonNode sources() {
    return duty().get("/api/gauges/sources").json();
  }

  private static JsonNode line(String broker) {
    for (JsonNode line : sources().path("lines")) {
      if (line.path("broker").asText().equals(broker)) {
        return line;
      }
    }
    throw new AssertionError("no line to " + broker);
  }

  private static void awaitLines(int count) {
    until(
        count + " lines stand",
        () -> {
          int connected = 0;
          for (JsonNode line : sources().path("lines")) {
            connected += line.path("connected").asBoolean() ? 1 : 0;
          }
          return connected == count;
        });
  }

  private static String level(Instant time, double level) {
    return String.format(Locale.ROOT, "{\"time\":\"%s\",\"level\":%s}", time, level);
  }

  private static Instant ago(int minutes) {
    return NOW.minus(Duration.ofMinutes(minutes));
  }

  private static void publish(Publisher publisher, String topic, String message) throws Exception {
    publisher
        .publish(topic, message.getBytes(StandardCharsets.UTF_8), false)
        .get(30, TimeUnit.SECONDS);
  }

  /** A device's token for the own broker. */
  private static Address own(String device) {
    Answer made =
        town.as("admin").post("/api/tokens", "{\"kind\":\"device\",\"device\":\"" + device + "\"}");
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    return Address.of(
        URI.create("mqtt://localhost:" + sources().path("ownPort").asInt()),
        new Login(device, new Secret(made.json().path("token").asText())));
  }

  private static JsonNode readings(String gauge) {
    return duty().get("/api/gauges/" + gauge + "/readings?all=true").json().path("readings");
  }

  @Test
  void brokersHaveTheSameTopicsAndEachIsReadAsItIsSetUpAlsoWhenTheOtherIsAway() throws Exception {
    Address byTls =
        new Address(
            URI.create("mqtts://localhost:" + rivers.tlsPort()),
            Optional.of(new Login("server", new Secret("server-pw"))),
            Optional.of(rivers.authority()),
            Optional.empty());
    try (Publisher river = new Publisher(byTls, "station", 10, Flow.DEFAULT)) {
      try (Publisher pond = new Publisher(ponds.address("server"), "station", 10, Flow.DEFAULT)) {
        publish(river, "gauges/G02/level", level(ago(60), 0.5));
        publish(pond, "gauges/G02/level", level(ago(50), 51));
      }
      until("one reading of each", () -> readings("G02").size() == 2);
      assertThat(readings("G02").findValuesAsText("metres")).containsExactly("0.5", "0.51");
      assertThat(readings("G02").findValuesAsText("source"))
          .containsExactly("mqtt rivers gauges/G02/level", "mqtt ponds gauges/G02/level");

      ponds.close();
      until("it is seen that one is away", () -> !line("ponds").path("connected").asBoolean());
      publish(river, "gauges/G02/level", level(ago(40), 0.52));
      until("the other goes on", () -> readings("G02").size() == 3);
      assertThat(line("rivers").path("connects").asInt()).isEqualTo(1);
      assertThat(line("ponds").path("trouble").path("text").asText()).contains("localhost");

      ponds.start();
      try (Publisher pond = new Publisher(ponds.address("server"), "station", 10, Flow.DEFAULT)) {
        publish(pond, "gauges/G02/level", level(ago(30), 53));
      }
      until("what came meanwhile is read", () -> readings("G02").size() == 4);
      assertThat(readings("G02").get(3).path("metres").asDouble()).isEqualTo(0.53);
      awaitLines(3);
    }
  }

  /** A device that hears what is sent to it. */
  private static BrokerReceiver hearing(
      Address address, String client, LinkedBlockingQueue<MqttMessage> heard) {
    BrokerReceiver receiver =
        BrokerReceiver.start(
            new BrokerSettings(
                "own",
                address,
                List.of(Subscription.to("alerts/" + address.login().orElseThrow().user() + "/#")),
                new Session.Own(client, Duration.ofDays(8)),
                Flow.DEFAULT),
            heard::addAll);
    until("the device listens", () -> receiver.states().stream().allMatch(LineState::connected));
    return receiver;
  }

  @Test
  void anAlertIsPublishedOnceToWhoListensAndIsNotRetained() throws Exception {
    Address siren = own("siren");
    LinkedBlockingQueue<MqttMessage> heard = new LinkedBlockingQueue<>();
    String recipient =
        """
        {"name": "サイレン", "channels": [{"type": "mqtt", "address": "alerts/siren/river"}],
         "lowest": "standby", "kinds": ["level"]}
        """;
    Answer kept = duty().put("/api/alerts/recipients/siren", recipient);
    assertThat(kept.status()).as(kept.text()).isEqualTo(200);
    try (BrokerReceiver receiver = hearing(siren, "siren", heard);
        Publisher station = new Publisher(own("G01"), "G01", 10, Flow.DEFAULT)) {
      publish(station, "gauges/G01/level", level(ago(30), 0.9));
      publish(station, "gauges/G01/level", level(ago(20), 1.1));
      publish(station, "gauges/G01/level", level(ago(10), 1.15));
      MqttMessage message = heard.poll(60, TimeUnit.SECONDS);

      assertThat(message).isNotNull();
      assertThat(message.topic()).isEqualTo("alerts/siren/river");
      assertThat(message.retained()).isFalse();
      assertThat(message.text()).contains("水防団待機水位", "東和");
      until("it is noted as sent", () -> states().equals(List.of("sent")));
      publish(station, "gauges/G01/level", level(ago(5), 1.16));
      until("a further reading is kept", () -> readings("G01").size() == 4);
      assertThat(receiver.states().getFirst().received()).isEqualTo(1);
    }
    LinkedBlockingQueue<MqttMessage> later = new LinkedBlockingQueue<>();
    try (BrokerReceiver receiver = hearing(siren, "siren:later", later)) {
      // What is retained would come before this.
      assertThat(duty().post("/api/alerts/recipients/siren/test", "{}").status()).isEqualTo(202);
      assertThat(later.poll(60, TimeUnit.SECONDS).text()).contains("試験");
      assertThat(receiver.states().getFirst().received()).isEqualTo(1);
    }
  }

  private static List<String> states() {
    return duty().get("/api/outbox?limit=100").json().findValuesAsText("state");
  }

  private static JsonNode track(String device) {
    String path = "/api/tracks/%s/positions?from=%s&until=%s".formatted(device, ago(600), ago(-10));
    return town.as("planner").get(path).json().path("positions");
  }

  @Test
  void ownTracksIsKeptAsByHttpAndNobodySendsForOthersNorStopsThem() throws Exception {
    Address phone = own("phone-1");
    long time = ago(60).getEpochSecond();
    try (Publisher tracker = new Publisher(phone, "phone-1", 10, Flow.DEFAULT)) {
      publish(tracker, "owntracks/phone-1/android", POSITION.formatted(time));
      publish(tracker, "owntracks/phone-1/android", POSITION.formatted(time)); // again
      publish(tracker, "owntracks/phone-1/android", "{\"_type\":\"location\",");
      publish(tracker, "owntracks/phone-1/android", "no JSON at all");
      publish(tracker, "owntracks/phone-1/android", "{\"_type\":\"location\",\"lat\":\"x\"}");
      publish(tracker, "owntracks/phone-1/android", "{\"_type\":\"lwt\",\"tst\":1}");
      publish(tracker, "owntracks/phone-1/android", POSITION.formatted(time + 10));
      until("what can be read is kept", () -> track("phone-1").size() == 2);
      org.assertj.core.api.Assertions.assertThatThrownBy(
              () -> publish(tracker, "owntracks/plow-1/android", POSITION.formatted(time)))
          .isInstanceOf(ExecutionException.class);
    }
    Caller byHttp =
        town.visitor()
            .with("Authorization", "Bearer " + phone.login().orElseThrow().password().value());
    Answer again = byHttp.post("/gps/owntracks", POSITION.formatted(time + 10));
    assertThat(again.status()).as(again.text()).isEqualTo(200);
    assertThat(track("phone-1")).as("the same by HTTP is no other position").hasSize(2);
    JsonNode refused = town.as("planner").get("/api/tracks/phone-1/refused").json().path("refused");
    assertThat(refused.findValuesAsText("code")).containsExactly("no-position");
    assertThat(track("phone-1").get(0).path("speedMps").asDouble()).isBetween(4.4, 4.5);
    assertThat(town.as("planner").get("/api/tracks/plow-1").status()).isEqualTo(404);

    fillDevices();
    Address late = own("phone-2");
    try (Publisher tracker = new Publisher(late, "phone-2", 10, Flow.DEFAULT);
        Publisher known = new Publisher(phone, "phone-1", 10, Flow.DEFAULT)) {
      publish(tracker, "owntracks/phone-2/android", POSITION.formatted(time));
      publish(known, "owntracks/phone-1/android", POSITION.formatted(time + 20));
      until("those who are known go on", () -> track("phone-1").size() == 3);
      assertThat(town.as("planner").get("/api/tracks/phone-2").status()).isEqualTo(404);
    }
  }

  /** The town has as many devices as it may then. */
  private static void fillDevices() throws Exception {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + town.folder().resolve("operations.db"));
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA busy_timeout = 10000");
      statement.execute(
          "WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < %d) INSERT INTO track_device (municipality, name, id, title, vehicle, heard) SELECT '01585', 'x' || n, 1000 + n, '', '', 0 FROM t"
              .formatted(TrackStore.MOST_DEVICES - 1));
    }
  }
}
