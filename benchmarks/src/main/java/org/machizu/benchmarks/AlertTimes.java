package org.machizu.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.machizu.sensors.mqtt.Publisher;

/**
 * How long it takes from a station's sending of the reading that reaches a level until the alert is
 * in the store, where another program looks every millisecond, and until the open screen of the
 * duty desk has heard of it.
 */
final class AlertTimes {
  private static final Pattern RAISED = Pattern.compile("\"alert\":(\\d+),\"what\":\"raised\"");
  private static final int LOOKED_AT = 30;
  private static final Duration APART = Duration.ofMillis(97);
  private static final double[] BEFORE = {0.9, 1.01};
  private static final double REACHES = 1.02;

  private final Map<String, Long> sent = new ConcurrentHashMap<>();
  private final Map<Long, Long> heard = new ConcurrentHashMap<>();
  private final Map<String, Long> durable = new ConcurrentHashMap<>();
  private final Instant now = Instant.now();
  private volatile boolean ended;

  static List<String> names(int count) {
    return IntStream.range(0, count).mapToObj("P%04d"::formatted).toList();
  }

  /** The readings before those that reach the level: one below, one at it. */
  void prepare(Publisher publisher, List<String> gauges) {
    for (int i = 0; i < BEFORE.length; i++) {
      Instant time = now.minus(Duration.ofMinutes(10L * (BEFORE.length - i)));
      List<java.util.concurrent.CompletableFuture<Void>> all = new ArrayList<>();
      for (String gauge : gauges) {
        all.add(Stations.send(publisher, gauge, time, BEFORE[i]));
      }
      all.forEach(java.util.concurrent.CompletableFuture::join);
    }
  }

  /** Sends the reading of each gauge that reaches the level, one after the other. */
  void measure(GaugeTown town, KeptReadings store, Publisher publisher, List<String> gauges)
      throws Exception {
    try (InputStream screen = town.screen()) {
      Thread listener = Thread.ofPlatform().daemon().start(() -> listen(screen));
      Thread looking = Thread.ofPlatform().daemon().start(() -> look(store));
      for (String gauge : gauges) {
        LockSupport.parkNanos(APART.toNanos());
        sent.put(gauge, System.nanoTime());
        var unused = Stations.send(publisher, gauge, now, REACHES);
      }
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
      while (durable.keySet().containsAll(gauges) == false && System.nanoTime() < end) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
      }
      LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
      ended = true;
      looking.join();
      screen.close();
      listener.join(Duration.ofSeconds(5));
    }
  }

  private void listen(InputStream stream) {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Matcher raised = RAISED.matcher(line);
        if (raised.find()) {
          var unused = heard.putIfAbsent(Long.valueOf(raised.group(1)), System.nanoTime());
        }
      }
    } catch (IOException e) {
      // closed at the end
    }
  }

  private void look(KeptReadings store) {
    try {
      while (!ended) {
        Map<Long, String> found = store.lastAlerts(LOOKED_AT);
        long seen = System.nanoTime();
        found.values().forEach(gauge -> durable.putIfAbsent(gauge, seen));
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Milliseconds until each alert was in the store. */
  List<Double> untilDurable() {
    List<Double> times = new ArrayList<>();
    sent.forEach((gauge, begun) -> {
      Long seen = durable.get(gauge);
      if (seen != null) {
        times.add((seen - begun) / 1e6);
      }
    });
    return times;
  }

  /**
   * Milliseconds until the desk had heard of each alert.
   *
   * @param gauges of alerts
   */
  List<Double> untilHeard(Map<Long, String> gauges) {
    List<Double> times = new ArrayList<>();
    heard.forEach((alert, seen) -> {
      Long begun = sent.get(gauges.getOrDefault(alert, ""));
      if (begun != null) {
        times.add((seen - begun) / 1e6);
      }
    });
    return times;
  }
}
