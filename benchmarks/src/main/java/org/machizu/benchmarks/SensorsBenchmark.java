package org.machizu.benchmarks;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.machizu.benchmarks.Bench.Benchmark;
import org.machizu.sensors.mqtt.Address;
import org.machizu.sensors.mqtt.Login;
import org.machizu.sensors.mqtt.Publisher;
import org.machizu.sensors.mqtt.Secret;

/**
 * Readings of stations by MQTT with QoS 1 into a server's store, in its folder and in a database:
 * how many a second are kept, judged and acknowledged, and how long it takes from a message to the
 * alert on an open screen. Everything runs on one machine, so stations, brokers and database take
 * their share.
 */
final class SensorsBenchmark implements Benchmark {
  private static final int STATIONS = 500;
  private static final int SENDERS = 4;
  private static final int WARM = 40;
  private static final int ROUNDS = 40;
  private static final int ALERTS = 300;
  private static final int BESIDE = 500;
  private static final Duration BESIDE_FOR = Duration.ofSeconds(36);
  private static final List<Integer> CONNECTIONS = List.of(1, 2, 4);

  private final List<String> alertTable = new ArrayList<>();

  /**
   * Where a town is kept.
   *
   * @param settings of the server
   */
  private record Store(String name, Map<String, String> settings, Look look) {}

  /** Opens a store beside the server. */
  private interface Look {
    KeptReadings open(Path town) throws SQLException;
  }

  @Override
  public void run() throws Exception {
    System.out.printf(
        "%,d readings of %d stations, QoS 1, %d senders; kept, judged and acknowledged%n%n",
        STATIONS * ROUNDS, STATIONS, SENDERS);
    System.out.println(
        "| store | broker | connections | readings/s | server's CPU each | repeated | lost | twice |");
    System.out.println("|---|---|---|---|---|---|---|---|");
    measure(new Store("folder", Map.of(), KeptReadings::inFolder));
    try (OwnDatabase database = OwnDatabase.start()) {
      database.make("gauges");
      Map<String, String> settings = new HashMap<>();
      settings.put("MACHIZU_DB_URL", database.jdbcUrl("gauges"));
      settings.put("MACHIZU_DB_USER", "postgres");
      measure(
          new Store(
              "PostGIS", settings, unused -> KeptReadings.inDatabase(database.jdbcUrl("gauges"))));
    }
    System.out.printf(
        "%nFrom a message to its alert, while %d other readings come a second (%d alerts, ms)%n%n",
        BESIDE, ALERTS);
    System.out.println(
        "| store | broker | in the store p50 | p99 | on the desk's screen p50 | p99 | heard |");
    System.out.println("|---|---|---|---|---|---|---|");
    alertTable.forEach(System.out::println);
    System.out.println("ratio n/a");
  }

  private void measure(Store store) throws Exception {
    Path folder = Files.createTempDirectory("machizu-bench-gauges-");
    try {
      Stations stations = new Stations(STATIONS, SENDERS);
      List<String> gauges = new ArrayList<>(stations.names());
      gauges.addAll(AlertTimes.names(2 * ALERTS));
      try (GaugeTown town = GaugeTown.start(folder, store.settings(), "")) {
        town.makeGauges(gauges);
        embedded(town, store, folder, stations);
      }
      if (OwnMosquitto.isHere()) {
        Path files = Files.createDirectories(folder.resolve("mosquitto"));
        try (OwnMosquitto broker = OwnMosquitto.start(files)) {
          for (int connections : CONNECTIONS) {
            mosquitto(broker, store, folder, stations, connections);
          }
        }
      } else {
        System.out.println("| | Mosquitto | is not here: apt-get install mosquitto | | | | | |");
      }
    } finally {
      Runs.delete(folder);
    }
  }

  private void embedded(GaugeTown town, Store store, Path folder, Stations stations)
      throws Exception {
    List<String> tokens = new ArrayList<>();
    for (int sender = 0; sender < SENDERS; sender++) {
      tokens.add(town.device("bench-" + sender, stations.of(sender)));
    }
    List<String> probes = AlertTimes.names(2 * ALERTS).subList(0, ALERTS);
    tokens.add(town.device("bench-alerts", probes));
    URI uri = URI.create("mqtt://localhost:" + town.ownPort());
    Stations.Callers callers =
        sender -> {
          String name = sender == SENDERS ? "bench-alerts" : "bench-" + sender;
          Login login = new Login(name, new Secret(tokens.get(sender)));
          return Stations.connect(Address.of(uri, login), name);
        };
    rate(town, store, folder, "embedded", 1, stations, callers);
    alerts(town, store, folder, "embedded", stations, probes, callers);
  }

  private void mosquitto(
      OwnMosquitto broker, Store store, Path folder, Stations stations, int connections)
      throws Exception {
    String sources =
        """
        brokers:
          - name: main
            uri: mqtt://localhost:%d
            user: server
            password: any
            clientId: machizu-bench
            %s
            topics:
              - filter: gauges/+/level
        """
            .formatted(
                broker.port(),
                connections == 1 ? "" : "share: bench\n    connections: " + connections);
    Stations.Callers callers = sender -> Stations.connect(broker.address(), "bench-" + sender);
    try (GaugeTown town = GaugeTown.start(folder, store.settings(), sources)) {
      rate(town, store, folder, "Mosquitto", connections, stations, callers);
      if (connections == 1) {
        List<String> probes = AlertTimes.names(2 * ALERTS).subList(ALERTS, 2 * ALERTS);
        alerts(town, store, folder, "Mosquitto", stations, probes, callers);
      }
    }
  }

  private static void rate(
      GaugeTown town,
      Store store,
      Path folder,
      String broker,
      int connections,
      Stations stations,
      Stations.Callers callers)
      throws Exception {
    town.awaitConnected();
    long before = town.committed();
    stations.send(callers, WARM);
    town.awaitCommitted(before + STATIONS * WARM);
    double cpu = town.server().cpuSeconds();
    long begun = System.nanoTime();
    stations.send(callers, ROUNDS);
    long wanted = before + (long) STATIONS * (WARM + ROUNDS);
    town.awaitCommitted(wanted);
    double seconds = (System.nanoTime() - begun) / 1e9;
    cpu = town.server().cpuSeconds() - cpu;
    long repeated = town.committed() - wanted;
    try (KeptReadings look = store.look().open(folder.resolve("town"))) {
      KeptReadings.Sum kept = look.readings(Stations.PREFIX);
      System.out.printf(
          "| %s | %s | %d | %,.0f | %.0f µs | %d | %d | %d |%n",
          store.name(),
          broker,
          connections,
          STATIONS * ROUNDS / seconds,
          cpu * 1e6 / (STATIONS * ROUNDS),
          repeated,
          stations.sent() - kept.different(),
          kept.rows() - kept.different());
    }
  }

  private void alerts(
      GaugeTown town,
      Store store,
      Path folder,
      String broker,
      Stations stations,
      List<String> probes,
      Stations.Callers callers)
      throws Exception {
    AlertTimes times = new AlertTimes();
    try (Publisher sender = callers.connect(SENDERS);
        KeptReadings look = store.look().open(folder.resolve("town"))) {
      long before = town.committed();
      times.prepare(sender, probes);
      town.awaitCommitted(before + 2L * probes.size());
      CompletableFuture<Void> beside =
          CompletableFuture.runAsync(
              () -> stations.sendSteadily(callers, BESIDE, BESIDE_FOR),
              command -> Thread.ofPlatform().start(command));
      times.measure(town, look, sender, probes);
      beside.join();
    }
    List<Double> durable = times.untilDurable();
    List<Double> heard = times.untilHeard(town.levelAlerts());
    alertTable.add(
        "| %s | %s | %.0f | %.0f | %.0f | %.0f | %d of %d |"
            .formatted(
                store.name(),
                broker,
                Runs.median(durable),
                Runs.quantile(durable, 0.99),
                Runs.median(heard),
                Runs.quantile(heard, 0.99),
                heard.size(),
                ALERTS));
  }
}
