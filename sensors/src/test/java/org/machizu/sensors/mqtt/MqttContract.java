package org.machizu.sensors.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machizu.sensors.mqtt.Mosquitto.until;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What holds with every broker: nothing that was acknowledged to a device is lost on its way. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class MqttContract {
  private static final String LEVEL = "gauges/device/level";

  protected Path folder;

  /** Running. */
  protected TestBroker broker;

  private final List<Process> processes = new ArrayList<>();
  private int clients;

  @AfterAll
  void closeBroker() throws Exception {
    processes.forEach(Process::destroyForcibly); // those of a test that failed
    if (broker != null) {
      broker.close();
    }
  }

  // ---- what comes
  // ---------------------------------------------------------------------------------

  @Test
  void wildcardsAndJapaneseTopicsAndPayloadsArrive() throws Exception {
    Kept kept = new Kept();
    try (BrokerReceiver receiver = listen(kept, next());
        Publisher device = publisher("device")) {
      connected(receiver);
      device.publish("gauges/緑川/水位", bytes("水位 2.35 m 🌊"), false).get();
      kept.await("the message", k -> !k.all().isEmpty());
    }
    MqttMessage message = kept.all().getFirst();
    assertThat(message.topic()).isEqualTo("gauges/緑川/水位");
    assertThat(message.text()).isEqualTo("水位 2.35 m 🌊");
    assertThat(message.broker()).isEqualTo("test");
    assertThat(message.qos()).isEqualTo(1);
    assertThat(message.retained()).isFalse();
  }

  @Test
  void aRetainedMessageIsFlaggedForNewcomersAndNotForThoseWhoWereThere() throws Exception {
    Kept before = new Kept();
    Kept after = new Kept();
    String topic = "gauges/device/retained";
    try (BrokerReceiver there = listen(before, next(), Subscription.to(topic));
        Publisher server = publisher("server")) {
      connected(there);
      server.publish(topic, bytes("kept"), true).get();
      before.await("the message", k -> !k.all().isEmpty());
      assertThat(before.all().getFirst().retained()).isFalse();
      Session late = next();
      try (BrokerReceiver newcomer = listen(after, late, Subscription.to(topic))) {
        after.await("the kept message", k -> !k.all().isEmpty());
        assertThat(after.all().getFirst().retained()).isTrue();
      }
      // Coming again is no reason to tell it once more.
      try (BrokerReceiver again = listen(after, late, Subscription.to(topic))) {
        connected(again);
        server.publish(topic, bytes("new"), false).get();
        after.await("the new message", k -> k.texts().contains("new"));
      }
      assertThat(after.texts()).containsExactly("kept", "new");
      assertThat(after.all()).hasSize(2);
      server.publish(topic, new byte[0], true).get();
    }
  }

  @Test
  void messagesOfQos0AreCountedAsSuchThatMayBeLost() throws Exception {
    Kept kept = new Kept();
    try (BrokerReceiver receiver = listen(kept, next(), new Subscription(LEVEL, 0));
        Publisher device = publisher("device")) {
      connected(receiver);
      device.publish(LEVEL, bytes("1"), false).get();
      kept.await("the message", k -> !k.all().isEmpty());
      assertThat(kept.all().getFirst().qos()).isZero();
      until("it is counted", () -> receiver.states().getFirst().committed() == 1);
      assertThat(receiver.states().getFirst().mayLose()).isEqualTo(1);
    }
  }

  @Test
  void theOrderWithinATopicIsKept() throws Exception {
    Kept kept = new Kept();
    try (BrokerReceiver receiver = listen(kept, next());
        Publisher device = publisher("device")) {
      connected(receiver);
      send(device, 0, 2000);
      kept.await("all", k -> k.texts().size() == 2000);
    }
    assertThat(kept.all().stream().map(MqttMessage::text).toList()).isEqualTo(numbers(0, 2000));
  }

  // ---- who may what
  // -------------------------------------------------------------------------------

  @Test
  void aWrongPasswordIsToldAndTriedAgain() throws Exception {
    Address wrong =
        Address.of(broker.address("server").uri(), new Login("server", new Secret("device-pw")));
    try (BrokerReceiver receiver = BrokerReceiver.start(settings(wrong, next()), new Kept())) {
      until("it is told", () -> receiver.states().getFirst().trouble().isPresent());
      LineState state = receiver.states().getFirst();
      assertThat(state.connected()).isFalse();
      assertThat(state.trouble().orElseThrow().text())
          .contains("no connection to the broker mqtt://localhost:")
          .contains("user")
          .contains("password")
          .doesNotContain("device-pw");
    }
    try (Publisher nobody = new Publisher(wrong, "server:wrong", 5, Flow.DEFAULT)) {
      Assertions.assertThatThrownBy(() -> nobody.publish(LEVEL, bytes("1"), false).get())
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(MqttTrouble.class)
          .hasMessageContaining("password");
    }
  }

  @Test
  void withoutPasswordNobodyComesIn() throws Exception {
    Address anonymous =
        new Address(
            broker.address("server").uri(),
            java.util.Optional.empty(),
            java.util.Optional.empty(),
            java.util.Optional.empty());
    try (Publisher nobody = new Publisher(anonymous, "nobody", 5, Flow.DEFAULT)) {
      Assertions.assertThatThrownBy(() -> nobody.publish(LEVEL, bytes("1"), false).get())
          .hasCauseInstanceOf(MqttTrouble.class);
    }
  }

  @Test
  void aDeviceMayNotPublishForAnother() throws Exception {
    Kept kept = new Kept();
    try (BrokerReceiver receiver = listen(kept, next());
        Publisher device = publisher("device")) {
      connected(receiver);
      Assertions.assertThatThrownBy(
              () -> device.publish("gauges/other/level", bytes("forged"), false).get())
          .hasCauseInstanceOf(MqttTrouble.class)
          .hasMessageContaining("gauges/other/level")
          .hasMessageContaining("does not allow");
      device.publish(LEVEL, bytes("mine"), false).get();
      kept.await("the allowed message", k -> !k.all().isEmpty());
    }
    assertThat(kept.texts()).containsExactly("mine");
  }

  @Test
  void aRefusedTopicIsToldAndTheOthersAreHeard() throws Exception {
    Kept kept = new Kept();
    try (BrokerReceiver receiver =
            listen(kept, next(), Subscription.to("secret/#"), Subscription.to("gauges/+/level"));
        Publisher device = publisher("device")) {
      connected(receiver);
      device.publish(LEVEL, bytes("1"), false).get();
      kept.await("the message", k -> !k.all().isEmpty());
      refusalTold(receiver);
    }
  }

  protected void refusalTold(BrokerReceiver receiver) {
    assertThat(receiver.states().getFirst().trouble().orElseThrow().text())
        .contains("secret/#")
        .contains("does not allow");
  }

  @Test
  void byTlsTheBrokersCertificateIsChecked() throws Exception {
    Address secure =
        Address.of(URI.create("mqtts://localhost:" + broker.tlsPort()), TestBroker.login("server"));
    try (Publisher trusting =
        new Publisher(secure.trusting(broker.authority()), "server:tls", 5, Flow.DEFAULT)) {
      trusting.publish(LEVEL, bytes("1"), false).get();
    }
    try (Publisher careful = new Publisher(secure, "server:tls2", 5, Flow.DEFAULT)) {
      Assertions.assertThatThrownBy(() -> careful.publish(LEVEL, bytes("1"), false).get())
          .hasCauseInstanceOf(MqttTrouble.class)
          .hasMessageContaining("certification path");
    }
    Address other =
        Address.of(URI.create("mqtts://127.0.0.1:" + broker.tlsPort()), TestBroker.login("server"))
            .trusting(broker.authority());
    try (Publisher elsewhere = new Publisher(other, "server:tls3", 5, Flow.DEFAULT)) {
      Assertions.assertThatThrownBy(() -> elsewhere.publish(LEVEL, bytes("1"), false).get())
          .hasCauseInstanceOf(MqttTrouble.class)
          .hasMessageContaining("127.0.0.1");
    }
  }

  // ---- what goes wrong
  // ----------------------------------------------------------------------------

  @Test
  void whileTheStoreIsAwayNothingIsAcknowledgedAndNothingIsLost() throws Exception {
    Kept kept = new Kept();
    kept.away(true);
    try (BrokerReceiver receiver = listen(kept, next());
        Publisher device = publisher("device")) {
      connected(receiver);
      send(device, 0, 50);
      kept.await("attempts", k -> k.refused() >= 3);
      assertThat(kept.all()).isEmpty();
      assertThat(receiver.states().getFirst().committed()).isZero();
      assertThat(receiver.states().getFirst().trouble().orElseThrow().text())
          .contains("the store is away");
      kept.away(false);
      kept.await("all", k -> k.texts().size() == 50);
      until("all are counted", () -> receiver.states().getFirst().waiting() == 0);
    }
    assertThat(kept.all().stream().map(MqttMessage::text).toList()).isEqualTo(numbers(0, 50));
  }

  @Test
  void aMistakeInTheIntakeLosesNothing() throws Exception {
    Kept kept = new Kept();
    kept.broken(true);
    try (BrokerReceiver receiver = listen(kept, next());
        Publisher device = publisher("device")) {
      connected(receiver);
      send(device, 0, 5);
      until("it was tried", () -> receiver.states().getFirst().retries() >= 2);
      kept.broken(false);
      kept.await("all", k -> k.texts().size() == 5);
    }
  }

  @Test
  void whenNoMoreFitTheBrokerHoldsBackAndNothingIsLost() throws Exception {
    Kept kept = new Kept();
    kept.away(true);
    Session session = next();
    BrokerSettings small =
        new BrokerSettings(
            "test",
            broker.address("server"),
            List.of(Subscription.to("gauges/+/level")),
            session,
            quick().withHeld(20));
    try (BrokerReceiver receiver = BrokerReceiver.start(small, kept);
        Publisher device = publisher("device")) {
      connected(receiver);
      send(device, 0, 1000);
      until("it is full", () -> receiver.states().getFirst().fullSince().isPresent());
      int tried = kept.refused();
      kept.await("some more attempts", k -> k.refused() > tried + 3);
      assertThat(receiver.states().getFirst().waiting()).isEqualTo(20);
      assertThat(receiver.states().getFirst().received()).isEqualTo(20);
      kept.away(false);
      kept.await("all", k -> k.texts().size() == 1000);
      until("it is full no more", () -> receiver.states().getFirst().fullSince().isEmpty());
    }
    assertThat(kept.texts()).isEqualTo(numbers(0, 1000));
  }

  @Test
  void aServerThatWasAwayGetsEverything() throws Exception {
    Kept kept = new Kept();
    Session session = next();
    try (BrokerReceiver receiver = listen(kept, session)) {
      connected(receiver);
    }
    try (Publisher device = publisher("device")) {
      send(device, 0, 300);
    }
    assertThat(kept.all()).isEmpty();
    try (BrokerReceiver receiver = listen(kept, session)) {
      kept.await("all", k -> k.texts().size() == 300);
    }
    assertThat(kept.texts()).isEqualTo(numbers(0, 300));
  }

  @Test
  void whatWasNotKeptWhenWeStoppedComesAgain() throws Exception {
    Kept kept = new Kept();
    Session session = next();
    kept.away(true);
    try (BrokerReceiver receiver = listen(kept, session);
        Publisher device = publisher("device")) {
      connected(receiver);
      send(device, 0, 40);
      kept.await("an attempt", k -> k.refused() > 0);
    }
    kept.away(false);
    try (BrokerReceiver receiver = listen(kept, session)) {
      kept.await("all", k -> k.texts().size() == 40);
    }
    assertThat(kept.texts()).isEqualTo(numbers(0, 40));
  }

  @Test
  void aCutNetworkLosesNothing() throws Exception {
    Kept kept = new Kept();
    try (Relay relay = new Relay(broker.port());
        BrokerReceiver receiver =
            BrokerReceiver.start(settings(TestBroker.at(relay.port(), "server"), next()), kept);
        Publisher device = publisher("device")) {
      connected(receiver);
      for (int round = 0; round < 4; round++) {
        send(device, round * 250, round * 250 + 250);
        relay.cut();
      }
      kept.await("all", k -> k.texts().size() == 1000);
      until("it was connected anew", () -> receiver.states().getFirst().connects() > 1);
      assertThat(receiver.states().getFirst().sessionsLost()).isZero();
    }
    assertThat(kept.texts()).isEqualTo(numbers(0, 1000));
  }

  @Test
  void aFlickeringNetworkWhileTheStoreIsAwayFillsNoMoreThanItMay() throws Exception {
    Kept kept = new Kept();
    kept.away(true);
    try (Relay relay = new Relay(broker.port());
        BrokerReceiver receiver =
            BrokerReceiver.start(
                new BrokerSettings(
                    "test",
                    TestBroker.at(relay.port(), "server"),
                    List.of(Subscription.to("gauges/+/level")),
                    next(),
                    quick().withHeld(20)),
                kept);
        Publisher device = publisher("device")) {
      connected(receiver);
      send(device, 0, 200);
      until("it is full", () -> receiver.states().getFirst().waiting() == 20);
      relay.cut();
      until(
          "they came again",
          () -> {
            LineState state = receiver.states().getFirst();
            return state.waiting() == 40 && state.connects() == 2;
          });
      relay.cut();
      until("it is noticed", () -> !receiver.states().getFirst().connected());
      int tried = kept.refused();
      kept.await("some more attempts", k -> k.refused() > tried + 20);
      assertThat(receiver.states().getFirst().connects()).isEqualTo(2);
      assertThat(receiver.states().getFirst().waiting()).isEqualTo(40);
      kept.away(false);
      kept.await("all", k -> k.texts().size() == 200);
    }
    assertThat(kept.texts()).isEqualTo(numbers(0, 200));
  }

  @Test
  void aNetworkThatSwallowsEverythingIsNoticed() throws Exception {
    Kept kept = new Kept();
    try (Relay relay = new Relay(broker.port());
        BrokerReceiver receiver =
            BrokerReceiver.start(settings(TestBroker.at(relay.port(), "server"), next()), kept);
        Publisher device = publisher("device")) {
      connected(receiver);
      relay.stall(true);
      send(device, 0, 100);
      until("it is noticed", () -> !receiver.states().getFirst().connected());
      relay.stall(false);
      kept.await("all", k -> k.texts().size() == 100);
    }
    assertThat(kept.texts()).isEqualTo(numbers(0, 100));
  }

  @Test
  void aBrokerThatIsKilledAndStartedAgainLosesNothing() throws Exception {
    Kept kept = new Kept();
    kept.away(true);
    Session session = next();
    try (BrokerReceiver receiver = listen(kept, session);
        Publisher device = publisher("device")) {
      connected(receiver);
      send(device, 0, 200);
      broker.settle();
      broker.kill();
      until("it is noticed", () -> !receiver.states().getFirst().connected());
      broker.start();
      until("it is connected again", () -> receiver.states().getFirst().connects() == 2);
      assertThat(receiver.states().getFirst().sessionsLost()).isZero();
      Assertions.assertThat(kept.all()).isEmpty();
      kept.away(false);
      sendAgainAndAgain(device, 200, 400);
      kept.await("all", k -> k.texts().size() == 400);
    }
    assertThat(kept.texts()).isEqualTo(numbers(0, 400));
  }

  @Test
  void aServerThatIsKilledLosesNothing() throws Exception {
    Path file = folder.resolve("kept-by-the-process");
    Process first = receiverProcess(file);
    try (Publisher device = publisher("device")) {
      // Only what is sent after the first subscription is kept for the process.
      int sent = 0;
      while (lines(file).isEmpty()) {
        send(device, sent, sent + 1);
        sent++;
      }
      String start = lines(file).getFirst();
      send(device, sent, sent + 500);
      first.destroyForcibly().waitFor();
      send(device, sent + 500, sent + 1000);
      int all = sent + 1000;
      Process second = receiverProcess(file);
      until("all", () -> distinct(file).size() == all - Integer.parseInt(start));
      second.destroyForcibly().waitFor();
      assertThat(distinct(file)).isEqualTo(new TreeSet<>(numbers(Integer.parseInt(start), all)));
    }
  }

  @Test
  void ofSeveralServersThatShareEachMessageGoesToOne() throws Exception {
    Kept one = new Kept();
    Kept two = new Kept();
    String group = "group" + clients;
    try (BrokerReceiver first = listen(one, shared("server:one", group, 1));
        BrokerReceiver second = listen(two, shared("server:two", group, 2));
        Publisher device = publisher("device")) {
      connected(first);
      connected(second);
      send(device, 0, 900);
      one.await("all of both", k -> k.all().size() + two.all().size() >= 900);
    }
    List<String> both = new ArrayList<>();
    one.all().forEach(m -> both.add(m.text()));
    two.all().forEach(m -> both.add(m.text()));
    assertThat(both).containsExactlyInAnyOrderElementsOf(numbers(0, 900));
    assertThat(one.all()).isNotEmpty();
    assertThat(two.all()).isNotEmpty();
  }

  @Test
  void theBrokerIsToldHowLongToKeepOurSessionAndHowMuchWeTake() throws Exception {
    try (Relay relay = new Relay(broker.port());
        BrokerReceiver alone =
            BrokerReceiver.start(
                settings(TestBroker.at(relay.port(), "server"), next()), new Kept())) {
      connected(alone);
      ConnectPacket own = ConnectPacket.parse(relay.said().getFirst());
      assertThat(own.cleanStart()).isFalse();
      assertThat(own.sessionExpiry()).isEqualTo(Duration.ofDays(7).toSeconds());
      assertThat(own.receiveMaximum()).isEqualTo(512);
      try (BrokerReceiver together =
          BrokerReceiver.start(
              settings(TestBroker.at(relay.port(), "server"), shared("server:expiry", "expiry", 1)),
              new Kept())) {
        connected(together);
        ConnectPacket shared = ConnectPacket.parse(relay.said().getLast());
        assertThat(shared.cleanStart()).isFalse();
        assertThat(shared.sessionExpiry()).isEqualTo(60);
      }
    }
  }

  @Test
  void aPublisherNeverSendsMoreThanTheBrokerTakesAndComesBackAfterACut() throws Exception {
    Kept kept = new Kept();
    try (Relay relay = new Relay(broker.port());
        BrokerReceiver receiver = listen(kept, next());
        Publisher device =
            new Publisher(TestBroker.at(relay.port(), "device"), "device", 5000, quick())) {
      connected(receiver);
      send(device, 0, 3000);
      relay.cut();
      sendAgainAndAgain(device, 3000, 3010);
      kept.await("all", k -> k.texts().size() == 3010);
    }
  }

  // ---- the parts
  // ----------------------------------------------------------------------------------

  protected Session next() {
    return own("server:" + clients++ + "-" + getClass().getSimpleName());
  }

  static Session own(String clientId) {
    return new Session.Own(clientId, Session.Own.SHORTEST);
  }

  static Session shared(String clientId, String group, int connections) {
    return new Session.Shared(clientId, group, Session.Shared.LONGEST, connections);
  }

  static Flow quick() {
    return Flow.DEFAULT
        .withKeepAlive(Duration.ofSeconds(2))
        .withRetry(new Retry(Duration.ofMillis(50), Duration.ofMillis(200)));
  }

  static BrokerSettings settings(Address address, Session session, Subscription... topics) {
    List<Subscription> all =
        topics.length > 0
            ? List.of(topics)
            : List.of(Subscription.to("gauges/+/level"), Subscription.to("gauges/+/水位"));
    return new BrokerSettings("test", address, all, session, quick());
  }

  protected BrokerReceiver listen(Kept kept, Session session, Subscription... topics) {
    return BrokerReceiver.start(settings(broker.address("server"), session, topics), kept);
  }

  protected Publisher publisher(String user) {
    return new Publisher(broker.address(user), user + ":publisher" + clients++, 500, Flow.DEFAULT);
  }

  protected static void connected(BrokerReceiver receiver) throws InterruptedException {
    until("connected", () -> receiver.states().stream().allMatch(LineState::connected));
  }

  /** Sends the numbers, and returns when the broker has all of them. */
  protected static void send(Publisher publisher, int from, int to) throws Exception {
    List<CompletableFuture<Void>> sent = new ArrayList<>();
    for (int i = from; i < to; i++) {
      sent.add(publisher.publish(LEVEL, bytes(Integer.toString(i)), false));
    }
    for (CompletableFuture<Void> one : sent) {
      one.get();
    }
  }

  /** Sends each until it is acknowledged, as a good device does. */
  protected static void sendAgainAndAgain(Publisher publisher, int from, int to) {
    for (int i = from; i < to; i++) {
      for (boolean sent = false; !sent; ) {
        try {
          publisher.publish(LEVEL, bytes(Integer.toString(i)), false).join();
          sent = true;
        } catch (CompletionException e) {
          // again
        }
      }
    }
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static List<String> numbers(int from, int to) {
    return IntStream.range(from, to).mapToObj(Integer::toString).toList();
  }

  private Process receiverProcess(Path file) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                ReceiverProcess.class.getName(),
                Integer.toString(broker.port()),
                file.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("process.log").toFile())
            .start();
    processes.add(process);
    return process;
  }

  private static List<String> lines(Path file) {
    try {
      return Files.exists(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException e) {
      return List.of(); // a line is just being written
    }
  }

  private static Set<String> distinct(Path file) {
    return new TreeSet<>(lines(file));
  }
}
