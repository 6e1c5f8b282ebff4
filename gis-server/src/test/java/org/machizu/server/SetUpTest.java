package org.machizu.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.machizu.access.Account;
import org.machizu.access.Passwords;
import org.machizu.config.Settings;
import org.machizu.config.SettingsLoader;

/** The first administrator, the settings' account and the demo's. */
class SetUpTest {
  private static final Pattern LINK = Pattern.compile("(http://\\S+)/setup#(\\S+)");
  private static final String PASSWORD = "snow and water";

  @TempDir Path folder;

  private Settings settings(Map<String, String> more) throws Exception {
    Map<String, String> all = new HashMap<>(more);
    all.put("data", folder.toString());
    all.put("port", "0");
    return SettingsLoader.load(null, Map.of(), all, warning -> {});
  }

  private static Caller visitor(GisServer server) {
    return new Caller("http://localhost:" + server.port());
  }

  private static String setUp(String link, String name) {
    return "{\"link\":\"%s\",\"name\":\"%s\",\"password\":\"%s\"}".formatted(link, name, PASSWORD);
  }

  @Test
  void serveTellsALinkThatMakesTheFirstAdministratorOnce() throws Exception {
    Call serve = new Call(Map.of(), "", "serve", "--data", folder.toString(), "--port", "0");
    String base = serve.awaitReady();
    Matcher link = LINK.matcher(serve.said());
    assertThat(link.find()).as(serve.said()).isTrue();
    assertThat(link.group(1)).isEqualTo(base);
    Caller visitor = new Caller(base);

    assertThat(visitor.post("/api/setup", setUp("guessed", "first")).code()).isEqualTo("link-gone");
    assertThat(visitor.post("/api/setup", setUp(link.group(2), "x y")).code())
        .isEqualTo("bad-value");
    assertThat(visitor.post("/api/setup", setUp(link.group(2), "first")).status()).isEqualTo(201);
    assertThat(visitor.post("/api/setup", setUp(link.group(2), "second")).code())
        .isEqualTo("link-gone");
    assertThat(visitor.signedIn("first", PASSWORD).get("/api/accounts").status()).isEqualTo(200);

    Call.Outcome ended = serve.stop();
    assertThat(ended.out()).as("the link is for people").doesNotContain(link.group(2));
    Call again = new Call(Map.of(), "", "serve", "--data", folder.toString(), "--port", "0");
    again.awaitReady();
    assertThat(again.stop().err()).doesNotContain("/setup#");
  }

  @Test
  void theDemosAccountsLetNobodyInOnceTheFolderIsServed() throws Exception {
    Settings settings = settings(Map.of());
    try (GisServer demo =
        GisServer.start(settings, StartAccounts.ofDemo(Instant.EPOCH), Clock.systemUTC())) {
      for (String role : List.of("planner", "crew", "welfare", "duty", "permit", "admin")) {
        var who = visitor(demo).signedIn(role, "demo").get("/api/session").json();
        assertThat(who.path("roles").toString()).isEqualTo("[\"" + role + "\"]");
        assertThat(who.path("signIn").path("demoAccounts").toString()).contains(role);
      }
      assertThat(demo.setUpSecret()).isEmpty();
    }
    try (GisServer served =
        GisServer.start(
            settings, StartAccounts.ofSettings(settings, Instant.EPOCH), Clock.systemUTC())) {
      Answer answer =
          visitor(served).post("/api/session", "{\"user\":\"admin\",\"password\":\"demo\"}");
      assertThat(answer.code()).isEqualTo("sign-in-refused");
      assertThat(visitor(served).get("/api/session").json().path("signIn").path("demoAccounts"))
          .isEmpty();
      assertThat(served.setUpSecret()).isPresent();
    }
    try (GisServer demo =
        GisServer.start(settings, StartAccounts.ofDemo(Instant.EPOCH), Clock.systemUTC())) {
      visitor(demo).signedIn("planner", "demo");
    }
  }

  @Test
  void theSettingsAccountIsMadeOnceAndKeepsItsOwnPasswordAfterwards() throws Exception {
    String hash = Passwords.hash(PASSWORD);
    Settings settings = settings(Map.of("staff.name", "yamada", "staff.passwordHash", hash));
    StartAccounts accounts = StartAccounts.ofSettings(settings, Instant.EPOCH);
    try (GisServer server = GisServer.start(settings, accounts, Clock.systemUTC())) {
      Caller yamada = visitor(server).signedIn("yamada", PASSWORD);
      assertThat(yamada.get("/api/jobs").status()).isEqualTo(200);
      yamada.post(
          "/api/session/password",
          "{\"oldPassword\":\"%s\",\"newPassword\":\"another one ok\"}".formatted(PASSWORD));
    }
    try (GisServer server = GisServer.start(settings, accounts, Clock.systemUTC())) {
      visitor(server).signedIn("yamada", "another one ok");
      assertThat(accounts.accounts())
          .extracting(Account::origin)
          .containsExactly(Account.Origin.SETTINGS);
    }
  }

  @Test
  void whoMustChooseANewPasswordGetsInOnlyWithOne() throws Exception {
    Account clerk =
        Account.local("sato", "sato", Passwords.hash(PASSWORD), Set.of("crew"), Instant.EPOCH)
            .withPassword(Passwords.hash(PASSWORD), true);
    try (GisServer server =
        GisServer.start(
            settings(Map.of()), new StartAccounts(List.of(clerk), false), Clock.systemUTC())) {
      String body = "{\"user\":\"sato\",\"password\":\"%s\"%s}";
      Caller visitor = visitor(server);
      Answer asked = visitor.post("/api/session", body.formatted(PASSWORD, ""));
      assertThat(asked.code()).isEqualTo("new-password-needed");
      assertThat(asked.header("Set-Cookie")).isEmpty();
      assertThat(
              visitor
                  .post(
                      "/api/session",
                      body.formatted(PASSWORD, ",\"newPassword\":\"" + PASSWORD + "\""))
                  .code())
          .isEqualTo("weak-password");
      assertThat(
              visitor
                  .post(
                      "/api/session",
                      body.formatted(PASSWORD, ",\"newPassword\":\"another one ok\""))
                  .status())
          .isEqualTo(200);
      visitor.signedIn("sato", "another one ok");
    }
  }
}
