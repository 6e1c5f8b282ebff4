package org.machizu.samples.night;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.machizu.ingest.gps.Position;
import org.machizu.samples.SampleFiles;

/**
 * The night: it began some hours before the demo was started, so that there is something to see at
 * once, and goes on while one looks. Everything goes through the interfaces that a town's vehicles
 * and its duty desk use, with tokens that the demo's administrator makes.
 */
public final class PlowNight {
  /** So long before the start of the demo the first plow went out. */
  private static final Duration BEGAN = Duration.ofMinutes(190);

  /** It had snowed for a while by then. */
  private static final Duration SNOWED = Duration.ofMinutes(150);

  /** The trackers' tokens, in the demo's data folder. */
  private static final String TOKENS = "plow-tokens";

  private static final Duration LOT = Duration.ofSeconds(10);
  private static final int MOST_IN_A_LOT = 2_000;
  private static final int TRIES = 5;
  private static final Pattern TOKEN = Pattern.compile("\"token\"\\s*:\\s*\"([^\"]+)\"");
  private static final Pattern ID = Pattern.compile("\"id\"\\s*:\\s*(\\d+)");

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
  private final URI town;
  private final Map<String, String> tokens = new HashMap<>();

  private PlowNight(URI town) {
    this.town = town;
  }

  /**
   * Drives the night, for the launcher; ends when the server is gone.
   *
   * @param args {@code --town FILE} where the demo writes its address and its data folder once it
   *     answers, {@code --parent PID} the demo's process, without which this one ends, {@code
   *     --seed N} of the town
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    Map<String, String> options = new HashMap<>();
    for (int i = 0; i + 1 < args.length; i += 2) {
      options.put(args[i], args[i + 1]);
    }
    if (!options.containsKey("--town") || !options.containsKey("--parent")) {
      throw new IllegalArgumentException("usage: --town FILE --parent PID [--seed N]");
    }
    long parent = Long.parseLong(options.get("--parent"));
    long seed = Long.parseLong(options.getOrDefault("--seed", String.valueOf(SampleFiles.SEED)));
    TownRoads roads = TownRoads.of(seed);
    List<String> told = awaitTown(Path.of(options.get("--town")), parent);
    if (told.isEmpty()) {
      return; // the demo did not come so far; it has said why
    }
    PlowNight night = new PlowNight(URI.create(told.getFirst()));
    night.prepare(Path.of(told.getLast()).resolve(TOKENS));
    Instant began = Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(BEGAN);
    night.snow(began);
    night.drive(record(roads, began, seed));
  }

  /** Address and data folder; nothing when the demo has ended before it answered. */
  private static List<String> awaitTown(Path file, long parent)
      throws IOException, InterruptedException {
    while (!Files.exists(file)) {
      if (ProcessHandle.of(parent).isEmpty()) {
        return List.of();
      }
      Thread.sleep(200);
    }
    List<String> told = Files.readAllLines(file);
    Files.delete(file);
    return told;
  }

  /** What every vehicle records, by the order of the vehicles. */
  static List<Recording> record(TownRoads roads, Instant began, long seed) {
    List<Recording> recordings = new ArrayList<>();
    for (Plow plow : Plow.all()) {
      recordings.add(Recording.of(plow, recordings.size(), roads, began, seed));
    }
    return recordings;
  }

  /** Tokens of the trackers: those of a former start when they still hold. */
  private void prepare(Path kept) throws IOException, InterruptedException {
    if (Files.exists(kept)) {
      for (String line : Files.readAllLines(kept)) {
        String[] parts = line.split(" ", 2);
        if (parts.length == 2) {
          tokens.put(parts[0], parts[1]);
        }
      }
    }
    String admin = signIn("admin");
    String duty = signIn("duty");
    for (Plow plow : Plow.all()) {
      String known = tokens.get(plow.device());
      if (known == null || !holds(known)) {
        String made =
            send(post(
                        "/api/tokens",
                        "{\"kind\":\"device\",\"device\":\"%s\",\"name\":\"%s\"}"
                            .formatted(plow.device(), plow.title()))
                    .header("Cookie", admin))
                .body();
        tokens.put(plow.device(), find(TOKEN, made));
      }
      HttpResponse<String> unused =
          send(
              HttpRequest.newBuilder(town.resolve("/api/tracks/" + plow.device()))
                  .header("Cookie", duty)
                  .PUT(
                      BodyPublishers.ofString(
                          "{\"title\":\"%s\",\"vehicle\":\"%s\",\"work\":\"%s\",\"widthM\":%s}"
                              .formatted(
                                  plow.title(), plow.vehicle(), plow.work(), plow.widthM()))));
    }
    List<String> lines = new ArrayList<>();
    tokens.forEach((device, token) -> lines.add(device + " " + token));
    Files.deleteIfExists(kept);
    Files.createFile(
        kept, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.write(kept, lines);
  }

  private boolean holds(String token) throws IOException, InterruptedException {
    return http.send(
                post("/api/positions", "{\"positions\":[]}")
                    .header("Authorization", "Bearer " + token)
                    .build(),
                BodyHandlers.discarding())
            .statusCode()
        == 200;
  }

  private String signIn(String role) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        send(post("/api/session", "{\"user\":\"%s\",\"password\":\"demo\"}".formatted(role)));
    return answer.headers().firstValue("Set-Cookie").orElse("").split(";", 2)[0];
  }

  /** The duty desk enters the snowfall and what was measured. */
  private void snow(Instant began) throws IOException, InterruptedException {
    String duty = signIn("duty");
    Instant begin = began.minus(SNOWED);
    String event =
        send(post("/api/snow/events", "{\"name\":\"夜間の降雪\",\"begin\":\"%s\"}".formatted(begin))
                .header("Cookie", duty))
            .body();
    String readings = "/api/snow/events/" + find(ID, event) + "/readings";
    double[] cm = {2, 5, 9, 12, 14, 15.5, 16.5, 17.5, 18, 18.5};
    for (int i = 0; i < cm.length; i++) {
      Instant time = begin.plus(Duration.ofMinutes(30L * (i + 1)));
      HttpResponse<String> unused =
          send(
              post(
                      readings,
                      "{\"time\":\"%s\",\"cm\":%s,\"source\":\"役場前 積雪深計\"}".formatted(time, cm[i]))
                  .header("Cookie", duty));
    }
  }

  private static String find(Pattern pattern, String answer) throws IOException {
    Matcher found = pattern.matcher(answer);
    if (!found.find()) {
      throw new IOException("the answer is not what was expected: " + answer);
    }
    return found.group(1);
  }

  private HttpRequest.Builder post(String path, String json) {
    return HttpRequest.newBuilder(town.resolve(path))
        .timeout(Duration.ofSeconds(60))
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(json, StandardCharsets.UTF_8));
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
    if (answer.statusCode() >= 300) {
      throw new IOException(
          answer.request().method() + " " + answer.uri() + " answered " + answer.body());
    }
    return answer;
  }

  /** Sends everything when its time has come. */
  private void drive(List<Recording> recordings) throws InterruptedException {
    int[] sent = new int[recordings.size()];
    boolean isLeft = true;
    while (isLeft) {
      isLeft = false;
      Instant now = Instant.now();
      for (int i = 0; i < sent.length; i++) {
        Recording recording = recordings.get(i);
        while (sent[i] < recording.fixes().size() && !recording.sent().get(sent[i]).isAfter(now)) {
          int to = sent[i];
          while (to < recording.fixes().size()
              && to < sent[i] + MOST_IN_A_LOT
              && !recording.sent().get(to).isAfter(now)) {
            to++;
          }
          if (!deliver(recording.plow(), recording.fixes().subList(sent[i], to))) {
            return; // the server is gone
          }
          sent[i] = to;
        }
        isLeft |= sent[i] < recording.fixes().size();
      }
      Thread.sleep(LOT);
    }
  }

  /** A tracker tries again until it is answered. */
  private boolean deliver(Plow plow, List<Position> fixes) throws InterruptedException {
    for (Wire.Message message : Wire.of(plow, fixes)) {
      for (int tried = 1; !isTaken(plow, message); tried++) {
        if (tried == TRIES) {
          return false;
        }
        Thread.sleep(1_000L * tried);
      }
    }
    return true;
  }

  private boolean isTaken(Plow plow, Wire.Message message) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(town.resolve(message.path()))
            .timeout(Duration.ofSeconds(60))
            .header("Content-Type", message.type())
            .header("Authorization", "Bearer " + tokens.get(plow.device()))
            .POST(BodyPublishers.ofString(message.body(), StandardCharsets.UTF_8))
            .build();
    try {
      return http.send(request, BodyHandlers.discarding()).statusCode() < 300;
    } catch (IOException e) {
      return false; // tried again
    }
  }
}
