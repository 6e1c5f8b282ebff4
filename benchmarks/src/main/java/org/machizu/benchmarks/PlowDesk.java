package org.machizu.benchmarks;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.machizu.geo.network.RoadNetwork;
import org.machizu.ingest.gps.Position;
import org.machizu.samples.drives.Drive;
import org.machizu.samples.drives.DriveCase;
import org.machizu.samples.drives.Tracker;

/** Who measures positions at a demo server: the desk, the administrator and the trackers. */
final class PlowDesk {
  private static final Pattern TOKEN = Pattern.compile("\"token\"\\s*:\\s*\"([^\"]+)\"");
  private static final Pattern WAITING = Pattern.compile("\"waiting\"\\s*:\\s*(\\d+)");

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Served town;
  private final String admin;
  private final String planner;
  private final Map<String, String> tokens = new ConcurrentHashMap<>();

  PlowDesk(Served town) throws IOException, InterruptedException {
    this.town = town;
    this.admin = signIn("admin");
    this.planner = signIn("planner");
  }

  /** Starts the sample town's server without limits and without its own plows. */
  static Served demo(Path data) throws IOException, InterruptedException {
    Map<String, String> unlimited =
        Map.of(
            "MACHIZU_LIMITS_TRACKS_PER_MINUTE", "0",
            "MACHIZU_LIMITS_WRITES_PER_MINUTE", "0",
            "MACHIZU_LIMITS_READS_PER_MINUTE", "0");
    return Served.start("demo", data.resolve("town"), unlimited, "--no-plows", "--no-gauges");
  }

  Served town() {
    return town;
  }

  HttpClient http() {
    return http;
  }

  private String signIn(String user) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        send(post("/api/session", "{\"user\":\"%s\",\"password\":\"demo\"}".formatted(user)));
    return answer.headers().firstValue("Set-Cookie").orElse("").split(";", 2)[0];
  }

  private HttpRequest.Builder post(String path, String body) {
    return HttpRequest.newBuilder(town.at(path))
        .timeout(Duration.ofMinutes(2))
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body, StandardCharsets.UTF_8));
  }

  HttpRequest.Builder asPlanner(String path) {
    return HttpRequest.newBuilder(town.at(path)).header("Cookie", planner);
  }

  /** Gives a tracker its token. */
  void token(String device) throws IOException, InterruptedException {
    String made =
        send(post("/api/tokens", "{\"kind\":\"device\",\"device\":\"" + device + "\"}")
                .header("Cookie", admin))
            .body();
    Matcher token = TOKEN.matcher(made);
    if (!token.find()) {
      throw new IOException("no token in " + made);
    }
    tokens.put(device, token.group(1));
  }

  /** A tracker sends a body of positions. */
  void upload(String device, String body) throws IOException, InterruptedException {
    var unused =
        send(post("/api/positions", body).header("Authorization", "Bearer " + tokens.get(device)));
  }

  void awaitMatched(String device) throws IOException, InterruptedException {
    while (true) {
      Matcher waiting = WAITING.matcher(send(asPlanner("/api/tracks/" + device)).body());
      if (waiting.find() && waiting.group(1).equals("0")) {
        return;
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  /**
   * @throws IOException when the answer is no success
   */
  HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
    if (answer.statusCode() / 100 != 2) {
      throw new IOException(answer.uri() + " answered " + answer.body());
    }
    return answer;
  }

  /** One position of a body, at another time. */
  static String json(Position fix, Instant time) {
    return json(fix, time, fix.courseDeg() == null ? 0 : fix.courseDeg());
  }

  static String json(Position fix, Instant time, double courseDeg) {
    return String.format(
        Locale.ROOT,
        "{\"time\":\"%s\",\"lon\":%.7f,\"lat\":%.7f,\"accuracyM\":5,\"speedMps\":%.2f,\"courseDeg\":%.0f,\"extra\":{\"blade\":\"down\"}}",
        time,
        fix.lon(),
        fix.lat(),
        fix.speedMps() == null ? 0 : fix.speedMps(),
        courseDeg);
  }

  /** Working tours in the sample town, a position each second. */
  static List<List<Position>> tours(int count) {
    RoadNetwork roads = GpsBenchmark.sampleTown();
    List<List<Position>> tracks = new ArrayList<>();
    for (long seed = 0; seed < count; seed++) {
      DriveCase tour = DriveCase.town("tour", roads, Tracker.every(1), seed);
      Drive drive = tour.drive(seed);
      tracks.add(tour.fixes(drive, seed));
    }
    return tracks;
  }

  static void inParallel(List<Callable<Void>> tasks, int threads) throws Exception {
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      for (Future<Void> done : pool.invokeAll(tasks)) {
        done.get();
      }
    }
  }

  /** Something that is asked for and timed. */
  interface Asking {
    Object ask() throws Exception;
  }

  static double millis(Asking asking) throws Exception {
    long begun = System.nanoTime();
    var unused = asking.ask();
    return (System.nanoTime() - begun) / 1e6;
  }
}
