package org.machizu.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Accounts, sessions and tokens as people, scripts and administrators meet them. */
class AccountsHttpTest {
  private static final String NEW_PASSWORD = "ice and other water";

  @TempDir static Path folder;
  private static RunningTown town;

  @BeforeAll
  static void start() throws Exception {
    town = RunningTown.start(folder);
  }

  @AfterAll
  static void stop() throws Exception {
    town.close();
  }

  private static String signIn(String user, String password) {
    return "{\"user\":\"%s\",\"password\":\"%s\"}".formatted(user, password);
  }

  /** Makes an account through its link, and gives its name. */
  private static String account(String name, String role, String password) {
    Answer made =
        town.as("admin")
            .post(
                "/api/accounts",
                "{\"name\":\"%s\",\"displayName\":\"氏名\",\"roles\":[\"%s\"]}"
                    .formatted(name, role));
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    String link = secretOf(made.json().path("link"));
    Answer set =
        town.visitor()
            .post(
                "/api/password", "{\"link\":\"%s\",\"password\":\"%s\"}".formatted(link, password));
    assertThat(set.json().path("name").asText()).isEqualTo(name);
    return name;
  }

  private static String secretOf(JsonNode link) {
    String href = link.path("href").asText();
    assertThat(href).startsWith(town.base() + "/password#");
    return href.substring(href.indexOf('#') + 1);
  }

  @Test
  void anAdministratorAddsAnAccountAndItsOwnerSetsThePasswordOnce() {
    Answer made =
        town.as("admin")
            .post(
                "/api/accounts", "{\"name\":\"ito\",\"displayName\":\"伊藤\",\"roles\":[\"crew\"]}");
    assertThat(made.json().path("hasPassword").asBoolean()).isFalse();
    String link = secretOf(made.json().path("link"));
    assertThat(town.visitor().post("/api/session", signIn("ito", NEW_PASSWORD)).status())
        .isEqualTo(401);
    String set = "{\"link\":\"%s\",\"password\":\"%s\"}";
    assertThat(town.visitor().post("/api/password", set.formatted(link, "short")).code())
        .isEqualTo("weak-password");
    assertThat(town.visitor().post("/api/password", "{\"link\":\"" + link + "\"}").json())
        .hasToString("{\"name\":\"ito\"}");

    town.visitor().post("/api/password", set.formatted(link, NEW_PASSWORD));

    assertThat(town.visitor().post("/api/password", set.formatted(link, NEW_PASSWORD)).code())
        .isEqualTo("link-gone");
    JsonNode who = town.visitor().signedIn("ito", NEW_PASSWORD).get("/api/session").json();
    assertThat(who.path("displayName").asText()).isEqualTo("伊藤");
    assertThat(who.path("roles").toString()).isEqualTo("[\"crew\"]");
    assertThat(made.text() + who).doesNotContain("$2a$");
  }

  @Test
  void onlyAdministratorsKeepAccountsRolesAndTokens() {
    for (String path :
        List.of("/api/accounts", "/api/roles", "/api/tokens", "/api/accounts/clerk")) {
      assertThat(town.visitor().get(path).code()).as(path).isEqualTo("sign-in-needed");
      assertThat(town.clerk().get(path).code()).as(path).isEqualTo("role-needed");
      assertThat(town.as("admin").get(path).status()).as(path).isEqualTo(200);
    }
    assertThat(town.clerk().patch("/api/accounts/clerk", "{\"roles\":[\"admin\"]}").status())
        .isEqualTo(403);
  }

  @Test
  void theOnlyAdministratorStaysOne() {
    assertThat(town.as("admin").patch("/api/accounts/admin", "{\"disabled\":true}").code())
        .isEqualTo("last-administrator");
    assertThat(town.as("admin").patch("/api/accounts/admin", "{\"roles\":[\"crew\"]}").code())
        .isEqualTo("last-administrator");
  }

  @Test
  void badMembersAreToldByName() {
    Caller keeper = town.as("admin");
    assertThat(keeper.post("/api/accounts", "{\"name\":\"x y\",\"roles\":[\"crew\"]}").code())
        .isEqualTo("bad-value");
    assertThat(keeper.post("/api/accounts", "{\"name\":\"x\",\"roles\":[]}").code())
        .isEqualTo("bad-member");
    assertThat(keeper.post("/api/accounts", "{\"name\":\"x\",\"roles\":[\"king\"]}").text())
        .contains("no role 'king'", "planner");
    assertThat(keeper.post("/api/accounts", "{\"name\":\"clerk\",\"roles\":[\"crew\"]}").code())
        .isEqualTo("already-there");
    assertThat(keeper.post("/api/accounts", "{\"nom\":\"x\"}").code()).isEqualTo("unknown-member");
    assertThat(keeper.patch("/api/accounts/none", "{\"disabled\":true}").status()).isEqualTo(404);
  }

  @Test
  void aDisabledAccountIsOutAtOnceAndItsTokensToo() {
    String name = account("ono", "planner", NEW_PASSWORD);
    Caller ono = town.visitor().signedIn(name, NEW_PASSWORD);
    String token =
        ono.post("/api/session/tokens", "{\"name\":\"script\"}").json().path("token").asText();
    Caller script = town.visitor().with("Authorization", "Bearer " + token);
    assertThat(script.get("/api/session").json().path("user").asText()).isEqualTo("ono");

    town.as("admin").patch("/api/accounts/ono", "{\"disabled\":true}");

    assertThat(ono.get("/api/sessions").status()).isEqualTo(401);
    assertThat(script.get("/api/session").code()).isEqualTo("token-refused");
    assertThat(town.visitor().post("/api/session", signIn("ono", NEW_PASSWORD)).code())
        .isEqualTo("sign-in-refused");
  }

  @Test
  void changingOnesPasswordNeedsTheOldOneAndEndsTheOtherSessions() {
    String name = account("endo", "crew", NEW_PASSWORD);
    Caller desk = town.visitor().signedIn(name, NEW_PASSWORD);
    Caller phone = town.visitor().signedIn(name, NEW_PASSWORD);
    assertThat(desk.get("/api/sessions").json().path("sessions")).hasSize(2);
    String change = "{\"oldPassword\":\"%s\",\"newPassword\":\"%s\"}";

    assertThat(
            desk.post("/api/session/password", change.formatted("wrong", "snow and ice ok")).code())
        .isEqualTo("wrong-password");
    assertThat(
            desk.post("/api/session/password", change.formatted(NEW_PASSWORD, "endoendoendo"))
                .code())
        .isEqualTo("weak-password");
    assertThat(
            desk.post("/api/session/password", change.formatted(NEW_PASSWORD, "snow and ice ok"))
                .status())
        .isEqualTo(204);

    assertThat(phone.get("/api/sessions").status()).isEqualTo(401);
    assertThat(desk.get("/api/sessions").json().path("sessions")).hasSize(1);
  }

  @Test
  void aResetThatIsToHoldNowEndsPasswordAndSessions() {
    String name = account("hara", "crew", NEW_PASSWORD);
    Caller hara = town.visitor().signedIn(name, NEW_PASSWORD);

    Answer reset = town.as("admin").post("/api/accounts/hara/reset", "{\"now\":true}");

    assertThat(reset.status()).isEqualTo(201);
    assertThat(hara.get("/api/sessions").status()).isEqualTo(401);
    assertThat(town.visitor().post("/api/session", signIn(name, NEW_PASSWORD)).status())
        .isEqualTo(401);
    String link = secretOf(reset.json());
    town.visitor()
        .post("/api/password", "{\"link\":\"%s\",\"password\":\"the new one ok\"}".formatted(link));
    town.visitor().signedIn(name, "the new one ok");
  }

  @Test
  void aSessionIsRenewedAtSignInAndEndsAtSignOut() {
    Caller before = town.clerk();
    Answer again = before.post("/api/session", signIn("clerk", RunningTown.PASSWORD));
    Caller after = town.visitor().with("Cookie", again.header("Set-Cookie").split(";", 2)[0]);
    assertThat(before.get("/api/sessions").status()).as("the session before").isEqualTo(401);
    assertThat(after.get("/api/sessions").status()).isEqualTo(200);

    assertThat(after.delete("/api/session").status()).isEqualTo(204);
    assertThat(after.get("/api/sessions").status()).isEqualTo(401);
  }

  @Test
  void onlyOnesOwnSessionsCanBeEnded() {
    Caller clerk = town.clerk();
    Caller neighbour = town.neighbour();
    String id = "";
    for (JsonNode session : clerk.get("/api/sessions").json().path("sessions")) {
      id = session.path("current").asBoolean() ? session.path("id").asText() : id;
    }
    assertThat(neighbour.delete("/api/sessions/" + id).status()).isEqualTo(404);
    assertThat(clerk.delete("/api/sessions/" + id).status()).isEqualTo(204);
    assertThat(clerk.get("/api/sessions").status()).isEqualTo(401);
  }

  @Test
  void anotherSitesPageCanDoNothingWithAClerksCookie() {
    for (Caller caller :
        List.of(
            town.clerk().with("Origin", "https://evil.example"),
            town.clerk().with("Origin", "null"),
            town.clerk().with("Sec-Fetch-Site", "cross-site"),
            town.clerk().with("Sec-Fetch-Site", "same-site"))) {
      assertThat(caller.delete("/api/session").code()).isEqualTo("cross-site");
      assertThat(caller.post("/api/session", signIn("clerk", RunningTown.PASSWORD)).code())
          .isEqualTo("cross-site");
      assertThat(caller.post("/api/session/tokens", "{\"name\":\"x\"}").code())
          .isEqualTo("cross-site");
    }
    assertThat(town.clerk().with("Origin", town.base()).delete("/api/session").status())
        .isEqualTo(204);
  }

  @Test
  void aDevicesTokenIsTakenAsBearerAndAsPasswordButNotInTheAddress() {
    Answer made =
        town.as("admin").post("/api/tokens", "{\"kind\":\"device\",\"device\":\"plow-3\"}");
    assertThat(made.status()).isEqualTo(201);
    String token = made.json().path("token").asText();
    assertThat(token).startsWith("mz_").hasSize(46);
    String basic =
        Base64.getEncoder().encodeToString(("any:" + token).getBytes(StandardCharsets.UTF_8));

    for (String header : List.of("Bearer " + token, "bearer " + token, "Basic " + basic)) {
      JsonNode who = town.visitor().with("Authorization", header).get("/api/session").json();
      assertThat(who.path("user").asText()).isEqualTo("device:plow-3");
      assertThat(who.path("roles").toString()).isEqualTo("[\"tracker\"]");
    }
    assertThat(town.visitor().get("/api/session?token=" + token).code())
        .isEqualTo("unknown-parameter");
    assertThat(town.visitor().with("Authorization", "Bearer " + token).get("/api/tokens").status())
        .isEqualTo(403);
    JsonNode listed = town.as("admin").get("/api/tokens").json();
    assertThat(listed.toString()).contains("plow-3").doesNotContain(token);
  }

  @Test
  void aTokenThatDoesNotHoldIsRefusedAndNotTakenForThePublic() {
    String token =
        town.as("admin")
            .post("/api/tokens", "{\"kind\":\"terminal\",\"terminal\":\"hall-1\"}")
            .json()
            .path("token")
            .asText();
    String id = "";
    for (JsonNode one : town.as("admin").get("/api/tokens").json().path("tokens")) {
      id = one.path("subject").asText().equals("hall-1") ? one.path("id").asText() : id;
    }
    assertThat(town.as("admin").delete("/api/tokens/" + id).status()).isEqualTo(204);

    for (String header :
        List.of("Bearer " + token, "Bearer mz_x", "Bearer ", "Basic !", "Digest x")) {
      Answer answer = town.visitor().with("Authorization", header).get("/ogc/collections");
      assertThat(answer.status()).as(header).isEqualTo(401);
      assertThat(answer.code()).isEqualTo("token-refused");
      assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
    }
    assertThat(town.clerk().with("Authorization", "Bearer x").get("/api/session").status())
        .as("a good session does not help")
        .isEqualTo(401);
  }

  @Test
  void aProgramsTokenReadsUnlessItMayEditAndNeverMakesTokens() {
    Caller clerk = town.clerk();
    String reads =
        clerk.post("/api/session/tokens", "{\"name\":\"reader\"}").json().path("token").asText();
    String edits =
        clerk
            .post("/api/session/tokens", "{\"name\":\"editor\",\"readOnly\":false}")
            .json()
            .path("token")
            .asText();
    Caller reader = town.visitor().with("Authorization", "Bearer " + reads);
    Caller editor = town.visitor().with("Authorization", "Bearer " + edits);

    assertThat(reader.get("/api/jobs").status()).isEqualTo(200);
    assertThat(reader.patch("/api/layers/none", "{}").code()).isEqualTo("token-reads-only");
    assertThat(editor.patch("/api/layers/none", "{}").code()).isEqualTo("not-found");
    assertThat(editor.post("/api/session/tokens", "{\"name\":\"child\"}").code())
        .isEqualTo("session-needed");
    assertThat(editor.get("/api/sessions").code()).isEqualTo("session-needed");
    assertThat(clerk.post("/api/session/tokens", "{\"name\":\"x\",\"roles\":[\"admin\"]}").status())
        .isEqualTo(400);
    assertThat(town.as("admin").post("/api/session/tokens", "{\"name\":\"x\"}").status())
        .as("of an account that only keeps accounts")
        .isEqualTo(400);
  }

  @Test
  void badTokensAreNotMade() {
    Caller keeper = town.as("admin");
    for (String body :
        List.of(
            "{\"kind\":\"api\",\"device\":\"x\"}",
            "{\"kind\":\"device\"}",
            "{\"kind\":\"device\",\"terminal\":\"x\"}",
            "{\"device\":\"x\"}",
            "{\"kind\":\"device\",\"device\":\"x\",\"expires\":\"tomorrow\"}")) {
      assertThat(keeper.post("/api/tokens", body).code()).as(body).isEqualTo("bad-member");
    }
    for (String more :
        List.of(
            "\"device\":\"a b\"",
            "\"device\":\"x\",\"expires\":\"2020-01-01T00:00:00Z\"",
            "\"device\":\"x\",\"expires\":\"2999-01-01T00:00:00Z\"")) {
      assertThat(keeper.post("/api/tokens", "{\"kind\":\"device\"," + more + "}").code())
          .as(more)
          .isEqualTo("bad-value");
    }
  }

  @Test
  void aTownsOwnRoleCanBeGivenAndIsRemovedOnlyWhenNobodyHasIt() {
    Caller keeper = town.as("admin");
    String body = "{\"title\":{\"ja\":\"税務\",\"en\":\"Tax\"},\"createsLayers\":true}";
    assertThat(keeper.put("/api/roles/tax", body).status()).isEqualTo(200);
    assertThat(keeper.put("/api/roles/admin", body).code()).isEqualTo("bad-value");
    assertThat(keeper.put("/api/roles/tracker", body).code()).isEqualTo("bad-value");
    String name = account("wada", "tax", NEW_PASSWORD);
    assertThat(town.visitor().signedIn(name, NEW_PASSWORD).get("/api/jobs").status())
        .isEqualTo(200);

    assertThat(keeper.delete("/api/roles/tax").code()).isEqualTo("role-in-use");
    keeper.patch("/api/accounts/wada", "{\"roles\":[\"crew\"]}");
    assertThat(keeper.delete("/api/roles/tax").status()).isEqualTo(204);
    assertThat(keeper.delete("/api/roles/crew").status()).isEqualTo(404);
  }

  @Test
  void failuresLockAnUnknownNameAsAKnownOne() {
    for (String name : List.of("lockme", account("lockme2", "crew", NEW_PASSWORD))) {
      int refused = 0;
      Answer answer = town.visitor().post("/api/session", signIn(name, "wrong"));
      while (answer.status() == 401 && refused < 12) { // the wait doubles, past any slow machine
        refused++;
        answer = town.visitor().post("/api/session", signIn(name, "wrong"));
      }
      assertThat(refused).isGreaterThanOrEqualTo(5);
      assertThat(answer.code()).isEqualTo("sign-in-wait");
      assertThat(Integer.parseInt(answer.header("Retry-After"))).isPositive();
    }
  }
}
