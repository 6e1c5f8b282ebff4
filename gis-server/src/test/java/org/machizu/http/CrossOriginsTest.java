package org.machizu.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machizu.http.EdgeServer.get;
import static org.machizu.http.EdgeServer.route;

import io.javalin.http.HandlerType;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.machizu.config.EdgeSettings;
import org.machizu.config.LimitSettings;
import org.machizu.config.ProxySettings;

/** Other sites' pages read open data where the settings allow it, and as the public only. */
@Timeout(60)
class CrossOriginsTest {
  private static final String MAP = "https://map.example";
  private static final String COOKIE = "machizu_session=clerk";

  private static EdgeServer server(String... origins) {
    return new EdgeServer(
        new EdgeSettings(ProxySettings.NONE, List.of(origins), LimitSettings.OFF, Optional.empty()),
        Optional.empty(),
        get("/ogc/who", ctx -> Answers.json(ctx, Requests.actor(ctx).name())),
        get("/api/session", ctx -> Answers.json(ctx, Requests.actor(ctx).name())),
        route(HandlerType.PUT, "/ogc/who", ctx -> ctx.result("written")));
  }

  private static void assertClosed(HttpResponse<String> answer) {
    assertThat(answer.headers().map().keySet())
        .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("access-control-"));
    assertThat(answer.headers().firstValue("Cross-Origin-Resource-Policy")).hasValue("same-origin");
  }

  @Test
  void withoutTheSettingNobodysPagesReadAnything() throws Exception {
    try (EdgeServer server = server()) {
      assertClosed(server.ask("GET", "/ogc/who", "Origin", MAP));
      HttpResponse<String> preflight =
          server.ask("OPTIONS", "/ogc/who", "Origin", MAP, "Access-Control-Request-Method", "GET");
      assertClosed(preflight);
      assertThat(preflight.statusCode()).isEqualTo(404);
      assertThat(server.ask("GET", "/ogc/who").headers().firstValue("Vary").orElse(""))
          .doesNotContain("Origin");
    }
  }

  @Test
  void allowedPagesReadOpenDataAsThePublicEvenWithACookie() throws Exception {
    try (EdgeServer server = server(MAP, "https://other.example")) {
      HttpResponse<String> answer = server.ask("GET", "/ogc/who", "Origin", MAP, "Cookie", COOKIE);

      assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).hasValue(MAP);
      assertThat(answer.headers().firstValue("Access-Control-Allow-Credentials")).isEmpty();
      assertThat(answer.headers().firstValue("Vary").orElse("")).contains("Origin", "Cookie");
      assertThat(answer.headers().firstValue("Cache-Control").orElse("")).startsWith("public");
      assertThat(answer.headers().firstValue("Cross-Origin-Resource-Policy"))
          .hasValue("cross-origin");
      assertThat(answer.body()).isEqualTo("\"public\"");
      // the clerk's own page, and a program without a page, have the clerk's rights
      String here = "http://127.0.0.1:" + server.port();
      assertThat(server.ask("GET", "/ogc/who", "Origin", here, "Cookie", COOKIE).body())
          .isEqualTo("\"clerk\"");
      HttpResponse<String> own = server.ask("GET", "/ogc/who", "Cookie", COOKIE);
      assertThat(own.body()).isEqualTo("\"clerk\"");
      assertThat(own.headers().firstValue("Vary").orElse("")).contains("Origin");
    }
  }

  @Test
  void othersAndOtherAddressesStayClosed() throws Exception {
    try (EdgeServer server = server(MAP)) {
      assertClosed(server.ask("GET", "/ogc/who", "Origin", "https://evil.example"));
      assertClosed(server.ask("GET", "/ogc/who", "Origin", MAP + ".evil.example"));
      assertClosed(server.ask("GET", "/ogc/who", "Origin", "null"));
      assertClosed(server.ask("GET", "/api/session", "Origin", MAP, "Cookie", COOKIE));
    }
    try (EdgeServer server = server("*")) {
      HttpResponse<String> answer =
          server.ask("GET", "/ogc/who", "Origin", "https://any.example", "Cookie", COOKIE);
      assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).hasValue("*");
      assertThat(answer.body()).isEqualTo("\"public\"");
    }
  }

  @Test
  void browsersThatAskBeforehandMayReadAndNothingElse() throws Exception {
    try (EdgeServer server = server(MAP)) {
      HttpResponse<String> read =
          server.ask(
              "OPTIONS",
              "/ogc/who",
              "Origin",
              MAP,
              "Access-Control-Request-Method",
              "GET",
              "Access-Control-Request-Headers",
              "if-none-match, authorization");
      assertThat(read.statusCode()).isEqualTo(204);
      assertThat(read.headers().firstValue("Access-Control-Allow-Methods")).hasValue("GET, HEAD");
      assertThat(read.headers().firstValue("Access-Control-Allow-Headers").orElse(""))
          .contains("If-None-Match")
          .doesNotContainIgnoringCase("authorization");
      assertThat(read.headers().firstValue("Access-Control-Allow-Credentials")).isEmpty();

      HttpResponse<String> write =
          server.ask("OPTIONS", "/ogc/who", "Origin", MAP, "Access-Control-Request-Method", "PUT");
      assertThat(write.statusCode()).isEqualTo(404);
      assertThat(write.headers().firstValue("Access-Control-Allow-Methods")).isEmpty();
      assertThat(server.ask("PUT", "/ogc/who", "Origin", MAP).statusCode()).isEqualTo(403);
    }
  }
}
