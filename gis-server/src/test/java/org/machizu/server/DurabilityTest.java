package org.machizu.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is answered is on the disk, not only in the system's memory, which outlives a killed process
 * but no loss of power: the server's calls of the system, in their order, as strace sees them.
 */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class DurabilityTest {
  private static final String ITEMS = "/ogc/collections/durable/items";

  private static final int MANY = 3_000;

  @TempDir Path folder;
  private Path trace;
  private ServerProcess server;

  @BeforeEach
  void start() throws Exception {
    SystemCalls.assumeTraceable();
    trace = folder.resolve("trace");
    server =
        ServerProcess.start(
            ServerProcess.settings(folder.resolve("town")),
            folder.resolve("log"),
            SystemCalls.tracing(trace));
  }

  @AfterEach
  void stop() throws Exception {
    if (server != null) {
      server.close();
    }
  }

  @Test
  void anEditAndAnImportAreOnTheDiskBeforeTheyAreAnswered() throws Exception {
    Caller clerk = server.clerk();
    String one = RunningTown.collection(RunningTown.point("uploadmark", 141.82, 42.76));
    Answer upload = clerk.upload(Form.ofLayer("durable").file("a.geojson", one));
    assertThat(upload.status()).as(upload.text()).isEqualTo(202);
    assertThat(clerk.ended(upload.header("Location")).path("state").asText()).isEqualTo("done");

    Answer edit = clerk.post(ITEMS, RunningTown.point("editmark", 141.83, 42.77));
    assertThat(edit.status()).as(edit.text()).isEqualTo(201);
    server.stop();

    SystemCalls calls = SystemCalls.read(trace);
    // The publishing of an import is its line in the list of revisions.
    assertSynced(
        calls,
        "town\\.gpkg-wal",
        "uploadmark",
        "durable\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Zclerkimport",
        "\\\\\"state\\\\\":\\\\\"done\\\\\"");
    assertSynced(calls, "town\\.gpkg-wal", "editmark", "editmark", "HTTP/1\\.1 201 ");
  }

  @Test
  void positionsAreOnTheDiskBeforeTheyAreAnswered() throws Exception {
    Answer sent = server.clerk().post("/api/positions?device=plow-1", manyPositions());
    assertThat(sent.status()).as(sent.text()).isEqualTo(200);
    server.stop();

    assertSynced(
        SystemCalls.read(trace),
        "operations\\.db-wal",
        "positionmark",
        "positionmark",
        "\\\\\"accepted\\\\\":" + MANY);
  }

  /** A body that comes in several reads; the last of them has the mark. */
  static String manyPositions() {
    StringBuilder body = new StringBuilder("{\"positions\":[");
    for (int i = 0; i < MANY; i++) {
      body.append(
          "%s{\"time\":\"%s\",\"lon\":141.82,\"lat\":42.76,\"extra\":{\"note\":\"%s\"}}"
              .formatted(
                  i == 0 ? "" : ",",
                  Instant.parse("2026-01-31T18:00:00Z").plusSeconds(i),
                  i == MANY - 1 ? "positionmark" : ""));
    }
    return body.append("]}").toString();
  }

  /**
   * @param file the end of the file's name that it is written into
   * @param request text in the last bytes of the request
   * @param row what is written of it
   * @param answer text in the first bytes of the answer
   */
  private static void assertSynced(
      SystemCalls calls, String file, String request, String row, String answer) {
    int received = calls.find(0, "(read|recvfrom).*" + request);
    int written = calls.find(received, "pwrite64\\(\\d+<[^>]*/" + file + ">.*" + row);
    int synced = calls.findSynced(written, "/" + file);
    int answered = calls.find(received, "(write|writev|sendto)\\(\\d+<TCP.*" + answer);
    System.out.printf(
        "%s: call %d received, %d written, %d on the disk, %d answered%n",
        request, received, written, synced, answered);
    assertThat(synced).isBetween(written, answered);
  }
}
