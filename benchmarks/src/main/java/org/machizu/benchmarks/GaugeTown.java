package org.machizu.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
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
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A demo server with gauges to which messages are sent, and its duty desk. */
final class GaugeTown implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /** Four levels from 1 m on, as a river has them. */
  private static final String ROW =
      """
      {"type":"Feature","geometry":{"type":"Point","coordinates":[141.82,42.76]},"properties":{
       "観測所番号":"%1$s","名称":"%1$s","種別":"水位計","対象":"緑川","零点高_m":12.3,"値の基準":"零点高",
       "水防団待機水位_m":1.0,"氾濫注意水位_m":2.0,"避難判断水位_m":3.0,"氾濫危険水位_m":4.0,
       "送信間隔_分":10}}
      """;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Served town;
  private final String planner;
  private final String duty;

  private GaugeTown(Served town) throws IOException, InterruptedException {
    this.town = town;
    this.planner = signIn("planner");
    this.duty = signIn("duty");
  }

  /**
   * Starts the server.
   *
   * @param store where the town is kept, as settings; empty: in its folder
   * @param sources what the file of sources says; empty: messages come by the server's own broker
   */
  static GaugeTown start(Path folder, Map<String, String> store, String sources)
      throws IOException, InterruptedException {
    Map<String, String> settings = new HashMap<>(store);
    settings.put("MACHIZU_LIMITS_WRITES_PER_MINUTE", "0");
    settings.put("MACHIZU_LIMITS_READS_PER_MINUTE", "0");
    settings.put("MACHIZU_MQTT_PORT", "0");
    if (!sources.isEmpty()) {
      Path file = folder.resolve("sources.yaml");
      Files.writeString(file, sources);
      settings.put("MACHIZU_GAUGES_SOURCES", file.toString());
    }
    return new GaugeTown(
        Served.start("demo", folder.resolve("town"), settings, "--no-plows", "--no-gauges"));
  }

  Served server() {
    return town;
  }

  private String signIn(String user) throws IOException, InterruptedException {
    String body = "{\"user\":\"%s\",\"password\":\"demo\"}".formatted(user);
    return send(post("/api/session", "", body))
        .headers()
        .firstValue("Set-Cookie")
        .orElse("")
        .split(";", 2)[0];
  }

  private HttpRequest.Builder post(String path, String cookie, String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(town.at(path))
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body, StandardCharsets.UTF_8));
    return cookie.isEmpty() ? request : request.header("Cookie", cookie);
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
    if (answer.statusCode() / 100 != 2) {
      throw new IOException(answer.uri() + " answered " + answer.body());
    }
    return answer;
  }

  /** What the duty desk is answered. */
  JsonNode get(String path) throws IOException, InterruptedException {
    return JSON.readTree(send(HttpRequest.newBuilder(town.at(path)).header("Cookie", duty)).body());
  }

  /** The duty desk's open screen. */
  InputStream screen() throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(town.at("/api/events"))
            .header("Cookie", duty)
            .header("Accept", "text/event-stream")
            .build();
    return http.send(request, BodyHandlers.ofInputStream()).body();
  }

  /** These gauges, and no others, are in the layer; returns when the server knows them. */
  void makeGauges(List<String> gauges) throws IOException, InterruptedException {
    List<String> rows = gauges.stream().map(ROW::formatted).toList();
    String file = "{\"type\":\"FeatureCollection\",\"features\":[" + String.join(",", rows) + "]}";
    String border = "----MachizuBench";
    String body =
        "--%1$s\r\nContent-Disposition: form-data; name=\"layer\"\r\n\r\ngauges\r\n--%1$s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"gauges.geojson\"\r\n\r\n%2$s\r\n--%1$s--\r\n"
            .formatted(border, file);
    HttpResponse<String> job =
        send(
            post("/api/imports", planner, body)
                .setHeader("Content-Type", "multipart/form-data; boundary=" + border));
    String state = "queued";
    while (!state.equals("done")) {
      if (state.equals("failed")) {
        throw new IOException("the gauges were not imported");
      }
      pause();
      String answer =
          send(HttpRequest.newBuilder(town.at(job.headers().firstValue("Location").orElseThrow()))
                  .header("Cookie", planner))
              .body();
      state = JSON.readTree(answer).path("state").asText();
    }
    while (get("/api/gauges/latest").path("gauges").size() != gauges.size()) {
      pause();
    }
  }

  /** A device that may tell of some gauges; its token. */
  String device(String name, List<String> gauges) throws IOException, InterruptedException {
    String made =
        send(post(
                "/api/tokens",
                signIn("admin"),
                "{\"kind\":\"device\",\"device\":\"" + name + "\"}"))
            .body();
    Instant from = Instant.now().minus(Duration.ofDays(1));
    String settings =
        "{\"from\":\"%s\",\"reason\":\"bench\",\"settings\":{\"senders\":[\"%s\"]}}"
            .formatted(from, name);
    for (String gauge : gauges) {
      var unused = send(post("/api/gauges/" + gauge + "/settings", duty, settings));
    }
    return JSON.readTree(made).path("token").asText();
  }

  /** Where the server's own broker listens. */
  int ownPort() throws IOException, InterruptedException {
    return get("/api/gauges/sources").path("ownPort").asInt();
  }

  void awaitConnected() throws IOException, InterruptedException {
    boolean connected = false;
    while (!connected) {
      pause();
      connected = true;
      for (JsonNode line : get("/api/gauges/sources").path("lines")) {
        connected &= line.path("connected").asBoolean();
      }
    }
  }

  /** How many messages the server has kept since it started, repeated ones among them. */
  long committed() throws IOException, InterruptedException {
    long sum = 0;
    for (JsonNode line : get("/api/gauges/sources").path("lines")) {
      sum += line.path("committed").asLong();
    }
    return sum;
  }

  /** Returns when so many are kept, or after some minutes. */
  void awaitCommitted(long wanted) throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (committed() < wanted && System.nanoTime() < end) {
      pause();
    }
  }

  /** The alerts of levels, with the gauge of each. */
  Map<Long, String> levelAlerts() throws IOException, InterruptedException {
    Map<Long, String> gauges = new HashMap<>();
    List<JsonNode> page = new ArrayList<>();
    long before = Long.MAX_VALUE;
    do {
      page.clear();
      get("/api/alerts?limit=1000&before=" + before).path("alerts").forEach(page::add);
      for (JsonNode alert : page) {
        before = Math.min(before, alert.path("id").asLong());
        if (alert.path("kind").asText().equals("level")) {
          gauges.put(alert.path("id").asLong(), alert.path("gauge").asText());
        }
      }
    } while (page.size() == 1000);
    return gauges;
  }

  private static void pause() {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
  }

  @Override
  public void close() throws InterruptedException {
    town.close();
  }
}
