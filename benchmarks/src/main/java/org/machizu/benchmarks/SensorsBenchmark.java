package org.machizu.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.machizu.benchmarks.Bench.Benchmark;
import org.machizu.sensors.broker.Bounds;
import org.machizu.sensors.broker.Door;
import org.machizu.sensors.broker.EmbeddedBroker;
import org.machizu.sensors.mqtt.Address;
import org.machizu.sensors.mqtt.BrokerReceiver;
import org.machizu.sensors.mqtt.BrokerSettings;
import org.machizu.sensors.mqtt.Flow;
import org.machizu.sensors.mqtt.Intake;
import org.machizu.sensors.mqtt.LineState;
import org.machizu.sensors.mqtt.Login;
import org.machizu.sensors.mqtt.MqttMessage;
import org.machizu.sensors.mqtt.Publisher;
import org.machizu.sensors.mqtt.Secret;
import org.machizu.sensors.mqtt.Session;
import org.machizu.sensors.mqtt.Subscription;

/**
 * Messages of QoS 1 from publishers through a broker to what has been forced to the disk: how many
 * a second, and how many are lost. Everything runs on one machine, so the publishers take their
 * share.
 */
final class SensorsBenchmark implements Benchmark {
  private static final int MESSAGES = 20_000;
  private static final int WARM = 2_000;
  private static final int PUBLISHERS = 4;
  private static final int PATIENCE_SECONDS = 180;
  private static final String MOSQUITTO = "/usr/sbin/mosquitto";

  /** Keeps batches in a file, and remembers which messages it has seen. */
  private static final class FileIntake implements Intake, AutoCloseable {
    private final FileChannel file;
    private final BitSet seen = new BitSet();
    private int messages;
    private int batches;

    FileIntake(Path path) throws IOException {
      file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    @Override
    public void take(List<MqttMessage> batch) throws NotNow {
      StringBuilder lines = new StringBuilder();
      batch.forEach(m -> lines.append(m.topic()).append(' ').append(m.text()).append('\n'));
      ByteBuffer bytes = ByteBuffer.wrap(lines.toString().getBytes(StandardCharsets.UTF_8));
      synchronized (this) {
        try {
          while (bytes.hasRemaining()) {
            file.write(bytes);
          }
          file.force(false);
        } catch (IOException e) {
          throw new NotNow("the file cannot be written", e);
        }
        for (MqttMessage message : batch) {
          seen.set(Integer.parseInt(message.text().strip()));
        }
        messages += batch.size();
        batches++;
        notifyAll();
      }
    }

    synchronized boolean await(int wanted) throws InterruptedException {
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
      while (seen.cardinality() < wanted && System.nanoTime() < end) {
        wait(200);
      }
      return seen.cardinality() >= wanted;
    }

    synchronized int different() {
      return seen.cardinality();
    }

    synchronized String batchSize() {
      return batches == 0 ? "-" : Integer.toString(messages / batches);
    }

    synchronized int repeated() {
      return messages - seen.cardinality();
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }

  @Override
  public void run() throws Exception {
    System.out.printf(
        "%,d messages of 200 bytes, QoS 1, %d publishers; forced to a file in batches%n%n",
        MESSAGES, PUBLISHERS);
    System.out.println("| broker | connections | messages/s | batch | repeated | lost |");
    System.out.println("|---|---|---|---|---|---|");
    Path folder = Files.createTempDirectory("machizu-bench-mqtt");
    try {
      if (Files.isExecutable(Path.of(MOSQUITTO))) {
        mosquitto(folder);
      } else {
        System.out.println("| Mosquitto | is not here: apt-get install mosquitto | | | | |");
      }
      embedded(folder);
    } finally {
      Runs.delete(folder);
    }
    System.out.println("ratio n/a");
  }

  private void embedded(Path folder) throws Exception {
    long start = System.nanoTime();
    try (EmbeddedBroker broker =
        EmbeddedBroker.start(
            folder.resolve("embedded"),
            List.of(Door.plain("127.0.0.1", 0)),
            (user, password, client, from) -> Optional.empty(),
            Bounds.DEFAULT)) {
      long millis = (System.nanoTime() - start) / 1_000_000;
      Address address = Address.of(broker.uri(), broker.own());
      for (int connections : new int[] {1, 2, 4}) {
        measure("embedded", address, connections, folder);
      }
      System.out.printf("%nThe embedded broker started in %d ms.%n", millis);
    }
  }

  private void mosquitto(Path folder) throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Path configuration = folder.resolve("mosquitto.conf");
    Files.writeString(
        configuration,
        """
        listener %d 127.0.0.1
        allow_anonymous true
        persistence true
        persistence_location %s/
        autosave_interval 60
        max_inflight_messages 1000
        max_queued_messages 0
        set_tcp_nodelay true
        user %s
        """
            .formatted(port, folder, System.getProperty("user.name")));
    Process process =
        new ProcessBuilder(MOSQUITTO, "-c", configuration.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("mosquitto.log").toFile())
            .start();
    try {
      awaitPort(port);
      Address address =
          Address.of(
              URI.create("mqtt://localhost:" + port), new Login("machizu", new Secret("any")));
      for (int connections : new int[] {1, 2, 4}) {
        measure("Mosquitto", address, connections, folder);
      }
    } finally {
      process.destroy();
      process.waitFor();
    }
  }

  private static void awaitPort(int port) throws InterruptedException {
    while (true) {
      try (Socket socket = new Socket("127.0.0.1", port)) {
        return;
      } catch (IOException e) {
        TimeUnit.MILLISECONDS.sleep(50);
      }
    }
  }

  private void measure(String name, Address address, int connections, Path folder)
      throws Exception {
    String topics = "bench/" + name + connections;
    Session session =
        new Session.Shared(
            "machizu:bench", name + connections, Duration.ofSeconds(60), connections);
    try (FileIntake intake = new FileIntake(folder.resolve(name + connections));
        BrokerReceiver receiver =
            BrokerReceiver.start(
                new BrokerSettings(
                    name,
                    address,
                    List.of(Subscription.to(topics + "/#")),
                    session,
                    Flow.DEFAULT.withHeld(1000)),
                intake)) {
      while (!receiver.states().stream().allMatch(LineState::connected)) {
        TimeUnit.MILLISECONDS.sleep(20);
      }
      publish(address, topics, 0, WARM);
      intake.await(WARM);
      long start = System.nanoTime();
      publish(address, topics, WARM, WARM + MESSAGES);
      intake.await(WARM + MESSAGES);
      double seconds = (System.nanoTime() - start) / 1e9;
      System.out.printf(
          "| %s | %d | %,.0f | %s | %d | %d |%n",
          name,
          connections,
          MESSAGES / seconds,
          intake.batchSize(),
          intake.repeated(),
          WARM + MESSAGES - intake.different());
    }
  }

  /** Returns when the broker has acknowledged all; one that it does not take ends the run. */
  private static void publish(Address address, String topics, int from, int to) {
    CompletableFuture<?>[] all = new CompletableFuture<?>[PUBLISHERS];
    for (int p = 0; p < PUBLISHERS; p++) {
      int first = from + p;
      String topic = topics + "/" + p;
      String client = "machizu:publisher" + p;
      all[p] =
          CompletableFuture.runAsync(
              () -> {
                try (Publisher publisher = new Publisher(address, client, 400, Flow.DEFAULT)) {
                  CompletableFuture<?> last = CompletableFuture.completedFuture(null);
                  for (int i = first; i < to; i += PUBLISHERS) {
                    byte[] message = "%-200d".formatted(i).getBytes(StandardCharsets.US_ASCII);
                    CompletableFuture<Void> sent = publisher.publish(topic, message, false);
                    last = last.thenCombine(sent, (before, now) -> now);
                  }
                  last.join();
                }
              },
              command -> Thread.ofPlatform().start(command));
    }
    CompletableFuture.allOf(all).join();
  }
}
