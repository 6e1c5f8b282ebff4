package org.machizu.sensors.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.machizu.sensors.mqtt.Address;
import org.machizu.sensors.mqtt.BrokerReceiver;
import org.machizu.sensors.mqtt.BrokerSettings;
import org.machizu.sensors.mqtt.Flow;
import org.machizu.sensors.mqtt.Login;
import org.machizu.sensors.mqtt.MqttMessage;
import org.machizu.sensors.mqtt.Publisher;
import org.machizu.sensors.mqtt.Secret;
import org.machizu.sensors.mqtt.Session;
import org.machizu.sensors.mqtt.Subscription;

/** The embedded broker on a disk that gets full: it tells devices, and loses nothing. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class FullDiskTest {
  private static final long LEFT = 8 << 20;

  @TempDir Path folder;
  private boolean mounted;
  private final List<String> acknowledged = new ArrayList<>();

  @AfterEach
  void unmount() throws Exception {
    if (mounted) {
      assertThat(run("umount", disk().toString())).isZero();
    }
  }

  private Path disk() {
    return folder.resolve("disk");
  }

  private static int run(String... command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getInputStream().readAllBytes();
    return process.waitFor();
  }

  private static Bounds bounds() {
    Bounds usual = Bounds.DEFAULT;
    return new Bounds(
        usual.connections(),
        usual.packetBytes(),
        usual.topics(),
        usual.subscriptions(),
        usual.memoryBytes(),
        usual.diskBytesPerTopic(),
        LEFT,
        usual.session());
  }

  private static void until(String what, BooleanSupplier holds) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!holds.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what).isLessThan(end);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  /** Leaves so many bytes to others. */
  private void fill(long left) throws IOException {
    byte[] chunk = new byte[4096];
    try (OutputStream filler = Files.newOutputStream(disk().resolve("filler"))) {
      while (Files.getFileStore(disk()).getUsableSpace() > left) {
        filler.write(chunk);
      }
    }
  }

  private boolean isTaken(Publisher device, String message) {
    try {
      device
          .publish("gauges/a1/level", message.getBytes(StandardCharsets.UTF_8), false)
          .get(30, TimeUnit.SECONDS);
      acknowledged.add(message);
      return true;
    } catch (ExecutionException e) {
      return false;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void devicesAreRefusedWhileTheDiskIsFullAndWhatWasAcknowledgedIsThere() throws Exception {
    Files.createDirectories(disk());
    int code = run("mount", "-t", "tmpfs", "-o", "size=40m", "tmpfs", disk().toString());
    assumeTrue(code == 0, "mounting a small disk is not allowed here, test skipped");
    mounted = true;
    Queue<MqttMessage> came = new ConcurrentLinkedQueue<>();
    try (EmbeddedBroker broker =
            EmbeddedBroker.start(
                disk().resolve("broker"),
                List.of(Door.plain("127.0.0.1", 0)),
                (user, password, client, from) ->
                    Optional.of(Permissions.toPublish("gauges/a1/level")),
                bounds());
        Publisher device =
            new Publisher(
                Address.of(broker.uri(), new Login("a1", new Secret("right"))),
                "a1",
                1,
                Flow.DEFAULT)) {
      BrokerSettings server =
          new BrokerSettings(
              "own",
              Address.of(broker.uri(), broker.own()),
              List.of(Subscription.to("gauges/+/level")),
              new Session.Own("machizu:server", Duration.ofDays(8)),
              Flow.DEFAULT);
      try (BrokerReceiver receiver = BrokerReceiver.start(server, came::addAll)) {
        until("the server listens", () -> receiver.states().getFirst().connected());
        assertThat(isTaken(device, "before")).isTrue();

        fill(LEFT / 2);
        until("devices are refused", () -> !isTaken(device, "n" + acknowledged.size()));
        assertThat(broker.state().diskFull()).isTrue();
        assertThat(isTaken(device, "still")).isFalse();
        until("what was acknowledged came", () -> came.size() == acknowledged.size());

        Files.delete(disk().resolve("filler"));
        until("devices are heard again", () -> isTaken(device, "after"));
        assertThat(broker.state().diskFull()).isFalse();
        until("what was acknowledged came", () -> came.size() == acknowledged.size());
      }
    }
    assertThat(came.stream().map(MqttMessage::text)).containsExactlyElementsOf(acknowledged);
  }
}
