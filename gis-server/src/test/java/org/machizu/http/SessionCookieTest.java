package org.machizu.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machizu.http.EdgeServer.get;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The session's cookie goes back to this server alone, and by TLS only where there is TLS. */
@Timeout(60)
class SessionCookieTest {
  private static EdgeServer server;

  @BeforeAll
  static void start() {
    server =
        EdgeServer.behind(
            EdgeServer.LOCAL_PROXY,
            get("/in", ctx -> SessionCookie.set(ctx, "token", Duration.ofHours(12))),
            get("/out", SessionCookie::clear),
            get("/who", ctx -> ctx.result(Requests.actor(ctx).name())));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String given(String path, String... headers) throws Exception {
    return server.ask("GET", path, headers).headers().firstValue("Set-Cookie").orElseThrow();
  }

  @Test
  void withoutTlsNoScriptReadsItAndNoOtherSiteSendsIt() throws Exception {
    assertThat(given("/in"))
        .startsWith("machizu_session=token;")
        .contains("; Path=/", "; Max-Age=43200", "; HttpOnly", "SameSite=Strict")
        .doesNotContain("Secure");
  }

  @Test
  void byTlsItIsBoundToTheHostAndToTls() throws Exception {
    assertThat(given("/in", "X-Forwarded-Proto", "https"))
        .startsWith("__Host-machizu_session=token;")
        .contains("; Path=/", "; Secure", "; HttpOnly", "SameSite=Strict")
        .doesNotContain("Domain");
    assertThat(given("/out", "X-Forwarded-Proto", "https"))
        .startsWith("__Host-machizu_session=;")
        .contains("Expires=Thu, 01 Jan 1970");
  }

  @Test
  void byTlsOneThatCouldHaveBeenPlantedWithoutIsNotTaken() throws Exception {
    String planted = "machizu_session=somebody";

    assertThat(server.ask("GET", "/who", "Cookie", planted).body()).isEqualTo("somebody");
    assertThat(server.ask("GET", "/who", "Cookie", planted, "X-Forwarded-Proto", "https").body())
        .isNotEqualTo("somebody");
    assertThat(
            server
                .ask("GET", "/who", "Cookie", "__Host-" + planted, "X-Forwarded-Proto", "https")
                .body())
        .isEqualTo("somebody");
  }
}
