package org.machizu.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

  @TempDir Path folder;
  private Path trace;
  private ServerProcess server;

  @BeforeEach
  void start() throws Exception {
    assumeTrue(canTrace(), "strace is not installed or not allowed here, test skipped");
    trace = folder.resolve("trace");
    server =
        ServerProcess.start(
            ServerProcess.settings(folder.resolve("town")),
            folder.resolve("log"),
            "strace",
            "-f",
            "--seccomp-bpf",
            "-yy",
            "-s",
            "70000",
            "-e",
            "trace=read,recvfrom,write,writev,sendto,pwrite64,fsync,fdatasync",
            "-e",
            "signal=none",
            "-o",
            trace.toString());
  }

  @AfterEach
  void stop() throws Exception {
    if (server != null) {
      server.close();
    }
  }

  private boolean canTrace() throws InterruptedException {
    try {
      return new ProcessBuilder("strace", "-f", "--seccomp-bpf", "-o", "/dev/null", "true")
              .start()
              .waitFor()
          == 0;
    } catch (IOException absent) {
      return false;
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

    List<String> calls = Files.readAllLines(trace, StandardCharsets.ISO_8859_1);
    // The publishing of an import is its line in the list of revisions.
    assertSynced(
        calls,
        "uploadmark",
        "durable\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Zclerkimport",
        "\\\\\"state\\\\\":\\\\\"done\\\\\"");
    assertSynced(calls, "editmark", "editmark", "HTTP/1\\.1 201 ");
  }

  /**
   * @param request text in the last bytes of the request
   * @param row what is written of it into the town's file
   * @param answer text in the first bytes of the answer
   */
  private static void assertSynced(List<String> calls, String request, String row, String answer) {
    int received = find(calls, 0, "(read|recvfrom).*" + request);
    int written = find(calls, received, "pwrite64\\(\\d+<[^>]*/town\\.gpkg-wal>.*" + row);
    int synced = findSynced(calls, written);
    int answered = find(calls, received, "(write|writev|sendto)\\(\\d+<TCP.*" + answer);
    System.out.printf(
        "%s: call %d received, %d written, %d on the disk, %d answered%n",
        request, received, written, synced, answered);
    assertThat(synced).isBetween(written, answered);
  }

  private static int find(List<String> calls, int from, String what) {
    Pattern pattern = Pattern.compile(what);
    for (int n = from; n < calls.size(); n++) {
      if (pattern.matcher(calls.get(n)).find()) {
        return n;
      }
    }
    throw new AssertionError("no call after " + from + " is like " + what);
  }

  /** Where the next sync of the journal ends well; another thread's call may lie between. */
  private static int findSynced(List<String> calls, int from) {
    String sync = "^(\\d+) +f(?:data)?sync\\(\\d+<[^>]*/town\\.gpkg-wal>";
    int begun = find(calls, from, sync);
    if (calls.get(begun).matches(".*\\) += 0$")) {
      return begun;
    }
    Matcher thread = Pattern.compile(sync).matcher(calls.get(begun));
    assertThat(thread.find()).isTrue();
    return find(
        calls, begun, "^" + thread.group(1) + " +<\\.\\.\\. f(?:data)?sync resumed>.* = 0$");
  }
}
