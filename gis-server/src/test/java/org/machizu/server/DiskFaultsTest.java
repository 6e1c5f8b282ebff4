package org.machizu.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
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
    return store.isEmpty() ? disk().resolve("town") : folder.resolve("town");
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
