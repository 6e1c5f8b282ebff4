package org.machizu.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.javalin.Javalin;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.sse.SseClient;
import io.javalin.http.sse.SseHandler;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.machizu.config.EdgeSettings;

/** A client that dawdles cannot hold a connection, and one that is only slow is served. */
@Timeout(60)
class RequestTimesTest {
  private static final long LARGE = 64L << 20;
  private static final Duration LONG = Duration.ofSeconds(50);

  private Javalin server;
  private final LinkedBlockingQueue<String> ended = new LinkedBlockingQueue<>();

  @AfterEach
  void stop() {
    server.stop();
  }

  private void start(RequestTimes times) {
    List<Route> routes =
        List.of(
            route(HandlerType.POST, "/body", this::body),
            route(HandlerType.GET, "/large", this::large),
            route(HandlerType.GET, "/events", new SseHandler(RequestTimesTest::events)));
    server =
        Javalin.create(config -> {
          HttpListener.configure(
              config,
              new Listening(
                  "127.0.0.1", 0, times, EdgeSettings.PLAIN, List.of(), Optional.empty()));
          new RouteTable(
                  routes,
                  new Identity(
                      (session, use) -> Optional.empty(), (token, use) -> Optional.empty()),
                  Optional.empty(),
                  new Edge(EdgeSettings.PLAIN))
              .register(config.routes);
        });
    server.start();
  }

  private static Route route(HandlerType method, String path, io.javalin.http.Handler handler) {
    return Route.of(method, path, Audience.ANYBODY, Reads.NOTHING, "for the test", handler);
  }

  private void body(Context ctx) {
    try {
      ctx.result(String.valueOf(ctx.bodyAsBytes().length));
    } finally {
      ended.add("body");
    }
  }

  private void large(Context ctx) throws IOException {
    try (OutputStream out = ctx.outputStream()) {
      byte[] part = new byte[1 << 16];
      for (long sent = 0; sent < LARGE; sent += part.length) {
        out.write(part);
      }
    } finally {
      ended.add("large");
    }
  }

  private static void events(SseClient client) {
    client.keepAlive();
    Thread.ofVirtual()
        .start(() -> {
          for (int n = 0; !client.terminated(); n++) {
            client.sendEvent("n", String.valueOf(n));
            pause();
          }
        });
  }

  /** What a slow party does between two bytes. */
  private static void pause() {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket("127.0.0.1", server.port());
    socket.setSoTimeout((int) LONG.toMillis());
    return socket;
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().flush();
  }

  private static String head(String request, int length) {
    return request + " HTTP/1.1\r\nHost: test\r\nContent-Length: " + length + "\r\n\r\n";
  }

  private void assertStillServes() throws IOException {
    try (Socket socket = connect()) {
      send(socket, head("POST /body", 3) + "abc");
      assertThat(firstLine(socket)).endsWith("200 OK");
    }
  }

  private static String firstLine(Socket socket) throws IOException {
    return new BufferedReader(new InputStreamReader(socket.getInputStream())).readLine();
  }

  /** Sends a byte now and then; tells how many went out before the server would not any more. */
  private static int trickle(Socket socket, int bytes) {
    for (int n = 0; n < bytes; n++) {
      try {
        if (socket.getInputStream().available() > 0) {
          return n; // it has answered already
        }
        send(socket, "x");
      } catch (IOException closed) {
        return n;
      }
      pause();
    }
    return bytes;
  }

  @Test
  void aBodyThatComesByteByByteIsNotWaitedForToItsEnd() throws Exception {
    start(new RequestTimes(LONG, Duration.ofMillis(300), 100 << 20));
    try (Socket socket = connect()) {
      send(socket, head("POST /body", 2_000));
      assertThat(trickle(socket, 2_000)).isLessThan(1_500);
    }
    assertThat(ended.poll(30, TimeUnit.SECONDS)).isEqualTo("body");
    assertStillServes();
  }

  @Test
  void aClientThatStopsInTheMiddleOfItsBodyIsLeft() throws Exception {
    start(new RequestTimes(Duration.ofMillis(300), LONG, 1));
    try (Socket socket = connect()) {
      send(socket, head("POST /body", 2_000) + "only this");
      String answer = firstLine(socket);
      assertThat(answer == null || answer.contains(" 408 ") || answer.contains(" 500 "))
          .as("answer: %s", answer)
          .isTrue();
    }
    assertThat(ended.poll(30, TimeUnit.SECONDS)).isEqualTo("body");
    assertStillServes();
  }

  @Test
  void aBodyThatComesSlowlyButWithinItsTimeIsTaken() throws Exception {
    start(new RequestTimes(LONG, Duration.ofSeconds(1), 5));
    try (Socket socket = connect()) {
      send(socket, head("POST /body", 100));
      assertThat(trickle(socket, 100)).isEqualTo(100); // 2 s at least; 100 bytes have 21 s
      assertThat(firstLine(socket)).endsWith("200 OK");
    }
  }

  @Test
  void anAnswerThatIsTakenByteByByteIsNotSentToItsEnd() throws Exception {
    start(new RequestTimes(LONG, Duration.ofMillis(300), 100 << 20));
    try (Socket socket = connect()) {
      send(socket, head("GET /large", 0));
      InputStream in = socket.getInputStream();
      assertThat(in.read()).isEqualTo('H');
      while (ended.isEmpty()) {
        in.skipNBytes(1);
        pause();
      }
    }
    assertThat(ended.poll()).isEqualTo("large");
    assertStillServes();
  }

  @Test
  void aClientThatTakesNothingOfItsAnswerIsLeft() throws Exception {
    start(new RequestTimes(Duration.ofMillis(300), LONG, 1));
    try (Socket socket = connect()) {
      send(socket, head("GET /large", 0));
      assertThat(ended.poll(30, TimeUnit.SECONDS)).isEqualTo("large");
    }
    assertStillServes();
  }

  @Test
  void anEventStreamLastsAsLongAsSomebodyListens() throws Exception {
    start(new RequestTimes(LONG, Duration.ofSeconds(1), 100 << 20));
    try (Socket socket = connect()) {
      send(socket, "GET /events HTTP/1.1\r\nHost: test\r\nAccept: text/event-stream\r\n\r\n");
      BufferedReader lines = new BufferedReader(new InputStreamReader(socket.getInputStream()));
      String line = lines.readLine();
      while (line != null && !line.contains("data: 100")) { // after twice the limit
        line = lines.readLine();
      }
      assertThat(line).isNotNull();
    }
  }

  @Test
  void timesThatAreNoneAreRefused() {
    start(RequestTimes.DEFAULT);
    assertThatThrownBy(() -> new RequestTimes(Duration.ZERO, LONG, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new RequestTimes(LONG, LONG, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
