package org.machizu.sensors.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.machizu.sensors.mqtt.Address;
import org.machizu.sensors.mqtt.BrokerReceiver;
import org.machizu.sensors.mqtt.BrokerSettings;
import org.machizu.sensors.mqtt.Flow;
import org.machizu.sensors.mqtt.Login;
import org.machizu.sensors.mqtt.MqttTrouble;
import org.machizu.sensors.mqtt.Publisher;
import org.machizu.sensors.mqtt.Secret;
import org.machizu.sensors.mqtt.Session;
import org.machizu.sensors.mqtt.Subscription;

/** The door of the broker, and what it bears; that nothing is lost stands in the contract. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EmbeddedBrokerTest {
  private final Set<String> withdrawn = ConcurrentHashMap.newKeySet();
  private volatile SocketAddress cameFrom;
  private EmbeddedBroker broker;
  private Path folder;

  @BeforeAll
  void startBroker(@TempDir Path temporary) throws Exception {
    folder = temporary.resolve("broker");
    broker =
        EmbeddedBroker.start(
            folder, List.of(Door.plain("127.0.0.1", 0)), this::admit, bounds(1000));
  }

  @AfterAll
  void stopBroker() {
    if (broker != null) {
      broker.close();
    }
  }

  private Optional<Permissions> admit(
      String user, char[] password, String clientId, SocketAddress address) {
    cameFrom = address;
    if (user.equals("confused")) {
      throw new IllegalStateException("the store is away");
    }
    return new String(password).equals("right") && !withdrawn.contains(user)
        ? Optional.of(new Permissions(List.of("gauges/" + user + "/#"), List.of(), false))
        : Optional.empty();
  }

  private Publisher publisher(String user, String clientId) {
    return new Publisher(
        Address.of(broker.uri(), new Login(user, new Secret("right"))), clientId, 20, Flow.DEFAULT);
  }

  @Test
  void theServerComesInWithASecretThatOnlyThisProcessKnows() throws Exception {
    try (Publisher own = new Publisher(ownAddress(), "machizu:own", 5, Flow.DEFAULT)) {
      own.publish("anything/at/all", bytes("1"), false).get();
    }
    Address guessed =
        Address.of(broker.uri(), new Login(EmbeddedBroker.OWN_USER, new Secret("right")));
    try (Publisher other = new Publisher(guessed, "machizu:other", 5, Flow.DEFAULT)) {
      assertThatThrownBy(() -> other.publish("anything", bytes("1"), false).get())
          .hasCauseInstanceOf(MqttTrouble.class)
          .hasMessageContaining("password");
    }
  }

  @Test
  void theGatekeeperIsToldFromWhere() throws Exception {
    try (Publisher device = publisher("a1", "a1")) {
      device.publish("gauges/a1/level", bytes("1"), false).get();
    }
    assertThat(cameFrom.toString()).contains("127.0.0.1");
  }

  @Test
  void whenTheGatekeeperFailsNobodyComesIn() {
    try (Publisher device = publisher("confused", "confused")) {
      assertThatThrownBy(() -> device.publish("gauges/confused/level", bytes("1"), false).get())
          .hasCauseInstanceOf(MqttTrouble.class)
          .hasMessageContaining("password");
    }
  }

  @Test
  void nobodyTakesTheClientIdOfAnother() throws Exception {
    for (String id : List.of("a2", "machizu:receiver", "a1:' OR '1'='1", "a1:x.y")) {
      try (Publisher device = publisher("a1", id)) {
        assertThatThrownBy(() -> device.publish("gauges/a1/level", bytes("1"), false).get())
            .as(id)
            .hasCauseInstanceOf(MqttTrouble.class);
      }
    }
  }

  @Test
  void nobodySendsIntoTheBrokersOwnQueues() throws Exception {
    for (String topic :
        List.of("gauges/a1/level::machizu.gauges", "$sys.mqtt.sessions", "activemq.management")) {
      try (Publisher own = new Publisher(ownAddress(), "machizu:sly", 5, Flow.DEFAULT)) {
        assertThatThrownBy(() -> own.publish(topic, bytes("1"), false).get())
            .as(topic)
            .hasCauseInstanceOf(MqttTrouble.class);
      }
    }
  }

  @Test
  void aWithdrawnPasswordEndsTheConnectionAtOnceOrItsRightsSoon() throws Exception {
    try (Publisher device = publisher("a3", "a3")) {
      device.publish("gauges/a3/level", bytes("1"), false).get();
      withdrawn.add("a3");
      until(
          "it may no more",
          () -> {
            try {
              device.publish("gauges/a3/level", bytes("2"), false).get();
              return false;
            } catch (Exception e) {
              return true;
            }
          });
    }
    try (Publisher device = publisher("a4", "a4")) {
      device.publish("gauges/a4/level", bytes("1"), false).get();
      int before = broker.state().connections();
      withdrawn.add("a4");
      broker.disconnect("a4");
      until("it is out", () -> broker.state().connections() < before);
    }
  }

  @Test
  void whatIsTooLongIsRefusedBeforeItIsRead() throws Exception {
    try (Socket socket = new Socket("127.0.0.1", broker.ports().getFirst())) {
      socket.setSoTimeout(30_000);
      OutputStream out = socket.getOutputStream();
      // MQTT 3.1.1, client and user a5.
      out.write(
          "\20\31\0\4MQTT\4\302\0\74\0\2a5\0\2a5\0\5right".getBytes(StandardCharsets.ISO_8859_1));
      assertThat(socket.getInputStream().readNBytes(4)).containsExactly(0x20, 2, 0, 0);
      // A message that says it has 200 MB.
      out.write(new byte[] {0x30, (byte) 0x80, (byte) 0x80, (byte) 0x80, 0x64, 0, 1, 'a'});
      out.flush();
      assertThat(ends(socket)).isTrue();
    }
  }

  @Test
  void whoeverSaysNothingIsShownOut() throws Exception {
    try (Socket socket = new Socket("127.0.0.1", broker.ports().getFirst())) {
      socket.setSoTimeout(60_000);
      socket.getOutputStream().write(new byte[] {0x10, 0x40, 0, 4, 'M', 'Q', 'T', 'T', 5});
      assertThat(ends(socket)).isTrue();
    }
  }

  @Test
  void furtherTopicsThanAllowedAreRefused(@TempDir Path other) throws Exception {
    try (EmbeddedBroker small =
            EmbeddedBroker.start(
                other, List.of(Door.plain("127.0.0.1", 0)), this::admit, bounds(40));
        Publisher device =
            new Publisher(
                Address.of(small.uri(), new Login("many", new Secret("right"))),
                "many",
                5,
                Flow.DEFAULT)) {
      assertThatThrownBy(
              () -> {
                for (int i = 0; i < 60; i++) {
                  device.publish("gauges/many/" + i, bytes("1"), true).get();
                }
              })
          .hasCauseInstanceOf(MqttTrouble.class)
          .hasMessageContaining("gauges/many/");
      // The topic and what is retained of it count, so the last one may be one too many.
      assertThat(small.state().topics()).isBetween(30, 41);
    }
  }

  @Test
  void whenNobodyFetchesForTooLongSendersKeepWhatTheyHave(@TempDir Path other) throws Exception {
    try (EmbeddedBroker full =
        EmbeddedBroker.start(other, List.of(Door.plain("127.0.0.1", 0)), this::admit, bounds(40))) {
      Address own = Address.of(full.uri(), full.own());
      listen(own, messages -> {}).close(); // leaves a session behind
      int sent = 0;
      try (Publisher device =
          new Publisher(
              Address.of(full.uri(), new Login("a1", new Secret("right"))),
              "a1",
              1,
              Flow.DEFAULT)) {
        byte[] large = new byte[32 * 1024];
        while (sent < 1000) {
          device.publish("gauges/a1/level", large, false).get();
          sent++;
        }
        throw new AssertionError("it takes everything");
      } catch (java.util.concurrent.ExecutionException e) {
        assertThat(e).hasCauseInstanceOf(MqttTrouble.class);
      }
      assertThat(sent).isBetween(20, 400);
      java.util.concurrent.atomic.AtomicInteger got =
          new java.util.concurrent.atomic.AtomicInteger();
      try (BrokerReceiver receiver = listen(own, messages -> got.addAndGet(messages.size()))) {
        int acknowledged = sent;
        until("everything that was acknowledged", () -> got.get() >= acknowledged);
      }
    }
  }

  @Test
  void aTakenPortAndATakenFolderAreTold(@TempDir Path other) {
    assertThatThrownBy(() ->
            EmbeddedBroker.start(
                other,
                List.of(Door.plain("127.0.0.1", broker.ports().getFirst())),
                this::admit,
                Bounds.DEFAULT))
        .isInstanceOf(BrokerException.class)
        .hasMessageContaining("127.0.0.1:" + broker.ports().getFirst());
    assertThatThrownBy(() ->
            EmbeddedBroker.start(
                folder, List.of(Door.plain("127.0.0.1", 0)), this::admit, Bounds.DEFAULT))
        .isInstanceOf(BrokerException.class)
        .hasMessageContaining(folder.toString());
  }

  private static BrokerReceiver listen(Address address, org.machizu.sensors.mqtt.Intake intake)
      throws InterruptedException {
    BrokerReceiver receiver =
        BrokerReceiver.start(
            new BrokerSettings(
                "own",
                address,
                List.of(Subscription.to("gauges/#")),
                new Session.Own("machizu:receiver", Duration.ofDays(7)),
                Flow.DEFAULT),
            intake);
    until("connected", () -> receiver.states().getFirst().connected());
    return receiver;
  }

  private Address ownAddress() {
    return Address.of(URI.create(broker.uri().toString()), broker.own());
  }

  private static boolean ends(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    try {
      while (in.read() >= 0) {}
    } catch (java.net.SocketException e) {
      return true; // reset
    }
    return true;
  }

  private static Bounds bounds(int topics) {
    return new Bounds(12, 64 * 1024, topics, 20, 1L << 20, 2L << 20, 1L << 20, Duration.ofDays(10));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void until(String what, BooleanSupplier holds) throws InterruptedException {
    Object nobody = new Object();
    for (long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(90); !holds.getAsBoolean(); ) {
      if (System.nanoTime() > end) {
        throw new AssertionError("waited in vain: " + what);
      }
      synchronized (nobody) {
        nobody.wait(20);
      }
    }
  }
}
