package org.machizu.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server that is killed, or stopped, in the middle of its jobs: whoever serves the town next ends
 * them, each once. Real processes, over HTTP.
 */
@Timeout(value = 20, unit = TimeUnit.MINUTES)
abstract class TakeOverContract {
  @TempDir Path folder;
  private Path rows;

  /** So many rows that each job takes some seconds, while another server starts. */
  abstract int many();

  private int undone() {
    return many() / 4;
  }

  /** What makes a server serve the store on trial, beside {@link ServerProcess#settings}. */
  abstract Map<String, String> environment();

  /**
   * Lets another server serve the town in the place of one, which is stopped (SIGSTOP) and then
   * killed.
   */
  abstract ServerProcess killAndReplace(ServerProcess frozen) throws Exception;

  /** As {@link #killAndReplace}, by TERM: as in a rolling upgrade, or a restart. */
  abstract ServerProcess stopAndReplace(ServerProcess running) throws Exception;

  /** How many lines of the audit log tell of this. */
  abstract long lines(String action, String layer) throws Exception;

  /** How many uploads are kept. */
  abstract long uploads() throws Exception;

  @BeforeEach
  void write() throws Exception {
    rows = write("rows.csv", "row", many());
  }

  private Path write(String file, String name, int count) throws Exception {
    List<String> lines = new ArrayList<>(List.of("name,lat,lon"));
    for (int n = 0; n < count; n++) {
      lines.add(name + n + ",42.8,141.8");
    }
    lines.add("nowhere,north,141.8");
    return Files.write(folder.resolve(file), lines);
  }

  final ServerProcess start(String name) throws Exception {
    Map<String, String> environment =
        new LinkedHashMap<>(ServerProcess.settings(folder.resolve(name)));
    environment.put("MACHIZU_JOBS_THREADS", "3");
    environment.put("MACHIZU_JOBS_TAKE_OVER_SECONDS", "10");
    environment.putAll(environment());
    return ServerProcess.start(environment, folder.resolve(name + ".log"));
  }

  static void signal(ServerProcess server, String signal) throws Exception {
    int code =
        new ProcessBuilder("kill", "-" + signal, String.valueOf(server.pid())).start().waitFor();
    assertThat(code).isZero();
  }

  private static long newest(Caller clerk, String layer) {
    return clerk
        .get("/api/layers/" + layer + "/history?limit=1")
        .json()
        .at("/changes/0/revision")
        .asLong();
  }

  /** All features, by way of an export: lists do not count so far. */
  private static long count(Caller clerk, String layer) {
    String job =
        begun(clerk.post("/api/exports", "{\"layer\":\"" + layer + "\",\"format\":\"csv\"}"));
    return done(clerk.ended(job)).path("features").asLong();
  }

  private static String begun(Answer answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(202);
    return answer.header("Location");
  }

  /** An import that makes a layer, an undo and an export, and all three under way. */
  private Map<String, String> underWay(ServerProcess server) throws Exception {
    Caller clerk = server.clerk();
    done(clerk.imported(Form.ofLayer("present").file(rows)));
    done(clerk.imported(Form.ofLayer("mended").file(write("right.csv", "right", undone()))));
    done(clerk.imported(Form.ofLayer("mended").file(write("wrong.csv", "wrong", undone()))));
    long wrong = newest(clerk, "mended");

    Map<String, String> jobs = new LinkedHashMap<>();
    jobs.put("import", begun(clerk.upload(Form.ofLayer("fresh").file(rows))));
    jobs.put(
        "export",
        begun(clerk.post("/api/exports", "{\"layer\":\"present\",\"format\":\"geojson\"}")));
    jobs.put("undo", begun(clerk.post("/api/layers/mended/undo", "{\"revision\":" + wrong + "}")));
    for (String job : jobs.values()) {
      while (clerk.get(job).json().path("state").asText().equals("queued")) {
        LockSupport.parkNanos(1_000_000);
      }
    }
    return jobs;
  }

  /** A large import that makes the layer {@code fresh}, under way. */
  final String beginImport(ServerProcess server) {
    Caller clerk = server.clerk();
    String job = begun(clerk.upload(Form.ofLayer("fresh").file(rows)));
    while (clerk.get(job).json().path("progress").asDouble() < 0.1) {
      LockSupport.parkNanos(1_000_000);
    }
    return job;
  }

  private static JsonNode done(JsonNode job) {
    assertThat(job.path("state").asText()).as(job.toString()).isEqualTo("done");
    return job.path("result");
  }

  private static void assertUnfinished(Caller clerk, Map<String, String> jobs) {
    Map<String, String> states = new HashMap<>();
    jobs.forEach((kind, job) -> states.put(kind, clerk.get(job).json().path("state").asText()));
    assertThat(states.values()).as(states.toString()).doesNotContain("failed", "cancelled");
    // A fast machine may have ended one of them; the other ones are to be gone on with.
    assertThat(states.values()).as(states.toString()).containsAnyOf("running", "queued");
  }

  private void assertEachEndsOnce(ServerProcess server, Map<String, String> jobs) throws Exception {
    Caller clerk = server.clerk();
    Map<String, JsonNode> results = new HashMap<>();
    jobs.forEach((kind, job) -> results.put(kind, done(clerk.ended(job))));

    JsonNode imported = results.get("import");
    assertThat(imported.path("imported").asInt()).isEqualTo(many());
    assertThat(imported.path("rejected").asInt()).isEqualTo(1);
    assertThat(imported.path("newLayer").asBoolean()).isTrue();
    assertThat(imported.path("revision").asLong()).isEqualTo(newest(clerk, "fresh"));
    assertThat(count(clerk, "fresh")).isEqualTo(many());
    assertThat(lines("IMPORTED", "fresh")).isEqualTo(1);

    JsonNode undone = results.get("undo");
    assertThat(undone.path("count").asInt()).isEqualTo(2 * undone());
    assertThat(undone.path("revision").asLong()).isEqualTo(newest(clerk, "mended"));
    assertThat(count(clerk, "mended")).isEqualTo(undone());
    assertThat(clerk.get("/ogc/collections/mended/items?limit=1").text()).contains("right");
    assertThat(lines("UNDONE", "mended")).isEqualTo(1);

    Answer file = clerk.get(jobs.get("export") + "/file");
    assertThat(file.status()).as(file.text()).isEqualTo(200);
    assertThat(file.json().path("features")).hasSize(many());
    assertThat(lines("EXPORTED", "present")).isEqualTo(1);
    assertThat(uploads()).as("uploads that are still kept").isZero();
  }

  @Test
  void theJobsOfAKilledServerAreGoneOnWith() throws Exception {
    try (ServerProcess first = start("first")) {
      Map<String, String> jobs = underWay(first);
      signal(first, "STOP"); // in the middle of them, and for as long as another needs to start
      try (ServerProcess second = killAndReplace(first)) {
        assertUnfinished(second.clerk(), jobs);
        assertEachEndsOnce(second, jobs);
      }
    }
  }

  @Test
  void theJobsOfAStoppingServerAreGoneOnWithAtOnce() throws Exception {
    try (ServerProcess first = start("first")) {
      Map<String, String> jobs = underWay(first);
      long begun = System.nanoTime();
      try (ServerProcess second = stopAndReplace(first)) {
        assertEachEndsOnce(second, jobs);
        System.out.printf(
            "stopped in the middle of three jobs, which another ended after %d ms in all%n",
            (System.nanoTime() - begun) / 1_000_000);
      }
    }
  }
}
