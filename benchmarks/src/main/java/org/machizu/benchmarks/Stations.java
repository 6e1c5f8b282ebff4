package org.machizu.benchmarks;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.machizu.sensors.mqtt.Address;
import org.machizu.sensors.mqtt.Flow;
import org.machizu.sensors.mqtt.Publisher;

/**
 * Stations that send readings by several connections, in turns: a reading of each, then the next of
 * each. Their water stands below all levels and moves by millimetres.
 */
final class Stations {
  /** Their numbers begin so. */
  static final String PREFIX = "L";

  /** Readings are so far apart. */
  private static final Duration GAP = Duration.ofSeconds(10);

  private static final int IN_FLIGHT = 400;
  private static final double HOURS_S = Duration.ofHours(6).toSeconds();

  private final Instant begin = Instant.now().truncatedTo(ChronoUnit.MINUTES).minusSeconds(30_000);
  private final int count;
  private final int connections;
  private int rounds;
  private long sentSoFar;

  /**
   * @param connections each has its own part of the stations
   */
  Stations(int count, int connections) {
    this.count = count;
    this.connections = connections;
  }

  /** The numbers of the stations of a connection. */
  List<String> of(int connection) {
    return IntStream.range(0, count)
        .filter(n -> n % connections == connection)
        .mapToObj(Stations::name)
        .toList();
  }

  /** How many readings were sent so far. */
  long sent() {
    return sentSoFar;
  }

  List<String> names() {
    return IntStream.range(0, count).mapToObj(Stations::name).toList();
  }

  private static String name(int station) {
    return PREFIX + "%04d".formatted(station);
  }

  /** Whom each connection is at the broker. */
  interface Callers {
    Publisher connect(int connection);
  }

  /** A connection to a broker that asks nobody for a name. */
  static Publisher connect(Address address, String client) {
    return new Publisher(address, client, IN_FLIGHT, Flow.DEFAULT);
  }

  /** Sends so many readings of each; returns when the broker has acknowledged all. */
  void send(Callers callers, int readings) {
    int from = rounds;
    rounds += readings;
    sentSoFar += (long) readings * count;
    List<CompletableFuture<Void>> all = new ArrayList<>();
    for (int c = 0; c < connections; c++) {
      int connection = c;
      all.add(
          CompletableFuture.runAsync(
              () -> {
                try (Publisher publisher = callers.connect(connection)) {
                  CompletableFuture<?> last = CompletableFuture.completedFuture(null);
                  for (int round = from; round < from + readings; round++) {
                    for (int station = connection; station < count; station += connections) {
                      CompletableFuture<Void> sent = send(publisher, station, round);
                      last = last.thenCombine(sent, (before, now) -> now);
                    }
                  }
                  last.join();
                }
              },
              command -> Thread.ofPlatform().start(command)));
    }
    CompletableFuture.allOf(all.toArray(new CompletableFuture<?>[0])).join();
  }

  /** Sends steadily, so many a second, for a time; each connection in its turn. */
  void sendSteadily(Callers callers, int perSecond, Duration time) {
    List<Publisher> publishers =
        IntStream.range(0, connections).mapToObj(callers::connect).toList();
    long begun = System.nanoTime();
    long gap = 1_000_000_000L / perSecond;
    CompletableFuture<?> last = CompletableFuture.completedFuture(null);
    for (long n = 0; n * gap < time.toNanos(); n++) {
      LockSupport.parkNanos(begun + n * gap - System.nanoTime());
      int station = Math.toIntExact(n % count);
      rounds += station == 0 ? 1 : 0;
      CompletableFuture<Void> sent =
          send(publishers.get(station % connections), station, rounds - 1);
      last = last.thenCombine(sent, (before, now) -> now);
      sentSoFar++;
    }
    last.join();
    publishers.forEach(Publisher::close);
  }

  private CompletableFuture<Void> send(Publisher publisher, int station, int round) {
    Instant time = begin.plus(GAP.multipliedBy(round));
    double level =
        0.4 + 0.1 * Math.sin((round * GAP.toSeconds() / HOURS_S + station / 100.0) * 2 * Math.PI);
    return send(publisher, name(station), time, level);
  }

  static CompletableFuture<Void> send(
      Publisher publisher, String station, Instant time, double level) {
    String message = String.format(Locale.ROOT, "{\"time\":\"%s\",\"level\":%.3f}", time, level);
    return publisher.publish(
        "gauges/" + station + "/level", message.getBytes(StandardCharsets.US_ASCII), false);
  }
}
