package org.machizu.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.machizu.ingest.gps.Position;

/**
 * Millions of positions in the embedded store, over HTTP: whether taking them in, matching them and
 * reading a vehicle's day take longer the more there are. No peer is in the run.
 */
final class VolumeBenchmark implements Bench.Benchmark {
  private static final int STEPS = 10;
  private static final int VEHICLES = 8;
  private static final int CLIENTS = 4;
  private static final int DAY = 86_400;
  private static final int IN_A_LOT = 5_000;
  private static final int ROUNDS = 3;
  private static final Instant FIRST = Instant.parse("2025-01-01T00:00:00Z");

  private final long positions;
  private List<List<Position>> tours = List.of();

  /**
   * @param positions how many at the end, about
   */
  VolumeBenchmark(long positions) {
    this.positions = positions;
  }

  /** One vehicle's day. */
  private record VehicleDay(int number) {
    String device() {
      return "volume-" + number % VEHICLES;
    }

    Instant begin() {
      return FIRST.plus(Duration.ofDays(number / VEHICLES));
    }
  }

  @Override
  public void run() throws Exception {
    Path data = Files.createTempDirectory("machizu-bench-volume-");
    tours = PlowDesk.tours(VEHICLES);
    try (Served town = PlowDesk.demo(data)) {
      PlowDesk desk = new PlowDesk(town);
      for (int vehicle = 0; vehicle < VEHICLES; vehicle++) {
        desk.token(new VehicleDay(vehicle).device());
      }
      System.out.println(
          "positions | on the disk /s | matched as well /s | a vehicle's day ms | an hour of all trails ms | all vehicles ms | store MB");
      int days = Math.toIntExact(positions / DAY) + 1;
      int done = 0;
      for (int step = 1; step <= STEPS; step++) {
        int end = days * step / STEPS;
        fill(desk, done, end);
        done = end;
        System.out.printf(" | %s | %.0f%n", reads(desk), megabytes(data));
      }
      System.out.println("ratio n/a");
    } finally {
      Runs.delete(data);
    }
  }

  private void fill(PlowDesk desk, int from, int end) throws Exception {
    List<Callable<Void>> work = new ArrayList<>();
    for (int i = from; i < end; i++) {
      VehicleDay day = new VehicleDay(i);
      work.add(() -> {
        for (int second = 0; second < DAY; second += IN_A_LOT) {
          desk.upload(day.device(), lot(day, second, Math.min(DAY, second + IN_A_LOT)));
        }
        return null;
      });
    }
    long begun = System.nanoTime();
    PlowDesk.inParallel(work, CLIENTS);
    double durable = (System.nanoTime() - begun) / 1e9;
    for (int vehicle = 0; vehicle < Math.min(VEHICLES, end); vehicle++) {
      desk.awaitMatched(new VehicleDay(vehicle).device());
    }
    double matched = (System.nanoTime() - begun) / 1e9;
    long count = (long) (end - from) * DAY;
    System.out.printf("%,d | %,.0f | %,.0f", (long) end * DAY, count / durable, count / matched);
  }

  /** To and fro on the vehicle's tour, so that it never jumps. */
  private String lot(VehicleDay day, int from, int end) {
    List<Position> tour = tours.get(day.number % VEHICLES);
    StringBuilder body = new StringBuilder("{\"positions\":[");
    for (int second = from; second < end; second++) {
      int place = second % (2 * tour.size());
      boolean isBack = place >= tour.size();
      Position fix = tour.get(isBack ? 2 * tour.size() - 1 - place : place);
      double course = fix.courseDeg() == null ? 0 : fix.courseDeg();
      body.append(second == from ? "" : ",")
          .append(
              PlowDesk.json(
                  fix, day.begin().plusSeconds(second), isBack ? (course + 180) % 360 : course));
    }
    return body.append("]}").toString();
  }

  private String reads(PlowDesk desk) throws Exception {
    VehicleDay first = new VehicleDay(0);
    String day =
        "/api/tracks/%s/positions?limit=200000&from=%s&until=%s"
            .formatted(first.device(), first.begin(), first.begin().plusSeconds(DAY));
    String hour =
        "/api/tracks/trails?from=%s&until=%s"
            .formatted(first.begin(), first.begin().plusSeconds(3_600));
    return "%.0f | %.0f | %.0f"
        .formatted(median(desk, day), median(desk, hour), median(desk, "/api/tracks"));
  }

  private static double median(PlowDesk desk, String path) throws Exception {
    List<Double> times = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      times.add(PlowDesk.millis(() -> desk.send(desk.asPlanner(path))));
    }
    return Runs.median(times);
  }

  private static double megabytes(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
              .filter(file -> file.getFileName().toString().startsWith("operations.db"))
              .mapToLong(file -> file.toFile().length())
              .sum()
          / 1e6;
    }
  }
}
