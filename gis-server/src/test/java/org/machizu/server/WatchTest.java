package org.machizu.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.machizu.residents.EntranceStates.State;

/** Who must be looked after in the snow, from the list to the visit that settles it. */
class WatchTest {
  private static final String LIST = "/api/snow/watch";
  private static final String CASES = LIST + "/cases";
  private static final String REPORTS = LIST + "/reports";

  /** The first bytes of a JPEG, and what follows of a very small one. */
  private static final byte[] JPEG = {
    (byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0, 'c', 'a', 'n', 'a', 'r', 'y', '-', 'p'
  };

  @TempDir Path folder;
  private WatchedTown town;

  @BeforeEach
  void start() throws Exception {
    town = WatchedTown.start(folder);
    town.snows("2026-12-01", 13);
  }

  @AfterEach
  void stop() throws Exception {
    town.close();
  }

  private JsonNode list(Caller caller) {
    Answer answer = caller.get(LIST);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json();
  }

  private static List<Long> households(JsonNode list) {
    List<Long> ids = new ArrayList<>();
    list.path("households").forEach(line -> ids.add(line.path("household").asLong()));
    return ids;
  }

  private static List<String> reasons(JsonNode line) {
    List<String> codes = new ArrayList<>();
    line.path("reasons").forEach(reason -> codes.add(reason.path("code").asText()));
    return codes;
  }

  private JsonNode open(Caller caller, long household) {
    Answer answer =
        caller.post(CASES, "{\"household\":%d,\"origin\":\"ranking\"}".formatted(household));
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    return answer.json();
  }

  private static String report(double lon, double lat) {
    return "{\"lon\":%s,\"lat\":%s,\"note\":\"玄関前が雪でふさがっている\"}".formatted(lon, lat);
  }

  @Test
  void whoeverLivesAloneBehindUnclearedSnowStandsFirstWithTheReasons() {
    JsonNode list = list(town.as("welfare"));

    assertThat(households(list)).containsExactly(town.household(3), town.household(8));
    assertThat(list.path("count").asInt()).isEqualTo(2);
    JsonNode first = list.path("households").get(0);
    assertThat(reasons(first))
        .containsExactly("aged", "alone", "needs-help", "road-not-yet", "snow-hours");
    assertThat(first.path("score").asDouble()).as("(2+2+3)×(3+2)").isEqualTo(35);
    assertThat(first.path("address").asText()).isEqualTo("本町1番地3");
    assertThat(list.toString()).doesNotContain(WatchedTown.NAME);
    town.mainRoad(State.CLEARED, Instant.now());
    assertThat(households(list(town.as("welfare")))).isEmpty();
  }

  @Test
  void whatIsEditedOfAHouseholdOrAResidentStandsInTheNextList() {
    Caller welfare = town.as("welfare");
    assertThat(reasonsOf(welfare, 3)).contains("needs-help", "aged");

    edit(welfare, "households", town.household(3), "{\"高齢者のみ\":null}");
    assertThat(reasonsOf(welfare, 3)).contains("needs-help", "alone").doesNotContain("aged");
    long resident = 0;
    for (JsonNode one : welfare.all("/ogc/collections/residents/items")) {
      resident =
          one.at("/properties/住民番号").asText().equals("J1") ? one.path("id").asLong() : resident;
    }
    edit(welfare, "residents", resident, "{\"避難行動要支援者\":null}");
    assertThat(reasonsOf(welfare, 3)).contains("alone").doesNotContain("needs-help");
    edit(welfare, "residents", resident, "{\"避難行動要支援者\":\"○\",\"世帯番号\":\"H08\"}");
    assertThat(reasonsOf(welfare, 8)).contains("needs-help");
  }

  private List<String> reasonsOf(Caller caller, int number) {
    long household = town.household(number);
    for (JsonNode line : list(caller).path("households")) {
      if (line.path("household").asLong() == household) {
        return reasons(line);
      }
    }
    return List.of();
  }

  private static void edit(Caller caller, String layer, long id, String properties) {
    Answer answer =
        caller.patch(
            "/ogc/collections/" + layer + "/items/" + id, "{\"properties\":" + properties + "}");
    assertThat(answer.status()).as(answer.text()).isLessThan(300);
  }

  @Test
  void aProtectedHouseholdIsInTheOfficersListAndInNoOther() {
    long hidden = town.household(5);

    JsonNode officers = list(town.officer());
    assertThat(households(officers)).contains(hidden);
    assertThat(officers.path("count").asInt()).isEqualTo(3);
    JsonNode others = list(town.as("welfare"));
    assertThat(households(others)).doesNotContain(hidden);
    assertThat(others.path("count").asInt()).isEqualTo(2);
    assertThat(others.path("households").get(1).path("rank").asInt()).isEqualTo(2);

    long id = open(town.officer(), hidden).path("id").asLong();
    Caller welfare = town.as("welfare");
    assertThat(welfare.get(LIST + "/households/" + hidden).status()).isEqualTo(404);
    assertThat(welfare.get(CASES + "/" + id).status()).isEqualTo(404);
    assertThat(welfare.patch(CASES + "/" + id, "{\"note\":\"x\"}").status()).isEqualTo(404);
    assertThat(welfare.post(CASES, "{\"household\":" + hidden + "}").text())
        .isEqualTo(
            welfare
                .post(CASES, "{\"household\":999}")
                .text()
                .replace("999", Long.toString(hidden)));
    assertThat(welfare.get(CASES).json().path("cases")).isEmpty();
    assertThat(welfare.get(CASES + "?household=" + hidden).json().path("cases")).isEmpty();
    assertThat(town.officer().get(CASES).json().path("cases")).hasSize(1);
  }

  @Test
  void forWhoeverDoesNotKeepTheHouseholdsThereIsNoWatch() {
    long id = open(town.as("welfare"), town.household(3)).path("id").asLong();
    for (String role : List.of("planner", "crew", "duty", "permit", "admin")) {
      for (String path :
          List.of(LIST, CASES, CASES + "/" + id, CASES + "/999", REPORTS, LIST + "/households/3")) {
        Answer answer = town.as(role).get(path);
        assertThat(answer.status()).as(role + " " + path).isEqualTo(404);
        assertThat(answer.text()).contains("there is no list 'watch'");
      }
      assertThat(town.as(role).post(CASES, "{\"household\":3}").status()).isEqualTo(404);
      assertThat(town.as(role).patch(CASES + "/" + id, "{\"note\":\"x\"}").status()).isEqualTo(404);
    }
    assertThat(town.running().visitor().get(LIST).status()).isEqualTo(401);
  }

  @Test
  void namesAreReadForAPurposeOnlyAndOneByOneInTheLog() {
    String path = LIST + "/households/" + town.household(3);

    JsonNode without = town.as("welfare").get(path).json();
    assertThat(without.path("members")).hasSize(2);
    assertThat(without.toString()).doesNotContain(WatchedTown.NAME);
    Answer with = town.as("welfare").with("Machizu-Purpose", "visit-3b7").get(path);
    assertThat(with.text()).contains(WatchedTown.NAME);
    assertThat(with.header("Cache-Control")).isEqualTo("no-store");
    JsonNode lines = town.as("admin").get("/api/audit?action=PERSONAL_READ&layer=residents").json();
    assertThat(lines.path("lines")).hasSize(2);
    assertThat(lines.at("/lines/0/reason").asText()).isEqualTo("visit-3b7");
  }

  @Test
  void aCaseIsTakenUpVisitedSettledAndComesBackWhenSomethingHappens() {
    Caller welfare = town.as("welfare");
    long household = town.household(3);
    JsonNode opened = open(welfare, household);
    String path = CASES + "/" + opened.path("id").asLong();
    assertThat(list(welfare).at("/households/0/case/id").asLong())
        .isEqualTo(opened.path("id").asLong());

    assertThat(welfare.patch(path, "{\"assignee\":\"account:nobody-here\"}").code())
        .isEqualTo("bad-member");
    assertThat(welfare.patch(path, "{\"assignee\":\"account:welfare\"}").status()).isEqualTo(200);
    Answer visited =
        welfare.upload(
            path + "/visits",
            new Form().text("outcome", "helped").text("note", "玄関先を除雪").file("a.jpg", JPEG));
    assertThat(visited.status()).as(visited.text()).isEqualTo(200);
    assertThat(visited.json().path("state").asText()).isEqualTo("visited");
    assertThat(welfare.patch(path, "{\"state\":\"settled\"}").status()).isEqualTo(200);
    assertThat(households(list(welfare))).doesNotContain(household);
    assertThat(welfare.patch(path, "{\"state\":\"settled\"}").code()).isEqualTo("case-settled");

    JsonNode history = welfare.get(path).json().path("history");
    assertThat(history)
        .extracting(e -> e.path("step").asText())
        .containsExactly("open", "assign", "visit", "settle");
    assertThat(history.get(1).at("/before/assignee").isNull()).isTrue();
    assertThat(history.get(1).at("/after/assignee").asText()).isEqualTo("account:welfare");
    assertThat(history.get(3).at("/before/state").asText()).isEqualTo("visited");
    assertThat(history).allMatch(e -> e.path("actor").asText().equals("welfare"));
    Answer photo = welfare.get(path + "/photos/" + history.get(2).path("photo").asText());
    assertThat(photo.body()).isEqualTo(JPEG);
    assertThat(photo.header("Content-Type")).isEqualTo("image/jpeg");

    town.mainRoad(State.SNOWED_OVER, Instant.now().minusSeconds(3600));
    assertThat(households(list(welfare))).as("cleared before the visit").doesNotContain(household);
    town.mainRoad(State.SNOWED_OVER, Instant.now().plusSeconds(1));
    assertThat(households(list(welfare))).as("snowed over anew").contains(household);
    town.mainRoad(State.CLEARED, Instant.now());
    assertThat(households(list(welfare))).isEmpty();
    town.as("crew").post(REPORTS, report(WatchedTown.lonOf(3), 42.7601));
    assertThat(reasons(list(welfare).path("households").get(0))).containsExactly("reported");

    assertThat(welfare.patch(path, "{\"state\":\"open\"}").status()).isEqualTo(200);
    assertThat(welfare.patch(path, "{\"followUp\":\"2020-01-01\"}").status()).isEqualTo(200);
    assertThat(reasons(list(welfare).path("households").get(0)))
        .containsExactly("reported", "follow-up");
  }

  @Test
  void aPartOfTheListHasItsOwnCountAndIsChosenBeforeItIsCut() {
    Caller welfare = town.as("welfare");
    long taken = town.household(3);
    long id = open(welfare, taken).path("id").asLong();
    welfare.patch(CASES + "/" + id, "{\"followUp\":\"2020-01-01\"}");
    town.as("crew").post(REPORTS, report(WatchedTown.lonOf(1), 42.7601));

    assertThat(households(welfare.get(LIST + "?only=with-case").json())).containsExactly(taken);
    assertThat(households(welfare.get(LIST + "?only=follow-up").json())).containsExactly(taken);
    JsonNode reported = welfare.get(LIST + "?only=reported").json();
    assertThat(households(reported)).containsExactly(town.household(1));
    assertThat(reported.path("count").asInt()).isEqualTo(1);
    assertThat(households(welfare.get(LIST + "?only=without-case").json()))
        .containsExactly(town.household(8), town.household(1));
    assertThat(welfare.get(LIST + "?only=urgent").code()).isEqualTo("bad-parameter");
    JsonNode listed = welfare.get(CASES).json().path("cases").get(0);
    assertThat(listed.path("address").asText()).isEqualTo("本町1番地3");
    assertThat(listed.path("lon").asDouble()).isEqualTo(WatchedTown.lonOf(3));
  }

  @Test
  void aCaseIsGivenToWhoKnowsOfHouseholdsOrToAGroup() {
    town.running().addSupporters();
    JsonNode all = town.as("welfare").get(LIST + "/assignees").json();
    assertThat(all.path("accounts"))
        .extracting(one -> one.path("name").asText())
        .containsExactlyInAnyOrder("welfare", "duty", "neighbour");
    assertThat(all.path("groups"))
        .extracting(one -> one.path("name").asText())
        .containsExactly(RunningTown.SUPPORTERS, "duty", "welfare");
    assertThat(town.as("duty").get(LIST + "/assignees").status()).isEqualTo(404);
  }

  @Test
  void aHouseholdHasOneOpenCaseForASnowfallAndAnotherForTheNext() {
    Caller welfare = town.as("welfare");
    long household = town.household(8);
    open(welfare, household);
    Answer again = welfare.post(CASES, "{\"household\":" + household + "}");
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.code()).isEqualTo("case-open");
    town.snows("2026-12-09", 2);
    assertThat(open(welfare, household).path("event").asText()).isEqualTo("2026-12-09");
    assertThat(welfare.get(CASES).json().path("cases")).hasSize(2);
  }

  @Test
  void whoHasNotSeenTheLastStepDoesNotOverwriteIt() {
    Caller welfare = town.as("welfare");
    String path = CASES + "/" + open(welfare, town.household(3)).path("id").asLong();
    String etag = welfare.get(path).header("ETag");
    assertThat(welfare.with("If-Match", etag).patch(path, "{\"note\":\"一報\"}").status())
        .isEqualTo(200);

    Answer late = welfare.with("If-Match", etag).patch(path, "{\"state\":\"settled\"}");

    assertThat(late.status()).isEqualTo(412);
    assertThat(late.code()).isEqualTo("case-stale");
    assertThat(welfare.get(path).json().path("state").asText()).isEqualTo("open");
  }

  @Test
  void aReportAnswersTheSameWhoeverLivesThere() {
    Caller crew = town.as("crew");
    Set<String> answers = new HashSet<>();
    for (double lon :
        new double[] {
          WatchedTown.lonOf(3), WatchedTown.lonOf(1), WatchedTown.lonOf(5), 141.9, 140
        }) {
      Answer answer = crew.post(REPORTS, report(lon, 42.7601));
      answers.add(
          answer.status()
              + " "
              + answer.text().replaceAll("[0-9a-f-]{36}", "ID")
              + answer.header("Content-Length")
              + answer.header("Cache-Control"));
    }
    assertThat(answers).hasSize(1);

    JsonNode reports = town.as("welfare").get(REPORTS).json().path("reports");
    assertThat(reports).hasSize(5);
    List<Long> near = new ArrayList<>();
    reports.forEach(r -> r.path("households").forEach(id -> near.add(id.asLong())));
    assertThat(near).containsExactlyInAnyOrder(town.household(3), town.household(1));
    assertThat(list(town.as("welfare")).path("count").asInt()).as("1, 3 and 8").isEqualTo(3);
    assertThat(list(town.officer()).path("count").asInt()).isEqualTo(4);
  }

  @Test
  void aReportThatIsSentTwiceCountsOnceAndOneThatIsClosedNotAtAll() {
    String once =
        "{\"id\":\"0a1b2c3d-crew-7\",\"lon\":%s,\"lat\":42.7601}".formatted(WatchedTown.lonOf(1));
    for (int i = 0; i < 2; i++) {
      assertThat(town.as("crew").post(REPORTS, once).status()).isEqualTo(201);
    }
    Caller welfare = town.as("welfare");
    assertThat(welfare.get(REPORTS).json().path("reports")).hasSize(1);
    assertThat(households(list(welfare))).contains(town.household(1));
    assertThat(welfare.patch(REPORTS + "/0a1b2c3d-crew-7", "{\"state\":\"closed\"}").status())
        .isEqualTo(204);
    assertThat(households(list(welfare))).doesNotContain(town.household(1));
  }

  @Test
  void aNeighbourReportsByLinkAndNotWithoutEnd() {
    Answer made =
        town.as("admin").post("/api/tokens", "{\"kind\":\"neighbour\",\"neighbour\":\"block-4\"}");
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    Caller neighbour =
        town.running()
            .visitor()
            .with("Authorization", "Bearer " + made.json().path("token").asText());
    for (int i = 0; i < 6; i++) {
      assertThat(neighbour.post(REPORTS, report(141.8024, 42.7601)).status()).isEqualTo(201);
    }
    Answer seventh = neighbour.post(REPORTS, report(141.8024, 42.7601));
    assertThat(seventh.status()).isEqualTo(429);
    assertThat(seventh.code()).isEqualTo("reports-too-many");
    assertThat(neighbour.get("/api/snow/hints").status()).isEqualTo(403);
    assertThat(town.running().visitor().post(REPORTS, report(141.8, 42.76)).status())
        .isEqualTo(401);
    assertThat(town.as("permit").post(REPORTS, report(141.8, 42.76)).status()).isEqualTo(403);
  }

  @Test
  void whatIsNoPhotoIsRefusedByItsFirstBytes() {
    Form form =
        new Form()
            .text("lon", "141.8")
            .text("lat", "42.76")
            .file("door.jpg", "<html>no picture</html>");
    Answer answer = town.as("crew").upload(REPORTS, form);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo("bad-photo");
  }

  @Test
  void whatIsKeptOfAHouseholdGoesWithIt() throws Exception {
    Caller welfare = town.as("welfare");
    long household = town.household(3);
    town.as("crew")
        .post(
            REPORTS,
            "{\"id\":\"report-to-go\",\"lon\":141.8024,\"lat\":42.7601,\"note\":\"canary-note-4d2\"}");
    Answer opened =
        welfare.post(
            CASES,
            "{\"household\":%d,\"report\":\"report-to-go\",\"note\":\"canary-note-4d2\"}"
                .formatted(household));
    String path = CASES + "/" + opened.json().path("id").asLong();
    welfare.upload(path + "/visits", new Form().text("outcome", "well").file("a.jpg", JPEG));
    long other = open(welfare, town.household(8)).path("id").asLong();
    assertThat(town.running().traces("canary-note-4d2")).isNotEmpty();
    assertThat(town.running().traces("canary-p")).isNotEmpty();

    Caller admin = town.as("admin");
    String what = "\"ids\":[" + household + "],\"reason\":\"本人の申出\"";
    JsonNode seen =
        admin
            .ended(
                admin
                    .post("/api/layers/households/purge", "{" + what + ",\"dryRun\":true}")
                    .header("Location"))
            .path("result");
    JsonNode proof =
        admin
            .ended(
                admin
                    .post(
                        "/api/layers/households/purge",
                        "{%s,\"confirm\":\"%s\"}".formatted(what, seen.path("confirm").asText()))
                    .header("Location"))
            .path("result");

    assertThat(proof.path("watch").asText()).startsWith("5 rows removed");
    assertThat(town.running().traces("canary-note-4d2")).isEmpty();
    assertThat(town.officer().get(path).status()).isEqualTo(404);
    assertThat(town.officer().get(CASES + "/" + other).status()).isEqualTo(200);
  }
}
