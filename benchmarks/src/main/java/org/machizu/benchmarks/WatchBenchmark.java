package org.machizu.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.Writer;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * The list of the watch over a city's households, over HTTP: the sample town's households and
 * residents, each as often as makes 120,000 households, stand along the sample town's roads while
 * it snows. In the folder, and then in a database. No peer: nobody else makes such a list.
 */
final class WatchBenchmark implements Bench.Benchmark {
  private static final int HOUSEHOLDS = 120_000;
  private static final int ASKED = 100;
  private static final int CHANGES = 3;
  private static final int REPORTS = 200;
  private static final int PAGE = 10_000;

  /** Copies of a household stand so far from it at most, in degrees of latitude: 15 m. */
  private static final double AROUND = 0.000135;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Map<String, String> UNLIMITED =
      Map.of(
          "MACHIZU_LIMITS_WRITES_PER_MINUTE", "0",
          "MACHIZU_LIMITS_READS_PER_MINUTE", "0");

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @Override
  public void run() throws Exception {
    System.out.println("in the folder");
    measure(UNLIMITED);
    try (OwnDatabase database = OwnDatabase.start()) {
      database.make("watch");
      System.out.println("in a database");
      Map<String, String> settings = new HashMap<>(UNLIMITED);
      settings.put("MACHIZU_DB_URL", database.jdbcUrl("watch"));
      settings.put("MACHIZU_DB_USER", "postgres");
      measure(settings);
    }
    System.out.println("ratio n/a");
  }

  private void measure(Map<String, String> settings) throws Exception {
    Path folder = Files.createTempDirectory("machizu-bench-watch-");
    try (Served town =
        Served.start("demo", folder.resolve("town"), settings, "--no-plows", "--no-gauges")) {
      Desk desk = new Desk(town, settings);
      desk.multiply(folder, "households", "世帯番号", "世帯番号");
      desk.multiply(folder, "residents", "住民番号", "世帯番号");
      desk.snows();
      desk.awaitStates();
      desk.list("a page of the list", "", ASKED);
      for (int round = 0; round < CHANGES; round++) {
        desk.change();
        desk.list("the first one after a change", "", 1);
      }
      desk.list("its last page", "?after=1950", ASKED);
      desk.report();
      desk.list("reported households", "?only=reported", ASKED);
      desk.list("households without a case", "?only=without-case", ASKED);
      System.out.printf("  the server has taken %.0f s CPU in all%n", town.cpuSeconds());
    } finally {
      Runs.delete(folder);
    }
  }

  /** The welfare desk, and those who enter what it needs. */
  private final class Desk {
    private final Served town;
    private final Map<String, String> settings;
    private final String welfare;
    private final String duty;
    private int copies = 1;

    private Desk(Served town, Map<String, String> settings)
        throws IOException, InterruptedException {
      this.town = town;
      this.settings = settings;
      this.welfare = signIn("welfare");
      this.duty = signIn("duty");
    }

    private String signIn(String user) throws IOException, InterruptedException {
      String body = "{\"user\":\"%s\",\"password\":\"demo\"}".formatted(user);
      return send(json("/api/session", "", body))
          .headers()
          .firstValue("Set-Cookie")
          .orElse("")
          .split(";", 2)[0];
    }

    private HttpRequest.Builder json(String path, String cookie, String body) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(town.at(path))
              .timeout(Duration.ofMinutes(10))
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofString(body, StandardCharsets.UTF_8));
      return cookie.isEmpty() ? request : request.header("Cookie", cookie);
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
      return JSON.readTree(
          send(HttpRequest.newBuilder(town.at(path)).header("Cookie", welfare)).body());
    }

    /** Imports copies of all features of a layer beside them. */
    private void multiply(Path folder, String layer, String key, String household)
        throws IOException, InterruptedException {
      List<JsonNode> features = new ArrayList<>();
      String path = "/ogc/collections/" + layer + "/items?limit=" + PAGE;
      get(path).path("features").forEach(features::add);
      if (layer.equals("households")) {
        copies = HOUSEHOLDS / features.size();
      }
      Path file = folder.resolve(layer + ".geojsonl");
      Random random = new Random(7);
      try (Writer out = Files.newBufferedWriter(file)) {
        for (int copy = 1; copy < copies; copy++) {
          for (JsonNode feature : features) {
            out.append(copy(feature, copy, key, household, random)).append('\n');
          }
        }
      }
      long begun = System.nanoTime();
      var unused =
          Runs.of(
              List.of(
                  Launched.get("MACHIZU_LAUNCHER"),
                  "import",
                  file.toString(),
                  "--layer=" + layer,
                  "--key=" + key,
                  "--data=" + folder.resolve("town")),
              settings);
      System.out.printf(
          "  %,d %s imported in %.0f s%n",
          features.size() * copies, layer, (System.nanoTime() - begun) / 1e9);
    }

    private void snows() throws IOException, InterruptedException {
      Instant begin = Instant.now().minus(Duration.ofHours(13));
      String body = "{\"name\":\"大雪\",\"begin\":\"%s\"}".formatted(begin);
      var unused = send(json("/api/snow/events", duty, body));
    }

    /** Roads have their states a little after it was entered that it snows. */
    private void awaitStates() throws IOException, InterruptedException {
      long begun = System.nanoTime();
      while (get("/api/snow/watch?limit=1").path("count").asInt() == 0) {
        TimeUnit.MILLISECONDS.sleep(200);
      }
      System.out.printf("  the first list after %.1f s%n", (System.nanoTime() - begun) / 1e9);
    }

    /** Somebody edits a household, so that all are read again. */
    private void change() throws IOException, InterruptedException {
      String id =
          get("/api/snow/watch?limit=1").path("households").get(0).path("household").asText();
      String body = "{\"properties\":{\"自治会\":\"%s\"}}".formatted(Instant.now());
      var unused =
          send(
              json("/ogc/collections/households/items/" + id, welfare, "")
                  .method("PATCH", BodyPublishers.ofString(body))
                  .setHeader("Content-Type", "application/merge-patch+json"));
    }

    private void report() throws IOException, InterruptedException {
      JsonNode lines = get("/api/snow/watch?limit=" + REPORTS).path("households");
      for (JsonNode line : lines) {
        String body =
            String.format(
                Locale.ROOT,
                "{\"lon\":%.6f,\"lat\":%.6f}",
                line.path("lon").asDouble(),
                line.path("lat").asDouble());
        var unused = send(json("/api/snow/watch/reports", duty, body));
      }
    }

    private void list(String name, String question, int times)
        throws IOException, InterruptedException {
      List<Double> millis = new ArrayList<>();
      double cpu = town.cpuSeconds();
      int count = 0;
      for (int i = 0; i < times; i++) {
        long begun = System.nanoTime();
        JsonNode page = get("/api/snow/watch" + question);
        millis.add((System.nanoTime() - begun) / 1e6);
        count = page.path("count").asInt();
      }
      System.out.printf(
          "  %-32s of %,7d: p50 %,6.0f ms, p99 %,6.0f ms, %.0f ms CPU each%n",
          name,
          count,
          Runs.median(millis),
          Runs.quantile(millis, 0.99),
          (town.cpuSeconds() - cpu) * 1_000 / times);
    }
  }

  private static String copy(
      JsonNode feature, int copy, String key, String household, Random random) {
    ObjectNode made = feature.deepCopy();
    made.remove("id");
    ObjectNode properties = (ObjectNode) made.path("properties");
    for (String name : List.of(key, household)) {
      String value = feature.path("properties").path(name).asText();
      properties.put(name, value + "-" + copy);
    }
    JsonNode place = made.path("geometry").path("coordinates");
    if (place.isArray()) { // residents have none
      double[] moved = {
        place.get(0).asDouble() + (random.nextDouble() * 2 - 1) * AROUND,
        place.get(1).asDouble() + (random.nextDouble() * 2 - 1) * AROUND
      };
      ((ObjectNode) made.path("geometry")).putPOJO("coordinates", moved);
    }
    return made.toString();
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
    if (answer.statusCode() / 100 != 2) {
      throw new IOException(answer.uri() + " answered " + answer.body());
    }
    return answer;
  }
}
