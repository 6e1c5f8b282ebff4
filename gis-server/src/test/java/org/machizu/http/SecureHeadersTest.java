package org.machizu.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machizu.http.EdgeServer.get;
import static org.machizu.http.EdgeServer.route;

import io.javalin.http.HandlerType;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every answer has the secure headers and none tells how the server is made. */
@Timeout(60)
class SecureHeadersTest {
  private static final List<String> NAMES =
      List.of(
          "Content-Security-Policy",
          "X-Content-Type-Options",
          "Referrer-Policy",
          "Permissions-Policy",
          "Cross-Origin-Opener-Policy",
          "Cross-Origin-Resource-Policy");

  private static EdgeServer server;

  @BeforeAll
  static void start() {
    server =
        EdgeServer.behind(
            EdgeServer.LOCAL_PROXY,
            get("/fine", ctx -> ctx.result("fine")),
            route(HandlerType.POST, "/body", ctx -> ctx.result("" + ctx.bodyAsBytes().length)),
            get("/away", ctx -> ctx.redirect("/fine")),
            get("/reset", ctx -> ctx.res().sendError(503, "secret words")),
            get(
                "/boom",
                ctx -> {
                  throw new IllegalStateException("secret words");
                }),
            get(
                "/error",
                ctx -> {
                  throw new AssertionError("secret words");
                }));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/fine", "/away", "/reset", "/boom", "/error", "/nowhere", "/fine?x=1"})
  void everyAnswerHasThem(String path) throws Exception {
    HttpResponse<String> answer = server.ask("GET", path);

    for (String name : NAMES) {
      assertThat(answer.headers().allValues(name)).as(name).hasSize(1);
    }
    assertThat(answer.headers().firstValue("Server")).isEmpty();
    assertThat(answer.headers().firstValue("Strict-Transport-Security")).isEmpty();
    assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /%2e%2e/x HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n",
        "GET /a%2fb;%2e HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n",
        "GET /fine HTTP/1.1\r\nConnection: close\r\n\r\n",
        "GET /fine HTTP/9.9\r\nHost: test\r\n\r\n",
        "nonsense\r\n\r\n",
        "GET /fine HTTP/1.1\r\nHost: test\r\nContent-Length: x\r\n\r\n",
        "TRACE /fine HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n",
        "BREW /fine HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n",
      })
  void whatIsHardlyARequestIsAnsweredAlike(String request) throws Exception {
    assertIsPlainProblem(server.askRaw(request));
  }

  @Test
  void aHeadThatIsTooLargeIsAnsweredAlike() throws Exception {
    String large = "x".repeat(20_000);
    assertIsPlainProblem(
        server.askRaw("GET /fine HTTP/1.1\r\nHost: test\r\nCookie: a=" + large + "\r\n\r\n"));
  }

  /** Also a body that does not tell its length, which only reading finds out. */
  @Test
  void aBodyOfUnknownLengthIsReadToItsBoundOnly() throws Exception {
    String part = "10000\r\n" + "x".repeat(0x10000) + "\r\n";
    String head = "POST /body HTTP/1.1\r\nHost: test\r\nTransfer-Encoding: chunked\r\n";

    assertThat(server.askRaw(head + "Connection: close\r\n\r\n" + part.repeat(16) + "0\r\n\r\n"))
        .startsWith("HTTP/1.1 200")
        .endsWith("1048576");
    assertThat(server.askRaw(head + "\r\n" + part.repeat(257))).startsWith("HTTP/1.1 413");
  }

  private static void assertIsPlainProblem(String answer) {
    assertThat(answer).matches("(?s)HTTP/1\\.[01] [45].*").contains("application/problem+json");
    for (String name : NAMES) {
      assertThat(answer.toLowerCase(Locale.ROOT)).contains(name.toLowerCase(Locale.ROOT) + ": ");
    }
    assertThat(answer).doesNotContainIgnoringCase("jetty").doesNotContain("\r\nServer:");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/boom", "/error", "/reset"})
  void ourOwnFaultsTellNothingOfTheInside(String path) throws Exception {
    HttpResponse<String> answer = server.ask("GET", path);

    assertThat(answer.statusCode()).isBetween(500, 503);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(answer.body() + answer.headers().map())
        .doesNotContain("secret words", "IllegalState", "Assertion", "org.", "\tat ", ".java")
        .doesNotContainIgnoringCase("jetty")
        .doesNotContainIgnoringCase("javalin");
  }

  @Test
  void browsersStayWithTlsOnceTheyCameByIt() throws Exception {
    HttpResponse<String> answer = server.ask("GET", "/boom", "X-Forwarded-Proto", "https");

    assertThat(answer.headers().firstValue("Strict-Transport-Security"))
        .hasValue("max-age=31536000");
  }

  @Test
  void thePolicyAllowsNoInlineScriptOrStyle() throws Exception {
    String policy =
        server.ask("GET", "/fine").headers().firstValue("Content-Security-Policy").orElseThrow();

    assertThat(policy)
        .contains("default-src 'none'", "script-src 'self';", "style-src 'self';")
        .contains("frame-ancestors 'self'", "base-uri 'none'")
        .doesNotContain("unsafe");
  }
}
