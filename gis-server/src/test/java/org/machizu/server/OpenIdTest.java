package org.machizu.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sign-in at a real OpenID provider, and everything that can be wrong with what it sends. */
class OpenIdTest {
  private static final String BEGIN = "/api/session/openid";
  private static final String CALLBACK = BEGIN + "/callback";

  @TempDir static Path folder;
  private static OpenIdTown openId;
  private static OpenIdProviderForTest provider;
  private static RunningTown town;

  @BeforeAll
  static void start() throws Exception {
    openId = OpenIdTown.start(folder);
    provider = openId.provider();
    town = openId.running();
  }

  @AfterAll
  static void stop() throws Exception {
    openId.close();
  }

  @BeforeEach
  void honest() {
    provider.claims = builder -> builder;
    provider.signsByAnotherKey = false;
    provider.signsNot = false;
  }

  /** A browser on its way: what it asked the provider, and the cookie it brings back. */
  private record Way(Map<String, String> asked, String cookie) {}

  private static Way begin() {
    Answer answer = town.visitor().get(BEGIN + "?to=/admin");
    assertThat(answer.status()).isEqualTo(302);
    assertThat(answer.header("Set-Cookie")).contains("HttpOnly").contains("SameSite=Lax");
    URI address = URI.create(answer.header("Location"));
    assertThat(address.toString()).startsWith(provider.issuer() + "/authorize");
    return new Way(
        OpenIdProviderForTest.parameters(address.getRawQuery()),
        answer.header("Set-Cookie").split(";", 2)[0]);
  }

  private static Answer comeBack(Way way, String code, String state) {
    return town.visitor()
        .with("Cookie", way.cookie())
        .get(CALLBACK + "?code=" + code + "&state=" + state + "&session_state=x");
  }

  private static Answer signIn(String user, String... groups) {
    Way way = begin();
    return comeBack(way, provider.codeFor(way.asked(), user, groups), way.asked().get("state"));
  }

  private static String session(Answer answer) {
    return answer.whole().headers().allValues("Set-Cookie").stream()
        .filter(cookie -> cookie.startsWith("machizu_session="))
        .map(cookie -> cookie.split(";", 2)[0])
        .findFirst()
        .orElse("");
  }

  private static void assertRefused(Answer answer, String why) {
    assertThat(answer.header("Location")).isEqualTo("/sign-in?problem=" + why);
    assertThat(session(answer)).isEmpty();
  }

  @Test
  void whoseGroupHasARoleComesInAndReturnsToThePage() {
    assertThat(begin().asked()).containsEntry("code_challenge_method", "S256").containsKey("nonce");

    Answer answer = signIn("sato", "gis", "soccer");

    assertThat(answer.header("Location")).isEqualTo("/admin");
    Caller sato = town.visitor().with("Cookie", session(answer));
    var who = sato.get("/api/session").json();
    assertThat(who.path("user").asText()).isEqualTo("sato");
    assertThat(who.path("displayName").asText()).isEqualTo("氏名 sato");
    assertThat(who.path("roles").toString()).isEqualTo("[\"planner\"]");
    assertThat(who.path("signIn").path("openId").path("name").asText()).isEqualTo("庁内認証");
    Answer out = sato.delete("/api/session");
    assertThat(out.json().path("endSession").asText())
        .startsWith(provider.issuer() + "/end?")
        .contains("client_id=machizu-test");
    assertThat(sato.get("/api/session").json().path("user").asText()).isEqualTo("public");
  }

  @Test
  void whoLosesTheGroupLosesTheRoleAndTheSessions() {
    Caller suzuki = town.visitor().with("Cookie", session(signIn("suzuki", "gis")));
    assertThat(suzuki.get("/api/sessions").status()).isEqualTo(200);

    session(signIn("suzuki", "watch"));
    assertThat(town.as("admin").get("/api/accounts/suzuki").json().path("roles").toString())
        .isEqualTo("[\"welfare\"]");
    assertRefused(signIn("suzuki"), "no-role");

    assertThat(suzuki.get("/api/sessions").status()).isEqualTo(401);
  }

  @Test
  void whoHasNoRoleOrTheNameOfAnotherDoesNotComeIn() {
    assertRefused(signIn("tanaka", "soccer"), "no-role");
    assertRefused(signIn("clerk", "gis"), "name-taken");
    assertRefused(signIn("not a name", "gis"), "name-taken");
    session(signIn("kimura", "gis"));
    town.as("admin").patch("/api/accounts/kimura", "{\"disabled\":true}");
    assertRefused(signIn("kimura", "gis"), "disabled");
  }

  @Test
  void anotherBrowsersStateAndNoneAreRefused() {
    Way mine = begin();
    Way other = begin();
    String code = provider.codeFor(other.asked(), "sato", "gis");

    assertRefused(comeBack(mine, code, other.asked().get("state")), "start-again");
    assertRefused(comeBack(mine, code, ""), "start-again");
    assertRefused(
        town.visitor().get(CALLBACK + "?code=" + code + "&state=" + other.asked().get("state")),
        "start-again");
    assertRefused(comeBack(mine, "", mine.asked().get("state")), "provider-refused");
  }

  @Test
  void aCodeOfAnotherBrowserFailsByNonceAndPkceAndAReplayedOneIsRefused() {
    Way mine = begin();
    Way other = begin();
    String stolen = provider.codeFor(other.asked(), "sato", "gis");
    assertRefused(comeBack(mine, stolen, mine.asked().get("state")), "provider-refused");

    Way way = begin();
    String code = provider.codeFor(way.asked(), "sato", "gis");
    assertThat(session(comeBack(way, code, way.asked().get("state")))).isNotEmpty();
    assertRefused(comeBack(way, code, way.asked().get("state")), "provider-refused");
  }

  @Test
  void aTokenThatDoesNotHoldLetsNobodyIn() {
    provider.claims = builder -> builder.claim("nonce", "another");
    assertRefused(signIn("sato", "gis"), "provider-refused");
    provider.claims = builder -> builder.audience("another");
    assertRefused(signIn("sato", "gis"), "provider-refused");
    provider.claims = builder -> builder.audience(List.of());
    assertRefused(signIn("sato", "gis"), "provider-refused");
    provider.claims = builder -> builder.issuer("http://localhost:1");
    assertRefused(signIn("sato", "gis"), "provider-refused");
    provider.claims = builder -> builder.expirationTime(Date.from(Instant.now().minusSeconds(120)));
    assertRefused(signIn("sato", "gis"), "provider-refused");
    provider.claims = builder -> builder.claim("preferred_username", null);
    assertRefused(signIn("sato", "gis"), "provider-refused");
    honest();
    provider.signsByAnotherKey = true;
    assertRefused(signIn("sato", "gis"), "provider-refused");
    honest();
    provider.signsNot = true;
    assertRefused(signIn("sato", "gis"), "provider-refused");
    honest();
    assertThat(session(signIn("sato", "gis"))).isNotEmpty();
  }

  @Test
  void nobodyIsSentToAnotherSiteAfterSigningIn() {
    for (String to :
        List.of(
            "https://evil.example",
            "//evil.example",
            "/%5Cevil.example",
            "javascript:x",
            "/%0d%0aX:y")) {
      assertThat(town.visitor().get(BEGIN + "?to=" + to).code()).as(to).isEqualTo("bad-parameter");
    }
  }
}
