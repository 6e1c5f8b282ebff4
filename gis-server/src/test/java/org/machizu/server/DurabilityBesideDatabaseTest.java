package org.machizu.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.machizu.store.postgis.Address;
import org.machizu.store.postgis.Cluster;

/**
 * As {@link DurabilityTest}, of a server with its town in a database: between the last byte of a
 * request and the first of its answer PostgreSQL has its write-ahead log on the disk. Both are seen
 * by one strace, so that their calls stand in one order.
 */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class DurabilityBesideDatabaseTest {
  /** Also when another's call lies between its begin and its end. */
  private static final String RECEIVED = "recvfrom(\\(| resumed>).*";

  @TempDir Path folder;
  private Cluster cluster;
  private Map<String, String> settings;

  @BeforeEach
  void start() throws Exception {
    SystemCalls.assumeTraceable();
    cluster = Cluster.start("on");
    cluster.prepare();
    Address address = cluster.newDatabase();
    settings = ServerProcess.settings(folder.resolve("data"));
    // Each statement is sent in full, so that it can be found.
    settings.put("MACHIZU_DB_URL", address.url() + "?prepareThreshold=0");
    settings.put("MACHIZU_DB_USER", address.user());
  }

  @Test
  void anEditAndAnImportAreOnTheDiskBeforeTheyAreAnswered() throws Exception {
    Path trace = folder.resolve("trace");
    try (ServerProcess server = ServerProcess.start(settings, folder.resolve("log"))) {
      Caller clerk = server.clerk();
      Process strace = attachToAll(server, trace);

      String one = RunningTown.collection(RunningTown.point("uploadmark", 141.82, 42.76));
      Answer upload = clerk.upload(Form.ofLayer("durable").file("a.geojson", one));
      assertThat(upload.status()).as(upload.text()).isEqualTo(202);
      assertThat(clerk.ended(upload.header("Location")).path("state").asText()).isEqualTo("done");
      Answer edit =
          clerk.post(
              "/ogc/collections/durable/items", RunningTown.point("editmark", 141.83, 42.77));
      assertThat(edit.status()).as(edit.text()).isEqualTo(201);
      strace.destroy();
      assertThat(strace.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }

    SystemCalls calls = SystemCalls.read(trace);
    assertSynced(calls, "uploadmark", "'past', end_revision", "\\\\\"state\\\\\":\\\\\"done");
    assertSynced(calls, "editmark", "editmark", "HTTP/1\\.1 201 ");
  }

  @Test
  void positionsAreOnTheDiskBeforeTheyAreAnswered() throws Exception {
    Path trace = folder.resolve("trace");
    try (ServerProcess server = ServerProcess.start(settings, folder.resolve("log"))) {
      Caller clerk = server.clerk();
      Process strace = attachToAll(server, trace);
      Answer sent = clerk.post("/api/positions?device=plow-1", DurabilityTest.manyPositions());
      assertThat(sent.status()).as(sent.text()).isEqualTo(200);
      strace.destroy();
      assertThat(strace.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }
    assertSynced(
        SystemCalls.read(trace), "positionmark", "positionmark", "\\\\\"accepted\\\\\":3000");
  }

  /**
   * Attaches strace to the server, to PostgreSQL and to each of its processes. One that was born
   * while strace was still attaching to the others may have been missed: then once more.
   */
  private Process attachToAll(ServerProcess server, Path trace) throws Exception {
    for (int n = 0; n < 10; n++) {
      List<Long> processes = new ArrayList<>(List.of(server.pid()));
      processes.addAll(database());
      Process strace = SystemCalls.attach(trace, processes);
      awaitTraced(server, trace);
      if (database().stream().allMatch(SystemCalls::isTraced)) {
        return strace;
      }
      strace.destroy();
      assertThat(strace.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }
    throw new AssertionError("PostgreSQL began new processes each time that strace attached");
  }

  /** PostgreSQL and its processes, those of the connections among them. */
  private List<Long> database() throws IOException {
    long postmaster = cluster.postmaster();
    List<Long> all = new ArrayList<>(List.of(postmaster));
    ProcessHandle.of(postmaster)
        .orElseThrow()
        .children()
        .forEach(backend -> all.add(backend.pid()));
    return all;
  }

  /** A question whose answer can be found in the trace is asked until it is. */
  private static void awaitTraced(ServerProcess server, Path trace) throws Exception {
    for (int n = 0; ; n++) {
      Answer unused = server.visitor().get("/health?" + n);
      if (Files.exists(trace)
          && Files.readString(trace, StandardCharsets.ISO_8859_1).contains("GET /health?" + n)) {
        return;
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
  }

  /**
   * @param request text in the last bytes of the request
   * @param statement what the transaction of the change tells the database
   * @param answer text in the first bytes of the answer
   */
  private static void assertSynced(
      SystemCalls calls, String request, String statement, String answer) {
    int received = calls.find(0, "(read|recvfrom)(\\(| resumed>).*" + request);
    int answered = calls.find(received, "(write|writev|sendto)\\(\\d+<TCP.*" + answer);
    int told = calls.find(received, RECEIVED + statement);
    int commit = calls.find(told, "^" + calls.thread(told) + " .*" + RECEIVED + "COMMIT");
    int synced = calls.findSynced(commit, "/pg_wal/[0-9A-F]+");
    System.out.printf(
        "%s: call %d received, %d told the database, %d to be committed, %d on the disk, %d answered%n",
        request, received, told, commit, synced, answered);
    assertThat(synced).isBetween(commit, answered);
  }
}
