package org.machizu.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.DoubleSupplier;

/**
 * Ways to refuges over HTTP in a city of 25 sample towns, all shelters open: 10,000 questions a
 * minute from all over the middle one of them, sent when they are due whether or not the ones
 * before are answered, so that waiting counts. No peer is in the run.
 */
final class GuidanceBenchmark implements Bench.Benchmark {
  /** 10,000 a minute. */
  private static final double PER_SECOND = 10_000 / 60.0;

  private static final int SECONDS = 60;
  private static final int WARM_UP = 3_000;
  private static final double P99 = 0.99;
  private static final double LON = 141.82;
  private static final double LAT = 42.76;

  /** Half the side of a sample town's built-up middle, degrees. */
  private static final double AROUND = 0.04;

  private static final List<String> HAZARDS =
      List.of("flood", "flood", "landslide", "earthquake", "fire");

  private static final List<String> MODES = List.of("foot", "foot", "foot", "wheelchair", "car");

  @Override
  public void run() throws Exception {
    try (LargeTown town = LargeTown.withoutLimits()) {
      town.signIn("duty");
      System.out.printf("%d shelters open%n", town.openShelters());
      measure(town.address(), town::cpuSeconds, SECONDS);
    }
    System.out.println("ratio n/a");
  }

  /**
   * Asks a server that runs.
   *
   * @param cpuSeconds what it has taken of the processors so far
   */
  static void measure(String address, DoubleSupplier cpuSeconds, int seconds) throws Exception {
    HttpClient client = HttpClient.newHttpClient();
    Random random = new Random(1);
    for (int i = 0; i < WARM_UP; i++) {
      var unused = client.send(question(address, random), BodyHandlers.ofByteArray());
    }
    int count = (int) (PER_SECOND * seconds);
    ConcurrentLinkedQueue<Double> millis = new ConcurrentLinkedQueue<>();
    AtomicInteger refused = new AtomicInteger();
    AtomicInteger withWay = new AtomicInteger();
    List<CompletableFuture<Void>> open = new ArrayList<>();
    double cpuBefore = cpuSeconds.getAsDouble();
    long begun = System.nanoTime();
    for (int i = 0; i < count; i++) {
      long due = begun + (long) (i / PER_SECOND * 1e9);
      LockSupport.parkNanos(due - System.nanoTime());
      open.add(
          client
              .sendAsync(question(address, random), BodyHandlers.ofString())
              .thenAccept(answer -> {
                millis.add((System.nanoTime() - due) / 1e6);
                count(answer, refused, withWay);
              }));
    }
    CompletableFuture.allOf(open.toArray(CompletableFuture[]::new)).get(60, TimeUnit.SECONDS);
    double took = (System.nanoTime() - begun) / 1e9;
    double cpu = cpuSeconds.getAsDouble() - cpuBefore;
    List<Double> all = new ArrayList<>(millis);
    Collections.sort(all);
    System.out.printf(
        "%,d questions in %.1f s: %,.0f a minute, %d refused, %d with a way%n",
        count, took, count / took * 60, refused.get(), withWay.get());
    System.out.printf(
        "  median %.1f ms, 99 %% %.1f ms, CPU of the server %.2f ms each%n",
        Runs.median(all), Runs.quantile(all, P99), cpu * 1e3 / count);
  }

  private static void count(
      HttpResponse<String> answer, AtomicInteger refused, AtomicInteger withWay) {
    if (answer.statusCode() != 200 && answer.statusCode() != 404) { // 404: no road near
      refused.incrementAndGet();
    } else if (answer.body().contains("\"lengthM\"")) {
      withWay.incrementAndGet();
    }
  }

  private static HttpRequest question(String address, Random random) throws IOException {
    return HttpRequest.newBuilder(
            URI.create(
                String.format(
                    Locale.ROOT,
                    "%s/api/guidance?lon=%.6f&lat=%.6f&hazard=%s&mode=%s&lang=all",
                    address,
                    LON + random.nextDouble(-AROUND, AROUND),
                    LAT + random.nextDouble(-AROUND, AROUND),
                    HAZARDS.get(random.nextInt(HAZARDS.size())),
                    MODES.get(random.nextInt(MODES.size())))))
        .build();
  }
}
