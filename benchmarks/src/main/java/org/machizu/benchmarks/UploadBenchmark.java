package org.machizu.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.machizu.ingest.gps.Position;

/**
 * Positions over HTTP into the embedded store of the sample town: how many a second are on the disk
 * and then matched, how long a fleet's positions take to open maps, and how long a vehicle's day
 * takes to read among many. No peer is in the run: the ratio is that of the matching ({@code gps}).
 */
final class UploadBenchmark implements Bench.Benchmark {
  private static final int VEHICLES = 40;
  private static final int IN_A_LOT = 500;
  private static final int CLIENTS = 8;
  private static final int FLEET = 1_200;
  private static final int FLEET_SECONDS = 30;
  private static final int DAY = 86_400;
  private static final Instant NIGHT = Instant.parse("2026-01-31T18:00:00Z");
  private static final Pattern MOVED =
      Pattern.compile("\"device\":\"fleet-(\\d+)\"[^}]*?\"time\":\"([^\"]+)\"");

  @Override
  public void run() throws Exception {
    Path data = Files.createTempDirectory("machizu-bench-uploads-");
    try (Served town = PlowDesk.demo(data)) {
      PlowDesk desk = new PlowDesk(town);
      List<List<Position>> tracks = PlowDesk.tours(VEHICLES);
      nights(desk, tracks, "warm-up");
      nights(desk, tracks, "night");
      day(desk);
      fleet(desk, tracks);
      System.out.println("ratio n/a");
    } finally {
      Runs.delete(data);
    }
  }

  private static String body(List<Position> fixes) {
    StringBuilder body = new StringBuilder("{\"positions\":[");
    for (int i = 0; i < fixes.size(); i++) {
      body.append(i == 0 ? "" : ",").append(PlowDesk.json(fixes.get(i), fixes.get(i).time()));
    }
    return body.append("]}").toString();
  }

  /** Whole tours of many vehicles, a lot of each by turns, from several clients at once. */
  private void nights(PlowDesk desk, List<List<Position>> tracks, String name) throws Exception {
    List<Callable<Void>> vehicles = new ArrayList<>();
    int positions = 0;
    for (int i = 0; i < tracks.size(); i++) {
      String device = name + "-" + i;
      desk.token(device);
      List<String> bodies = new ArrayList<>();
      List<Position> track = tracks.get(i);
      for (int from = 0; from < track.size(); from += IN_A_LOT) {
        bodies.add(body(track.subList(from, Math.min(from + IN_A_LOT, track.size()))));
      }
      positions += track.size();
      vehicles.add(() -> {
        for (String body : bodies) {
          desk.upload(device, body);
        }
        return null;
      });
    }
    double cpu = desk.town().cpuSeconds();
    long begun = System.nanoTime();
    PlowDesk.inParallel(vehicles, CLIENTS);
    double durable = (System.nanoTime() - begun) / 1e9;
    for (int i = 0; i < tracks.size(); i++) {
      desk.awaitMatched(name + "-" + i);
    }
    double matched = (System.nanoTime() - begun) / 1e9;
    System.out.printf(
        "%s: %,d positions in lots of %d: on the disk %,.0f/s, matched as well %,.0f/s, server %.1f s CPU%n",
        name,
        positions,
        IN_A_LOT,
        positions / durable,
        positions / matched,
        desk.town().cpuSeconds() - cpu);
  }

  /** A vehicle's day at 1 Hz, read as a whole. */
  private void day(PlowDesk desk) throws Exception {
    desk.token("day");
    Position place = PlowDesk.tours(VEHICLES).getFirst().getFirst();
    List<String> some = new ArrayList<>();
    for (int second = 0; second < DAY; second++) {
      some.add(PlowDesk.json(place, NIGHT.plusSeconds(second)));
      if (some.size() == 5_000 || second == DAY - 1) {
        desk.upload("day", "{\"positions\":[" + String.join(",", some) + "]}");
        some.clear();
      }
    }
    desk.awaitMatched("day");
    String path =
        "/api/tracks/day/positions?limit=200000&from=%s&until=%s"
            .formatted(NIGHT, NIGHT.plusSeconds(DAY));
    List<Double> positions = new ArrayList<>();
    List<Double> trails = new ArrayList<>();
    String all = "/api/tracks/trails?from=%s&until=%s".formatted(NIGHT, NIGHT.plusSeconds(DAY));
    for (int round = 0; round < 7; round++) {
      positions.add(PlowDesk.millis(() -> desk.send(desk.asPlanner(path))));
      trails.add(PlowDesk.millis(() -> desk.send(desk.asPlanner(all))));
    }
    System.out.printf(
        "a vehicle's day of %,d positions as JSON: %.0f ms; trails of all vehicles of the day: %.0f ms%n",
        DAY, Runs.median(positions), Runs.median(trails));
  }

  /** Each vehicle sends one position a second; an open map hears of it. */
  private void fleet(PlowDesk desk, List<List<Position>> tracks) throws Exception {
    for (int i = 0; i < FLEET; i++) {
      desk.token("fleet-" + i);
    }
    Map<String, Long> sent = new ConcurrentHashMap<>();
    List<Double> toMap = new ArrayList<>();
    List<Double> toAnswer = new ArrayList<>();
    HttpResponse<InputStream> stream =
        desk.http()
            .send(
                desk.asPlanner("/api/events").header("Accept", "text/event-stream").build(),
                BodyHandlers.ofInputStream());
    Thread listener = Thread.ofVirtual().start(() -> listen(stream.body(), sent, toMap));
    AtomicInteger failed = new AtomicInteger();
    double cpu = desk.town().cpuSeconds();
    try (ExecutorService vehicles = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < FLEET; i++) {
        int vehicle = i;
        var unused =
            vehicles.submit(() -> {
              List<Position> track = tracks.get(vehicle % tracks.size());
              long begin = System.nanoTime() + vehicle * 1_000_000_000L / FLEET;
              for (int second = 0; second < FLEET_SECONDS; second++) {
                LockSupport.parkNanos(begin + second * 1_000_000_000L - System.nanoTime());
                Instant time = NIGHT.plusSeconds(second);
                long now = System.nanoTime();
                sent.put(vehicle + " " + time, now);
                try {
                  desk.upload(
                      "fleet-" + vehicle,
                      "{\"positions\":[" + PlowDesk.json(track.get(second), time) + "]}");
                  synchronized (toAnswer) {
                    toAnswer.add((System.nanoTime() - now) / 1e6);
                  }
                } catch (IOException | InterruptedException e) {
                  failed.incrementAndGet();
                }
              }
            });
      }
    }
    LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(3));
    stream.body().close();
    listener.join(Duration.ofSeconds(5));
    System.out.printf(
        "%,d vehicles at 1 Hz for %d s: answered after %.0f ms (median) %.0f ms (99 %%), on an open map after %.0f ms (median) %.0f ms (99 %%); %d failed; %.0f %% of a core%n",
        FLEET,
        FLEET_SECONDS,
        Runs.median(toAnswer),
        Runs.quantile(toAnswer, 0.99),
        Runs.median(toMap),
        Runs.quantile(toMap, 0.99),
        failed.get(),
        (desk.town().cpuSeconds() - cpu) * 100 / FLEET_SECONDS);
  }

  /** Positions that a later one has overtaken before the map was told are not counted. */
  private static void listen(InputStream stream, Map<String, Long> sent, List<Double> toMap) {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Matcher moved = MOVED.matcher(line);
        long now = System.nanoTime();
        while (moved.find()) {
          Long begun = sent.remove(moved.group(1) + " " + moved.group(2));
          if (begun != null) {
            toMap.add((now - begun) / 1e6);
          }
        }
      }
    } catch (IOException e) {
      // closed at the end
    }
  }
}
