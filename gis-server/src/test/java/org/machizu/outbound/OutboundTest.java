package org.machizu.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a real server that redirects, answers too much, and does not answer. */
class OutboundTest {
  private final CountDownLatch end = new CountDownLatch(1);
  private HttpServer server;
  private URI base;
  private Outbound outbound;

  @BeforeEach
  void start() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/moved",
        e -> {
          e.getResponseHeaders().set("Location", "http://localhost:1/");
          e.sendResponseHeaders(302, -1);
          e.close();
        });
    server.createContext(
        "/much",
        e -> {
          e.sendResponseHeaders(200, 0);
          e.getResponseBody().write(new byte[2000]);
          e.close();
        });
    server.createContext(
        "/slow",
        e -> {
          e.sendResponseHeaders(200, 0);
          e.getResponseBody().write(1);
          e.getResponseBody().flush();
          try {
            end.await();
          } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
          }
          e.close();
        });
    server.start();
    base = URI.create("http://localhost:" + server.getAddress().getPort());
    outbound = new Outbound(List.of(base), Duration.ofSeconds(1), 1000);
  }

  @AfterEach
  void stop() {
    end.countDown();
    outbound.close();
    server.stop(0);
  }

  @Test
  void aRedirectIsAnAnswerAndIsNotFollowed() throws Exception {
    assertThat(outbound.send(base.resolve("/moved"), Map.of(), null).status()).isEqualTo(302);
  }

  @Test
  void tooMuchTooSlowAndServersThatAreNotNamedAreRefused() {
    assertRefused(base.resolve("/much"), "more than 1000 bytes");
    assertRefused(base.resolve("/slow"), "within 1 seconds");
    assertRefused(URI.create("http://localhost:1/"), "not among the servers");
    assertRefused(URI.create("http://169.254.169.254/"), "cannot be asked");
    assertRefused(URI.create("https://user@localhost/"), "cannot be asked");
    assertThatThrownBy(() ->
            new Outbound(List.of(URI.create("http://login.example")), Duration.ofSeconds(1), 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void printersAreAskedByPlainHttpOnlyWhereTheyAreNamed() throws Exception {
    URI printer = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    try (Outbound printers =
        Outbound.toPrinters(
            List.of(printer, URI.create("http://192.168.10.21:631")),
            Certificates.of(Map.of()),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            1000)) {
      assertThat(printers.send(printer.resolve("/moved"), Map.of(), null).status()).isEqualTo(302);
      assertThatThrownBy(
              () -> printers.send(URI.create("http://192.168.10.22:631/"), Map.of(), null))
          .hasMessageContaining("not among the servers");
      assertThatThrownBy(() -> printers.send(URI.create("https://192.168.10.21/"), Map.of(), null))
          .hasMessageContaining("not among the servers");
    }
    assertThatThrownBy(() ->
            Outbound.toPrinters(
                List.of(URI.create("ftp://192.168.10.21")),
                Certificates.of(Map.of()),
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                1000))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private void assertRefused(URI address, String why) {
    assertThatThrownBy(() -> outbound.send(address, Map.of(), null))
        .isInstanceOf(OutboundException.class)
        .hasMessageContaining(why);
  }
}
