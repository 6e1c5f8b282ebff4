package org.machizu.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.machizu.http.Json;
import org.machizu.outbound.Outbound;
import org.machizu.outbox.Delivery.State;
import org.machizu.outbox.OutboxStore.Filter;
import org.machizu.sensors.gauge.Level.Severity;
import org.machizu.sensors.notify.Channel;
import org.machizu.store.gpkg.TownFolder;

/** Messages to the programs of others: a real HTTP server, and a broker by hand. */
class WebhookTest {
  private record Asked(String key, String timestamp, String signature, byte[] body) {}

  @TempDir Path folder;
  private TownFolder town;
  private Desk desk;
  private HttpServer server;
  private Outbound outbound;
  private volatile int status = 204;
  private final List<Asked> asked = new CopyOnWriteArrayList<>();

  @BeforeEach
  void open() throws IOException {
    town = TownFolder.open(folder, "01585");
    desk = new Desk(town.outbox());
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
    server.createContext("/hook", this::take);
    server.start();
    outbound = new Outbound(List.of(URI.create(base())), Duration.ofSeconds(20), 1000);
  }

  @AfterEach
  void close() {
    outbound.close();
    server.stop(0);
    town.close();
  }

  private String base() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      asked.add(
          new Asked(
              exchange.getRequestHeaders().getFirst("Idempotency-Key"),
              exchange.getRequestHeaders().getFirst("Machizu-Timestamp"),
              exchange.getRequestHeaders().getFirst("Machizu-Signature"),
              exchange.getRequestBody().readAllBytes()));
      exchange.sendResponseHeaders(status, -1);
    }
  }

  private Carrier carrier() {
    return desk.carrier(
        Channel.Type.WEBHOOK,
        new WebhookSender(
            outbound,
            id -> desk.recipients().find(id).map(RecipientStore.Kept::secret),
            desk.clock));
  }

  private void raise(Severity severity) {
    desk.alerts.raise("G01", severity);
    desk.announcer().announce();
  }

  @Test
  void aProgramGetsASignedMessageAtOnceThatItCanTellFromARepetition() throws Exception {
    desk.staff("system", new Channel(Channel.Type.WEBHOOK, base() + "/hook"));
    status = 503;
    raise(Severity.CAUTION);
    Carrier carrier = carrier();
    assertThat(carrier.carryDue()).isEqualTo(1);
    status = 204;
    desk.pass(Duration.ofSeconds(12));
    assertThat(carrier.carryDue()).isEqualTo(1);

    assertThat(asked).hasSize(2);
    assertThat(asked.get(0).key()).isEqualTo(asked.get(1).key());
    Asked last = asked.get(1);
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(
        new SecretKeySpec(
            "a secret of system for signing".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    mac.update((last.timestamp() + ".").getBytes(StandardCharsets.UTF_8));
    mac.update(last.body());
    assertThat(last.signature()).isEqualTo("v1=" + HexFormat.of().formatHex(mac.doFinal()));
    assertThat(Long.parseLong(last.timestamp())).isEqualTo(desk.clock.instant().getEpochSecond());
    JsonNode body = Json.object(last.body());
    assertThat(body.get("id").textValue()).isEqualTo(last.key());
    assertThat(body.get("purpose").textValue()).isEqualTo("raised");
    assertThat(body.get("subject").textValue()).isEqualTo("【氾濫注意水位】緑川 東和G01");
    assertThat(body.get("alert").get("gauge").textValue()).isEqualTo("G01");
    assertThat(body.get("alert").get("severity").textValue()).isEqualTo("caution");
    assertThat(body.get("alert").get("peakM").doubleValue()).isEqualTo(4.12);
    assertThat(body.get("drill").booleanValue()).isFalse();
    assertThat(desk.states()).containsExactly(State.SENT);
  }

  @Test
  void whoRefusesIsNotAskedAgainAndItIsSeen() {
    desk.staff("system", new Channel(Channel.Type.WEBHOOK, base() + "/hook"));
    status = 404;
    raise(Severity.DANGER);
    carrier().carryDue();
    desk.pass(Duration.ofHours(1));
    assertThat(carrier().carryDue()).isZero();
    assertThat(desk.messages().list(Filter.ALL, 99, 9))
        .singleElement()
        .satisfies(d -> {
          assertThat(d.state()).isEqualTo(State.GIVEN_UP);
          assertThat(d.error()).isEqualTo("127.0.0.1 answers 404");
        });
  }

  @Test
  void nobodyIsAskedWhomTheSettingsDoNotName() {
    desk.staff("system", new Channel(Channel.Type.WEBHOOK, "http://127.0.0.1:1/hook"));
    raise(Severity.DANGER);
    carrier().carryDue();
    assertThat(desk.messages().list(Filter.ALL, 99, 9).getFirst().error())
        .contains("is not among the servers that may be asked");
    assertThat(asked).isEmpty();
  }

  @Test
  void aBrokerGetsTheSameAndIsTriedAgainWhenItDoesNotTakeIt() {
    Channel topic = new Channel(Channel.Type.MQTT, "town/alerts");
    desk.staff("board", topic);
    raise(Severity.CAUTION);
    List<String> published = new ArrayList<>();
    List<Throwable> trouble = new ArrayList<>(List.of(new IOException("no broker")));
    Carrier carrier =
        desk.carrier(
            Channel.Type.MQTT,
            new MqttSender((name, payload) -> {
              published.add(name + " " + Json.object(payload).get("id").textValue());
              return trouble.isEmpty()
                  ? CompletableFuture.completedFuture(null)
                  : CompletableFuture.failedFuture(trouble.removeFirst());
            }));
    carrier.carryDue();
    assertThat(desk.states()).containsExactly(State.WAITING);
    desk.pass(Duration.ofSeconds(12));
    carrier.carryDue();
    assertThat(desk.states()).containsExactly(State.SENT);
    assertThat(published).hasSize(2).allMatch(p -> p.equals(published.getFirst()));
    assertThat(published.getFirst()).startsWith("town/alerts ");
  }

  /** As a server does it, with its threads. */
  @Test
  void aRunningServerSendsWhatItIsNotTold() {
    desk.staff("system", new Channel(Channel.Type.WEBHOOK, base() + "/hook"));
    try (Carrier carrier = carrier()) {
      carrier.start();
      raise(Severity.DANGER);
      while (!desk.states().equals(List.of(State.SENT))) {
        Thread.onSpinWait();
      }
    }
    assertThat(asked).hasSize(1);
  }
}
