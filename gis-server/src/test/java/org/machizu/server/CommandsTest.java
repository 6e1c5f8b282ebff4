package org.machizu.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The commands as a person calls them, on a real data folder, with and without a server. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class CommandsTest {
  private static final String TWO_GOOD_ONE_BAD =
      """
      {"type":"FeatureCollection","features":[
      {"type":"Feature","properties":{"name":"役場"},"geometry":{"type":"Point","coordinates":[141.82,42.76]}},
      {"type":"Feature","properties":{"name":"駅"},"geometry":{"type":"Point","coordinates":[141.83,42.77]}},
      {"type":"Feature","properties":{"name":"海"},"geometry":{"type":"Point","coordinates":[1000,2000]}}]}
      """;

  @TempDir Path folder;
  private Path town;
  private Path places;

  /** What a command said and gave back. */
  private record Outcome(int code, String out, String err) {
    String lastLine() {
      List<String> lines = out.lines().toList();
      return lines.isEmpty() ? "" : lines.getLast();
    }
  }

  /** A command under way in a thread of this process. */
  private final class Call {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Stop stop = new Stop();
    private final Thread thread;
    private volatile int code = -1;

    Call(Map<String, String> environment, String input, String... arguments) {
      Surroundings around =
          new Surroundings(
              environment,
              new BufferedReader(new StringReader(input)),
              new PrintStream(out, true, StandardCharsets.UTF_8),
              new PrintStream(err, true, StandardCharsets.UTF_8),
              false,
              stop,
              new TownPrograms());
      thread = Thread.ofPlatform().start(() -> code = Commands.run(around, arguments));
    }

    void awaitReady() throws InterruptedException {
      while (!out.toString(StandardCharsets.UTF_8).contains("ready http://localhost:")) {
        assertThat(thread.isAlive()).as(err.toString(StandardCharsets.UTF_8)).isTrue();
        Thread.sleep(20);
      }
    }

    Outcome end() throws InterruptedException {
      thread.join();
      return new Outcome(
          code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    Outcome stop() throws InterruptedException {
      stop.request();
      return end();
    }
  }

  @BeforeEach
  void writeAFile() throws Exception {
    town = folder.resolve("town");
    places = Files.writeString(folder.resolve("場所.geojson"), TWO_GOOD_ONE_BAD);
  }

  @Test
  void anImportTellsItsCountsLastAndTheProblemsOnTheSide() throws Exception {
    Outcome outcome = importPlaces();

    assertThat(outcome.lastLine()).isEqualTo("imported 2, rejected 1");
    assertThat(outcome.err()).contains("row 3", "rejected");
    assertThat(outcome.code()).isZero();
  }

  @Test
  void aServerTakesTheWorkWhileItHoldsTheFolder() throws Exception {
    Call server = new Call(Map.of(), "", "serve", "--port", "0", "--data", town.toString());
    server.awaitReady();

    assertThat(importPlaces().lastLine()).isEqualTo("imported 2, rejected 1");
    assertThat(export("shops").err()).contains("there is no layer 'shops'", "places");
    assertThat(run("serve", "--port", "0", "--data", town.toString()).err())
        .contains("is in use by `machizu serve`");

    assertThat(server.stop().code()).isZero();
    Outcome exported = export("places");
    assertThat(exported.out()).isEqualTo("exported 2\n");
    assertThat(Files.readString(folder.resolve("out.geojson"))).contains("役場", "駅");
  }

  @Test
  void whenNothingWasImportedTheCodeIsTwoAndTheReasonIsTold() throws Exception {
    Files.writeString(places, "{\"type\":\"FeatureCollection\",\"features\":[]}");

    Outcome outcome = importPlaces();

    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.err()).contains("machizu import:").doesNotContain("\tat ");
    assertThat(outcome.out()).isEmpty();
  }

  @Test
  void whatIsWronglyCalledIsRefusedWithWhatToDo() throws Exception {
    assertRefused("there is no file", "import", "nowhere.shp", "--layer", "x");
    assertRefused("--layer", "import", places.toString());
    assertRefused("Plätze", "import", places.toString(), "--layer", "Plätze");
    assertRefused("there is no file", "import", "nowhere.shp", "--layer", "x", "--key", "a");
    assertRefused(
        "--remove-missing needs --key",
        "import",
        places.toString(),
        "--layer",
        "x",
        "--remove-missing");
    assertRefused("EPSG:1", "import", places.toString(), "--layer", "x", "--crs", "EPSG:1");
    assertRefused("klingon", "import", places.toString(), "--layer", "x", "--encoding", "klingon");
    assertRefused(
        "there is no folder", "export", "--layer", "x", "--format", "csv", "--out", "/no/x");
    assertRefused("--port", "serve", "--port", "80800");
  }

  @Test
  void aTakenPortIsTheUsersError() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      String port = Integer.toString(taken.getLocalPort());

      Outcome outcome = run("serve", "--port", port, "--data", town.toString());

      assertThat(outcome.code()).isEqualTo(2);
      assertThat(outcome.err()).contains("the port is in use").contains("--port");
    }
  }

  @Test
  void aPasswordBecomesAHashThatTheSettingsTake() throws Exception {
    Outcome outcome = new Call(Map.of(), "correct horse\n", "hash-password").end();

    assertThat(outcome.code()).isZero();
    assertThat(outcome.out()).matches("\\$2[aby]\\$10\\$[./A-Za-z0-9]{53}\n");
    assertThat(new Call(Map.of(), "short\n", "hash-password").end().code()).isEqualTo(2);
    assertThat(new Call(Map.of(), "長".repeat(25), "hash-password").end().err())
        .contains("at most 72 bytes");
  }

  private void assertRefused(String reason, String... arguments) throws Exception {
    Outcome outcome = new Call(Map.of("MACHIZU_DATA", town.toString()), "", arguments).end();
    assertThat(outcome.code()).as(outcome.err()).isEqualTo(2);
    assertThat(outcome.err()).contains(reason).doesNotContain("\tat ");
  }

  private Outcome importPlaces() throws Exception {
    return run("import", places.toString(), "--layer", "places", "--data", town.toString());
  }

  private Outcome export(String layer) throws Exception {
    Path out = folder.resolve("out.geojson");
    return run(
        "export",
        "--layer",
        layer,
        "--format",
        "geojson",
        "--out",
        out.toString(),
        "--data",
        town.toString());
  }

  private Outcome run(String... arguments) throws Exception {
    return new Call(Map.of(), "", arguments).end();
  }
}
