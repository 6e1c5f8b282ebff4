package org.machizu.samples.night;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.machizu.ingest.gps.Position;
import org.machizu.samples.SampleFiles;
import org.machizu.samples.served.ServedTown;

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
  private static final Pattern ID = Pattern.compile("\"id\"\\s*:\\s*(\\d+)");

  private final ServedTown town;
  private final Map<String, String> tokens = new HashMap<>();

  private PlowNight(ServedTown town) {
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
    Optional<ServedTown> town = ServedTown.await(Path.of(options.get("--town")), parent);
    if (town.isEmpty()) {
      return; // the demo did not come so far; it has said why
    }
    PlowNight night = new PlowNight(town.get());
    night.prepare();
    Instant began = Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(BEGAN);
    night.snow(began);
    night.drive(record(roads, began, seed));
  }

  /** What every vehicle records, by the order of the vehicles. */
  static List<Recording> record(TownRoads roads, Instant began, long seed) {
    List<Recording> recordings = new ArrayList<>();
    for (Plow plow : Plow.all()) {
      recordings.add(Recording.of(plow, recordings.size(), roads, began, seed));
    }
    return recordings;
  }

  /** Every tracker has its token, and every vehicle is known. */
  private void prepare() throws IOException, InterruptedException {
    Map<String, String> titles = new LinkedHashMap<>();
    Plow.all().forEach(plow -> titles.put(plow.device(), plow.title()));
    tokens.putAll(town.tokens(titles, TOKENS));
    String duty = town.signIn("duty");
    for (Plow plow : Plow.all()) {
      HttpResponse<String> unused =
          town.send(
              town.request("/api/tracks/" + plow.device())
                  .header("Cookie", duty)
                  .PUT(
                      BodyPublishers.ofString(
                          "{\"title\":\"%s\",\"vehicle\":\"%s\",\"work\":\"%s\",\"widthM\":%s}"
                              .formatted(
                                  plow.title(), plow.vehicle(), plow.work(), plow.widthM()))));
    }
  }

  /** The duty desk enters the snowfall and what was measured. */
  private void snow(Instant began) throws IOException, InterruptedException {
    String duty = town.signIn("duty");
    Instant begin = began.minus(SNOWED);
    String event =
        town.send(
                town.post(
                        "/api/snow/events",
                        "{\"name\":\"夜間の降雪\",\"begin\":\"%s\"}".formatted(begin))
                    .header("Cookie", duty))
            .body();
    String readings = "/api/snow/events/" + ServedTown.find(ID, event) + "/readings";
    double[] cm = {2, 5, 9, 12, 14, 15.5, 16.5, 17.5, 18, 18.5};
    for (int i = 0; i < cm.length; i++) {
      Instant time = begin.plus(Duration.ofMinutes(30L * (i + 1)));
      HttpResponse<String> unused =
          town.send(
              town.post(
                      readings,
                      "{\"time\":\"%s\",\"cm\":%s,\"source\":\"役場前 積雪深計\"}".formatted(time, cm[i]))
                  .header("Cookie", duty));
    }
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
    HttpRequest.Builder request =
        town.request(message.path())
            .header("Content-Type", message.type())
            .header("Authorization", "Bearer " + tokens.get(plow.device()))
            .POST(BodyPublishers.ofString(message.body(), StandardCharsets.UTF_8));
    try {
      return town.attempt(request) < 300;
    } catch (IOException e) {
      return false; // tried again
    }
  }
}
