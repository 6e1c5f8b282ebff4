package org.machizu.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.Javalin;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.machizu.config.EdgeSettings;

/** Requests that no route ever sees get the same kind of answer as all others. */
@Timeout(60)
class UnreadRequestsTest {
  private Javalin server;

  @BeforeEach
  void start() {
    Duration time = Duration.ofSeconds(50);
    Route search =
        Route.of(
            HandlerType.GET,
            "/search",
            Audience.ANYBODY,
            Reads.NOTHING,
            "for the test",
            ctx -> ctx.result("found"));
    server =
        Javalin.create(config -> {
          HttpListener.configure(
              config,
              new Listening(
                  "127.0.0.1",
                  0,
                  new RequestTimes(time, time, 1),
                  EdgeSettings.PLAIN,
                  List.of(),
                  Optional.empty()));
          new RouteTable(
                  List.of(search),
                  new Identity(
                      (session, use) -> Optional.empty(), (token, use) -> Optional.empty()),
                  Optional.empty(),
                  new Edge(EdgeSettings.PLAIN))
              .register(config.routes);
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  @Test
  void anAddressThatIsTooLongIsAProblemAsAnyOther() throws Exception {
    assertThat(send("GET /search?q=" + "a".repeat(7_000) + " HTTP/1.1"))
        .contains("unknown-parameter");
    String answer = send("GET /search?q=" + "a".repeat(9_000) + " HTTP/1.1");
    assertThat(answer).startsWith("HTTP/1.1 414 ");
    JsonNode problem = problem(answer);
    assertThat(problem.get("status").intValue()).isEqualTo(414);
    assertThat(problem.get("code").textValue()).isEqualTo("http-414");
    assertThat(problem.get("detail").textValue()).contains("8192 bytes");
  }

  @Test
  void headersThatAreTooLargeAreAProblemAsAnyOther() throws Exception {
    String answer = send("GET /search HTTP/1.1", "Cookie: a=" + "b".repeat(9_000));
    assertThat(answer).startsWith("HTTP/1.1 431 ");
    assertThat(problem(answer).get("advice").textValue()).contains("cookies");
  }

  @Test
  void whatIsNoHttpIsAProblemToo() throws Exception {
    String answer = send("hello");
    assertThat(answer).startsWith("HTTP/1.1 400 ");
    assertThat(problem(answer).get("code").textValue()).isEqualTo("http-400");
  }

  @Test
  void whoIsRefusedBeforeTheirBodyIsReadHearsThatTheConnectionEnds() throws Exception {
    assertThat(answerWhileSending("Content-Length: 5000")).contains("Connection: close");
    assertThat(answerWhileSending("Content-Length: 0")).doesNotContain("Connection: close");
  }

  /** The head of the answer to a request whose body does not come. */
  private String answerWhileSending(String header) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", server.port())) {
      String request = "POST /search HTTP/1.1\r\nHost: x\r\n" + header + "\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      StringBuilder head = new StringBuilder();
      while (head.indexOf("\r\n\r\n") < 0) {
        int next = socket.getInputStream().read();
        if (next < 0) {
          break;
        }
        head.append((char) next);
      }
      return head.toString();
    }
  }

  private static JsonNode problem(String answer) throws IOException {
    assertThat(answer)
        .contains("Content-Type: application/problem+json")
        .contains("Cache-Control: no-store");
    return Json.mapper().readTree(answer.substring(answer.indexOf("\r\n\r\n")));
  }

  private String send(String... head) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", server.port())) {
      String request = String.join("\r\n", head) + "\r\nHost: x\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
