package org.machizu.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a socket that says and takes only what the test lets it. */
class PrinterSocketsTest {
  private static final Duration SHORT = Duration.ofMillis(200);

  private ServerSocket server;
  private URI printer;
  private PrinterSockets sockets;

  @BeforeEach
  void listen() throws Exception {
    server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    printer = URI.create("tcp://127.0.0.1:" + server.getLocalPort());
    sockets = new PrinterSockets(List.of(printer));
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  @Test
  void bytesGoBothWays() throws Exception {
    try (PrinterLine line = sockets.open(printer, Duration.ofSeconds(5));
        Socket other = server.accept()) {
      line.send(new byte[] {1, 2, (byte) 0xff});
      assertThat(other.getInputStream().readNBytes(3)).containsExactly(1, 2, 0xff);
      other.getOutputStream().write(new byte[] {7, (byte) 0x80});

      assertThat(line.read(Duration.ofSeconds(5))).hasValue(7);
      assertThat(line.read(Duration.ofSeconds(5))).hasValue(0x80);
      assertThat(line.read(Duration.ofMillis(10))).isEmpty();
      assertThat(line.sentBytes()).isEqualTo(3);
    }
  }

  @Test
  void onePrinterThatTakesNothingHoldsNobodyAndWhatHasLeftIsKnown() throws Exception {
    try (PrinterLine line = sockets.open(printer, SHORT);
        Socket other = server.accept()) {
      assertThat(other.isConnected()).isTrue();
      assertThatThrownBy(() -> line.send(new byte[8 << 20]))
          .isInstanceOf(OutboundException.class)
          .hasMessageContaining("stopped taking");
      assertThat(line.sentBytes()).isPositive().isLessThan(8 << 20);
      assertThat(line.isOver()).isTrue();
      assertThat(line.read(Duration.ofSeconds(5))).isEmpty();
    }
  }

  @Test
  void whoHangsUpOrNeverStopsIsTold() throws Exception {
    try (PrinterLine line = sockets.open(printer, Duration.ofSeconds(5))) {
      server.accept().close();
      assertThatThrownBy(() -> line.read(Duration.ofSeconds(5)))
          .isInstanceOfSatisfying(OutboundException.class, e -> assertThat(e.reached()).isTrue());
    }
    try (PrinterLine line = sockets.open(printer, Duration.ofSeconds(5));
        Socket other = server.accept()) {
      other.getOutputStream().write(new byte[5000]);
      assertThatThrownBy(
              () -> {
                while (line.read(Duration.ofSeconds(5)).isPresent()) {}
              })
          .hasMessageContaining("without end");
      assertThatThrownBy(() -> line.send(new byte[9 << 20])).hasMessageContaining("no more");
    }
  }

  @Test
  void nobodyIsAskedWhoIsNotOnTheList() {
    assertThatThrownBy(() -> sockets.open(URI.create("tcp://127.0.0.1:1"), SHORT))
        .hasMessageContaining("not among the printers");
  }

  @Test
  void whereNobodyIsNothingHasBeenSent() throws Exception {
    server.close();
    OutboundException refused =
        catchThrowableOfType(OutboundException.class, () -> sockets.open(printer, SHORT));
    assertThat(refused.reached()).isFalse();

    URI unknown = URI.create("tcp://no-such-printer.invalid:9100");
    OutboundException unresolved =
        catchThrowableOfType(
            OutboundException.class,
            () -> new PrinterSockets(List.of(unknown)).open(unknown, SHORT));
    assertThat(unresolved.reached()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://192.168.10.22:9100",
        "tcp://192.168.10.22",
        "tcp://user@192.168.10.22:9100",
        "tcp://192.168.10.22:9100/x",
        "tcp:///9100"
      })
  void addressesAreWhole(String address) {
    assertThatThrownBy(() -> new PrinterSockets(List.of(URI.create(address))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("tcp://192.168.10.22:9100");
  }
}
