package org.machizu.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.machizu.sensors.mqtt.Flow;
import org.machizu.sensors.mqtt.Mosquitto;
import org.machizu.sensors.mqtt.Publisher;
import org.machizu.sensors.mqtt.Relay;

/**
 * Readings go from a station through a Mosquitto to a server while the server is killed, the
 * network is cut, the broker is killed and the store is troubled. What the broker has acknowledged
 * to the station is kept once, and the alerts are those of a gauge whose readings came undisturbed.
 */
abstract class GaugeFaultsContract {
  /** Readings during each fault; a rise over a level and a fall below it take forty. */
  private static final int EACH = 120;

  private static final int GAP_S = 60;
  private static final int PERIOD = 40;

  @TempDir Path folder;

  /** All readings are of today and yesterday. */
  private final Instant began =
      Instant.now().truncatedTo(ChronoUnit.MINUTES).minus(20, ChronoUnit.HOURS);

  private final List<String> table = new ArrayList<>();
  private ServerProcess server;
  private Mosquitto broker;
  private Relay network;
  private volatile int sent;

  /** Where the town is kept, beside its folder. */
  abstract Map<String, String> environment();

  /** What the store's own fault is called; null when it has none of its own. */
  abstract String storeFault();

  /**
   * Troubles the store and mends it.
   *
   * @param meanwhile to be done while it is in trouble
   */
  abstract void troubleStore(Trial meanwhile) throws Exception;

  /** Something that may fail. */
  interface Trial {
    void run() throws Exception;
  }

  @Test
  @Timeout(value = 20, unit = TimeUnit.MINUTES)
  void whatIsAcknowledgedIsKeptOnceWhateverFails() throws Exception {
    assumeTrue(
        Mosquitto.isHere(), "Mosquitto is not here, test skipped; apt-get install mosquitto");
    broker = new Mosquitto(folder.resolve("broker"));
    broker.start();
    network = new Relay(broker.port());
    try {
      server = startServer();
      makeGauges(server.clerk());
      awaitConnected();
      during("nothing", () -> {});
      during("server killed (KILL)", this::killServer);
      during("network cut", () -> network.cut());
      during("network silent for a while, then cut", this::silence);
      during("broker killed (KILL) after it has saved", this::killBroker);
      if (storeFault() != null) {
        during(storeFault(), () -> troubleStore(() -> publish(EACH / 4)));
      }
      assertAlertsAsUndisturbed(server.clerk());
      server.stop();
    } finally {
      if (server != null) {
        server.close();
      }
      network.close();
      broker.close();
    }
    System.out.println("| fault | acknowledged to the station | kept | lost | twice |");
    System.out.println("|---|---|---|---|---|");
    table.forEach(System.out::println);
  }

  private ServerProcess startServer() throws Exception {
    Path sources = folder.resolve("sources.yaml");
    Files.writeString(
        sources,
        """
        brokers:
          - name: main
            uri: mqtt://localhost:%d
            user: server
            password: server-pw
            clientId: machizu-faults
            topics:
              - filter: gauges/+/level
        """
            .formatted(network.port()));
    Map<String, String> environment = ServerProcess.settings(folder.resolve("town"));
    environment.put("MACHIZU_GAUGES_SOURCES", sources.toString());
    environment.putAll(environment());
    return ServerProcess.start(environment, folder.resolve("log"));
  }

  private static void makeGauges(Caller clerk) {
    JsonNode job =
        clerk.imported(
            Form.ofLayer("gauges")
                .file("a.geojson", RunningTown.collection(gauge("G01"), gauge("G02"))));
    assertThat(job.path("state").asText()).as(job.toString()).isEqualTo("done");
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

  /**
   * The station sends; in the middle the fault happens; then all that was acknowledged is there.
   */
  private void during(String fault, Trial trial) throws Exception {
    publish(EACH / 2);
    trial.run();
    publish(EACH / 2);
    List<JsonNode> kept = awaitKept(sent);
    long different = kept.stream().map(reading -> reading.path("time").asText()).distinct().count();
    table.add(
        "| %s | %d | %d | %d | %d |"
            .formatted(fault, sent, different, sent - different, kept.size() - different));
    assertThat(kept).as(fault).hasSize(sent);
    assertThat(different).as(fault).isEqualTo(sent);
    assertThat(kept.stream().map(reading -> reading.path("metres").asDouble()))
        .as(fault)
        .containsExactlyElementsOf(levels(sent));
  }

  private static List<Double> levels(int count) {
    List<Double> levels = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      levels.add(level(i));
    }
    return levels;
  }

  /** Up over two levels and down again, no step a jump. */
  private static double level(int number) {
    int at = number % PERIOD;
    int step = at < PERIOD / 2 ? at : PERIOD - at;
    return (50 + step * 10 + number % 7) / 100.0;
  }

  private String message(int number) {
    return String.format(
        Locale.ROOT,
        "{\"time\":\"%s\",\"level\":%s}",
        began.plusSeconds((long) number * GAP_S),
        level(number));
  }

  /** Each is sent until the broker has acknowledged it. */
  private void publish(int count) throws Exception {
    try (Publisher station = new Publisher(broker.address("server"), "station", 10, Flow.DEFAULT)) {
      for (int end = sent + count; sent < end; sent++) {
        byte[] bytes = message(sent).getBytes(StandardCharsets.UTF_8);
        while (!isTaken(station, bytes)) {
          LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
        }
      }
    }
  }

  private static boolean isTaken(Publisher station, byte[] bytes) throws InterruptedException {
    try {
      station.publish("gauges/G01/level", bytes, false).get(30, TimeUnit.SECONDS);
      return true;
    } catch (ExecutionException | TimeoutException e) {
      return false;
    }
  }

  private void killServer() throws Exception {
    int before = sent;
    Thread station = Thread.ofPlatform().start(() -> publishQuietly(EACH / 4));
    Caller clerk = server.clerk();
    while (kept(clerk).size() <= before) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
    server.kill();
    station.join();
    publish(EACH / 4); // while no server is there
    server = startServer();
    awaitConnected();
  }

  private void publishQuietly(int count) {
    try {
      publish(count);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private void silence() throws Exception {
    network.stall(true);
    publish(EACH / 4);
    network.cut();
    network.stall(false);
  }

  private void killBroker() throws Exception {
    broker.settle();
    broker.kill();
    broker.start();
  }

  private void awaitConnected() {
    Caller clerk = server.clerk();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    Answer answer = clerk.get("/api/gauges/sources");
    while (!answer.json().path("lines").path(0).path("connected").asBoolean()) {
      assertThat(System.nanoTime()).as("connected: %s", answer.text()).isLessThan(end);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
      answer = clerk.get("/api/gauges/sources");
    }
  }

  private List<JsonNode> awaitKept(int wanted) {
    Caller clerk = server.clerk();
    List<JsonNode> kept = kept(clerk);
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
    while (kept.size() < wanted) {
      assertThat(System.nanoTime()).as("%d of %d are kept", kept.size(), wanted).isLessThan(end);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
      kept = kept(clerk);
    }
    return kept;
  }

  private static List<JsonNode> kept(Caller clerk) {
    Answer answer = clerk.get("/api/gauges/G01/readings?all=true&limit=2000");
    List<JsonNode> kept = new ArrayList<>();
    if (answer.status() == 200) {
      answer.json().path("readings").forEach(kept::add);
    }
    return kept;
  }

  /** Another gauge gets the same readings in order, while nothing fails. */
  private void assertAlertsAsUndisturbed(Caller clerk) throws Exception {
    try (Publisher station = new Publisher(broker.address("server"), "other", 10, Flow.DEFAULT)) {
      for (int n = 0; n < sent; n++) {
        byte[] bytes = message(n).getBytes(StandardCharsets.UTF_8);
        station.publish("gauges/G02/level", bytes, false).get(30, TimeUnit.SECONDS);
      }
    }
    while (clerk.get("/api/gauges/G02/readings?all=true&limit=2000").json().path("readings").size()
        < sent) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
    }
    List<String> disturbed = alerts(clerk, "G01");
    assertThat(disturbed).hasSizeGreaterThan(10);
    assertThat(disturbed).containsExactlyElementsOf(alerts(clerk, "G02"));
  }

  private static List<String> alerts(Caller clerk, String gauge) {
    List<String> found = new ArrayList<>();
    for (JsonNode alert :
        clerk.get("/api/alerts?limit=1000&gauge=" + gauge).json().path("alerts")) {
      if (alert.path("kind").asText().equals("level")) {
        found.add(
            "%s %s %s %s %s"
                .formatted(
                    alert.path("level").asText(),
                    alert.path("raised").asText(),
                    alert.path("cleared").asText(),
                    alert.path("peakM").asText(),
                    alert.path("status").asText()));
      }
    }
    found.sort(null);
    return found;
  }
}
