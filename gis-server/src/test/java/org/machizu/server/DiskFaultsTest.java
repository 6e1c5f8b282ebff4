package org.machizu.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.machizu.sensors.mqtt.Flow;
import org.machizu.sensors.mqtt.Mosquitto;
import org.machizu.sensors.mqtt.Publisher;
import org.machizu.store.postgis.Address;
import org.machizu.store.postgis.Cluster;

/**
 * A real server on a disk that is full, fails, or takes no writes: 503 with what to do, nothing
 * lost, and all goes on by itself when the fault ends.
 */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class DiskFaultsTest {
  private static final String ITEMS = "/ogc/collections/places/items";
  private static final int MOST_TRIES = 20_000;

  @TempDir Path folder;
  private boolean mounted;

  /** Where the town lies besides its data folder. */
  private Map<String, String> store = Map.of();

  private final Instant first = Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(40_000);

  /** Names of features that were answered with 201. */
  private final Set<String> answered = new HashSet<>();

  @AfterEach
  void unmount() throws Exception {
    if (mounted) {
      assertThat(run("umount", disk().toString())).isZero();
    }
  }

  @Test
  void aFullDiskIsToldAndAllGoesOnWhenThereIsRoomAgain() throws Exception {
    mount("size=48m");
    try (ServerProcess server = start()) {
      Caller clerk = server.clerk();
      importPlaces(clerk, "places");
      assertThat(clerk.get("/health").status()).isEqualTo(200);
      fill();

      Answer refused = addUntilRefused(clerk);
      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.code()).isEqualTo("store-full");
      assertThat(refused.json().path("advice").asText()).contains("make room");
      assertThat(refused.text()).as("nothing of the inside is told").doesNotContain("SQLITE", "/");
      Answer japanese = addUntilRefused(clerk.with("Accept-Language", "ja"));
      assertThat(japanese.json().path("title").asText()).isEqualTo("サーバーのディスクがいっぱいです");
      assertThat(clerk.get(ITEMS).status()).as("reads go on").isEqualTo(200);
      Answer health = server.visitor().get("/health");
      assertThat(health.status()).isEqualTo(503);
      assertThat(health.code()).isEqualTo("store-full");
      assertImportIsRefused(clerk);
      Path backup = folder.resolve("backup");
      Call.Outcome noBackup = command("backup", backup.toString());
      assertThat(noBackup.code()).as(noBackup.err()).isEqualTo(2);
      assertThat(backup).doesNotExist();
      assertAllAnsweredAreThereOnce(clerk);

      Files.delete(disk().resolve("filler"));
      awaitHealthy(server);
      assertAllGoesOn(clerk);
      awaitFound(clerk, "after");
      server.stop();
    }
    assertSoundAfterRestart();
  }

  /**
   * The disk of the tables; its write-ahead log has another. A full disk of the log stops
   * PostgreSQL, as it always does.
   */
  @Test
  void aFullDiskOfTheDatabaseIsToldAndAllGoesOnWhenThereIsRoomAgain() throws Exception {
    mount("size=64m");
    Cluster cluster = Cluster.start("off");
    cluster.prepare();
    Address address = cluster.newDatabase(disk());
    store = Map.of("MACHIZU_DB_URL", address.url(), "MACHIZU_DB_USER", address.user());
    try (ServerProcess server = start()) {
      Caller clerk = server.clerk();
      importPlaces(clerk, "places");
      fill();

      Answer refused = addUntilRefused(clerk);
      assertThat(refused.status()).as(refused.text()).isEqualTo(503);
      assertThat(refused.code()).isEqualTo("store-full");
      assertThat(refused.text()).as("nothing of the inside is told").doesNotContain("ERROR", "pg_");
      assertThat(clerk.get(ITEMS).status()).as("reads go on").isEqualTo(200);
      assertImportIsRefused(clerk);
      assertAllAnsweredAreThereOnce(clerk);

      Files.delete(disk().resolve("filler"));
      assertAllGoesOn(clerk);
      awaitFound(clerk, "after");
      server.stop();
    }
    assertSoundAfterRestart();
    cluster.drop(address); // before its disk is taken away
  }

  /** Each write fails with EFBIG then, in the same place as a broken disk's EIO or EROFS. */
  @Test
  void aFailingDiskIsToldAndAllGoesOnWhenItWorksAgain() throws Exception {
    Files.createDirectories(disk());
    try (ServerProcess server = start()) {
      Caller clerk = server.clerk();
      importPlaces(clerk, "places");
      add(clerk, "before");
      limitFiles(server, "0:unlimited");

      Answer refused = addUntilRefused(clerk);
      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.code()).isEqualTo("store-unavailable");
      assertThat(clerk.get(ITEMS).status()).as("reads go on").isEqualTo(200);
      Answer health = clerk.get("/health");
      assertThat(health.status()).isEqualTo(503);
      assertThat(health.code()).isEqualTo("store-unavailable");
      assertAllAnsweredAreThereOnce(clerk);

      limitFiles(server, "unlimited:unlimited");
      awaitHealthy(server);
      assertAllGoesOn(clerk);
      server.stop();
    }
    assertSoundAfterRestart();
  }

  @Test
  void aReadOnlyDiskIsToldAtTheStartAndHarmsNothing() throws Exception {
    mount("size=48m");
    try (ServerProcess server = start()) {
      Caller clerk = server.clerk();
      importPlaces(clerk, "places");
      add(clerk, "before");
      server.stop();
    }
    assertThat(run("mount", "-o", "remount,ro", disk().toString())).isZero();

    Call.Outcome outcome = command("serve");
    assertThat(outcome.code()).as(outcome.err()).isEqualTo(2);
    assertThat(outcome.err()).contains("machizu serve:", "disk").doesNotContain("\tat ");

    assertThat(run("mount", "-o", "remount,rw", disk().toString())).isZero();
    assertSoundAfterRestart();
  }

  /** The broker of the town has another disk; that of the server has too little room as well. */
  @Test
  void readingsWaitAtTheBrokerWhileTheDiskIsFullAndNoneIsLostNorTakenTwice() throws Exception {
    assumeTrue(
        Mosquitto.isHere(), "Mosquitto is not here, test skipped; apt-get install mosquitto");
    mount("size=48m");
    try (Mosquitto broker = new Mosquitto(folder.resolve("broker"))) {
      broker.start();
      store =
          Map.of("MACHIZU_GAUGES_SOURCES", sources(broker).toString(), "MACHIZU_MQTT_PORT", "0");
      try (ServerProcess server = start();
          Publisher station =
              new Publisher(broker.address("server"), "station", 100, Flow.DEFAULT)) {
        Caller clerk = server.clerk();
        importGauge(clerk);
        int sent = publish(station, 0, 200);
        awaitReadings(clerk, sent);
        fill();
        while (line(clerk, "main").path("retries").asInt() == 0) {
          assertThat(sent).as("readings until the disk is full").isLessThan(MOST_TRIES);
          sent = publish(station, sent, 200);
        }
        sent = publish(station, sent, 200);

        assertThat(line(clerk, "main").path("trouble").path("text").asText())
            .startsWith("messages cannot be kept at present");
        assertThat(line(clerk, "own").path("trouble").path("text").asText())
            .contains("the disk of the server's own broker");
        int kept = readings(clerk, sent);
        assertThat(kept).as("of %d readings", sent).isLessThan(sent);
        assertThat(line(clerk, "main").path("committed").asInt())
            .as("nothing is acknowledged that is not kept")
            .isLessThanOrEqualTo(kept);

        Files.delete(disk().resolve("filler"));
        awaitReadings(clerk, sent);
        sent = publish(station, sent, 200);
        awaitReadings(clerk, sent);
        server.stop();
      }
    }
  }

  private Path sources(Mosquitto broker) throws IOException {
    return Files.writeString(
        folder.resolve("sources.yaml"),
        """
        brokers:
          - name: main
            uri: mqtt://localhost:%d
            user: server
            password: server-pw
            topics:
              - filter: gauges/+/level
        """
            .formatted(broker.port()));
  }

  private static void importGauge(Caller clerk) {
    String gauge =
        """
        {"type":"Feature","geometry":{"type":"Point","coordinates":[141.82,42.76]},"properties":{
         "観測所番号":"G01","名称":"東和","種別":"水位計","水防団待機水位_m":1.0,"送信間隔_分":10}}
        """;
    JsonNode job =
        clerk.imported(
            Form.ofLayer("gauges").file("gauges.geojson", RunningTown.collection(gauge)));
    assertThat(job.path("state").asText()).as(job.toString()).isEqualTo("done");
  }

  /** Readings of the last hours, one each second; returns how many there are then. */
  private int publish(Publisher station, int from, int count) {
    List<CompletableFuture<Void>> all = new ArrayList<>();
    for (int n = from; n < from + count; n++) {
      String message = "{\"time\":\"%s\",\"level\":0.5}".formatted(first.plusSeconds(n));
      all.add(station.publish("gauges/G01/level", message.getBytes(StandardCharsets.UTF_8), false));
    }
    all.forEach(CompletableFuture::join);
    return from + count;
  }

  private static JsonNode line(Caller clerk, String broker) {
    for (JsonNode line : clerk.get("/api/gauges/sources").json().path("lines")) {
      if (line.path("broker").asText().equals(broker)) {
        return line;
      }
    }
    throw new AssertionError("no line to " + broker);
  }

  /** How many are kept, each once. */
  private static int readings(Caller clerk, int most) {
    Answer answer = clerk.get("/api/gauges/G01/readings?all=true&limit=20000");
    List<String> times = answer.json().path("readings").findValuesAsText("time");
    assertThat(times).as(answer.text()).doesNotHaveDuplicates().hasSizeLessThanOrEqualTo(most);
    return times.size();
  }

  private static void awaitReadings(Caller clerk, int wanted) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (readings(clerk, wanted) < wanted) {
      assertThat(System.nanoTime()).as("%d readings are kept", wanted).isLessThan(end);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
  }

  private void mount(String options) throws Exception {
    Files.createDirectories(disk());
    int code = run("mount", "-t", "tmpfs", "-o", options, "tmpfs", disk().toString());
    assumeTrue(code == 0, "mounting a small disk is not allowed here, test skipped");
    mounted = true;
  }

  private Path disk() {
    return folder.resolve("disk");
  }

  private Path town() {
    return !store.containsKey("MACHIZU_DB_URL") ? disk().resolve("town") : folder.resolve("town");
  }

  private Map<String, String> settings() {
    Map<String, String> settings = ServerProcess.settings(town());
    settings.putAll(store);
    return settings;
  }

  private ServerProcess start() throws IOException {
    return ServerProcess.start(settings(), folder.resolve("log"));
  }

  private Call.Outcome command(String... arguments) throws InterruptedException {
    return new Call(settings(), "", arguments).end();
  }

  private static int run(String... command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getInputStream().readAllBytes();
    return process.waitFor();
  }

  private static void limitFiles(ServerProcess server, String limit) throws Exception {
    int code = run("prlimit", "--pid", Long.toString(server.pid()), "--fsize=" + limit);
    assumeTrue(code == 0, "prlimit cannot limit another process here, test skipped");
  }

  private void fill() throws IOException {
    byte[] chunk = new byte[4096];
    try (OutputStream filler = Files.newOutputStream(disk().resolve("filler"))) {
      while (true) {
        filler.write(chunk);
      }
    } catch (IOException full) {
      assertThat(Files.getFileStore(disk()).getUsableSpace()).isLessThan(4096);
    }
  }

  private static void importPlaces(Caller clerk, String layer) {
    JsonNode job = clerk.imported(form(layer));
    assertThat(job.path("state").asText()).as(job.toString()).isEqualTo("done");
  }

  private static Form form(String layer) {
    String one = RunningTown.collection(RunningTown.point("first", 141.82, 42.76));
    return Form.ofLayer(layer).file("a.geojson", one.getBytes(StandardCharsets.UTF_8));
  }

  private Answer add(Caller clerk, String name) {
    Answer answer = clerk.post(ITEMS, RunningTown.point(name, 141.82, 42.76));
    if (answer.status() == 201) {
      answered.add(name);
    }
    return answer;
  }

  /** There is some room within the journal; it is used up sooner or later. */
  private Answer addUntilRefused(Caller clerk) {
    for (int n = 0; n < MOST_TRIES; n++) {
      Answer answer = add(clerk, "n" + answered.size());
      if (answer.status() != 201) {
        return answer;
      }
    }
    throw new AssertionError("the disk was never full");
  }

  private static void assertImportIsRefused(Caller clerk) {
    Answer upload = clerk.upload(form("more"));
    if (upload.status() == 202) {
      JsonNode job = clerk.ended(upload.header("Location"));
      assertThat(job.path("state").asText()).isEqualTo("failed");
      assertThat(job.path("result").path("code").asText()).isEqualTo("store-full");
    } else {
      assertThat(upload.status()).as(upload.text()).isEqualTo(503);
      assertThat(upload.code()).isEqualTo("store-full");
    }
  }

  private static void awaitHealthy(ServerProcess server) {
    Answer health = server.visitor().get("/health");
    for (int n = 0; health.status() != 200 && n < 100; n++) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
      health = server.visitor().get("/health");
    }
    assertThat(health.status()).as(health.text()).isEqualTo(200);
  }

  private void assertAllGoesOn(Caller clerk) {
    Answer answer = add(clerk, "after");
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    importPlaces(clerk, "more");
    assertAllAnsweredAreThereOnce(clerk);
  }

  private static void awaitFound(Caller clerk, String name) {
    String hits = "";
    for (int n = 0; !hits.contains("places") && n < 300; n++) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
      hits = clerk.get("/api/search?q=" + name).text();
    }
    assertThat(hits).as("search has caught up by itself").contains("places");
  }

  private void assertAllAnsweredAreThereOnce(Caller clerk) {
    Set<String> found = new HashSet<>();
    for (JsonNode item : clerk.all(ITEMS)) {
      String name = item.path("properties").path("name").asText();
      assertThat(found.add(name)).as("%s is there twice", name).isTrue();
    }
    assertThat(found.remove("first")).isTrue();
    assertThat(found).isEqualTo(answered);
  }

  private void assertSoundAfterRestart() throws Exception {
    Call.Outcome audit = command("audit", "verify");
    assertThat(audit.code()).as(audit.out() + audit.err()).isZero();
    Path backup = folder.resolve("sound");
    Call.Outcome whole = command("backup", backup.toString(), "--verify");
    assertThat(whole.code()).as("SQLite's integrity check: %s", whole.err()).isZero();
    try (ServerProcess server = start()) {
      assertAllAnsweredAreThereOnce(server.clerk());
      assertThat(add(server.clerk(), "after the restart").status()).isEqualTo(201);
      server.stop();
    }
  }
}
