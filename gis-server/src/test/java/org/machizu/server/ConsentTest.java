package org.machizu.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * 避難行動要支援者名簿: a group of supporters sees beforehand who has agreed to be shown to that group, and
 * nobody else; the welfare desk sees all, and writes down who agrees and who does so no more.
 */
class ConsentTest {
  private static final String ITEMS = "/ogc/collections/roll/items";
  private static final String RULE =
      """
      {"grants":{"welfare":["read","edit"],"minsei":["read"],"fire_corps":["read"]},
       "attributes":{"name":{"minsei":"onDemand"}},
       "rows":{"minsei":{"op":"isNull","args":[{"property":"protected"}]}},
       "consents":{"minsei":"to_minsei","fire_corps":"to_fire_corps"}}
      """;

  @TempDir static Path folder;
  private static RunningTown town;

  @BeforeAll
  static void start() throws Exception {
    town = RunningTown.start(folder.resolve("town"));
    town.addSupporters();
    Answer corps =
        town.as("admin")
            .put("/api/roles/fire_corps", "{\"title\":{\"ja\":\"消防団\",\"en\":\"Fire corps\"}}");
    assertThat(corps.status()).isEqualTo(200);
    town.importGeoJson(
        "roll",
        RunningTown.collection(
            person(1, "2026-04-01", "2026-04-02", null),
            person(2, null, "2026-04-02", null),
            person(3, "2026-04-01", null, "yes"),
            person(4, "2026-04-03", null, null)),
        "personal",
        "true");
    town.describe(
        "roll",
        "{\"attributes\":{\"name\":{\"visibility\":\"onDemand\"},\"note\":{\"visibility\":\"staff\"}}}");
    town.setRule("roll", RULE);
  }

  @AfterAll
  static void stop() throws Exception {
    town.close();
  }

  private static String person(int no, String minsei, String corps, String isProtected) {
    return "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[141.8%d,42.76]},\"properties\":{\"no\":%d,\"name\":\"name%d\",\"note\":\"n\",\"to_minsei\":%s,\"to_fire_corps\":%s,\"protected\":%s}}"
        .formatted(no, no, no, quoted(minsei), quoted(corps), quoted(isProtected));
  }

  private static String quoted(String text) {
    return text == null ? "null" : '"' + text + '"';
  }

  /** A neighbour who helps, by a link that names the group. */
  private static Caller linked(String group) {
    Answer made =
        town.as("admin")
            .post(
                "/api/tokens",
                "{\"kind\":\"resident\",\"resident\":\"helper-%1$s\",\"groups\":[\"%1$s\"]}"
                    .formatted(group));
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    return town.visitor().with("Authorization", "Bearer " + made.json().path("token").asText());
  }

  private static List<Integer> seenBy(Caller caller) {
    Answer answer = caller.get(ITEMS);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json().findValues("properties").stream()
        .map(properties -> properties.path("no").asInt())
        .sorted()
        .toList();
  }

  @Test
  void aGroupSeesThoseWhoHaveAgreedToItAndNoProtectedPerson() {
    assertThat(seenBy(town.as("welfare"))).containsExactly(1, 2, 3, 4);
    assertThat(seenBy(town.as("supporter"))).contains(1).doesNotContain(2, 3);
    assertThat(seenBy(linked("minsei"))).contains(1).doesNotContain(2, 3);
    assertThat(seenBy(linked("fire_corps"))).containsExactly(1, 2);
    assertThat(linked("minsei").get(ITEMS + "?no=2").json().path("numberMatched").asInt()).isZero();
    assertThat(town.visitor().get(ITEMS).status()).isEqualTo(404);
  }

  @Test
  void whatTheRuleDoesNotNameForItAndOthersConsentsAreNotTheGroupsBusiness() {
    JsonNode seen = town.as("supporter").get(ITEMS + "/1").json().path("properties");
    assertThat(seen.has("to_minsei")).isTrue();
    assertThat(seen.has("to_fire_corps")).isFalse();
    assertThat(seen.has("note")).as("for staff").isFalse();
    assertThat(seen.has("name")).as("without a purpose").isFalse();
    Caller withPurpose = town.as("supporter").with("Machizu-Purpose", "visit");
    assertThat(withPurpose.get(ITEMS + "/1").json().at("/properties/name").asText())
        .isEqualTo("name1");
    JsonNode line =
        town.as("admin").get("/api/audit?action=PERSONAL_READ&layer=roll").json().at("/lines/0");
    assertThat(line.path("actor").asText()).isEqualTo("supporter");
    assertThat(line.path("object").asText()).isEqualTo("1");
    assertThat(town.as("supporter").get("/api/layers/roll/history").status()).isEqualTo(403);
    assertThat(town.as("supporter").patch(ITEMS + "/1", "{\"properties\":{\"no\":9}}").status())
        .isIn(403, 404);
    assertThat(linked("minsei").patch(ITEMS + "/1", "{\"properties\":{\"no\":9}}").status())
        .isIn(401, 403, 404);
  }

  @Test
  void aConsentThatIsTakenBackEndsEveryWayAndBothStandInTheHistory() throws Exception {
    Caller supporter = town.as("supporter");
    Caller link = linked("minsei");
    String tile = "/tiles/roll/14/14647/6035.mvt";
    int before = supporter.get(tile).body().length;
    assertThat(before).isPositive();
    assertThat(seenBy(supporter)).contains(4);
    String etag = supporter.get(ITEMS).header("ETag");

    Answer back = town.as("welfare").patch(ITEMS + "/4", "{\"properties\":{\"to_minsei\":null}}");
    assertThat(back.status()).as(back.text()).isEqualTo(200);

    assertThat(seenBy(supporter)).doesNotContain(4);
    assertThat(seenBy(link)).doesNotContain(4);
    assertThat(supporter.get(ITEMS + "/4").status()).isEqualTo(404);
    assertThat(supporter.get(ITEMS + "/4?asOf=" + java.time.Instant.now()).status())
        .as("no way round by the past")
        .isIn(403, 404);
    assertThat(supporter.with("If-None-Match", etag).get(ITEMS).status()).isEqualTo(200);
    while (supporter.get(tile).body().length >= before) { // tiles follow within a moment
      LockSupport.parkNanos(20_000_000);
    }
    Answer export = supporter.post("/api/exports", "{\"layer\":\"roll\",\"format\":\"geojson\"}");
    String job = export.header("Location");
    assertThat(supporter.ended(job).path("state").asText()).isEqualTo("done");
    assertThat(supporter.get(job + "/file").text()).doesNotContain("\"no\":4");
    JsonNode change =
        town.as("welfare").get("/api/layers/roll/history?feature=4").json().at("/changes/0");
    assertThat(change.at("/before/properties/to_minsei").asText()).isEqualTo("2026-04-03");
    assertThat(change.at("/after/properties/to_minsei").isNull()).isTrue();
    JsonNode line =
        town.as("admin").get("/api/audit?action=EDITED&layer=roll&object=4").json().at("/lines/0");
    assertThat(line.path("actor").asText()).isEqualTo("welfare");
  }

  @Test
  void aLinkNamesGroupsOfTheTownOnlyAndOpensNothingElse() {
    Caller admin = town.as("admin");
    String body = "{\"kind\":\"%1$s\",\"%1$s\":\"x\",\"groups\":[\"%2$s\"]}";
    assertThat(admin.post("/api/tokens", body.formatted("resident", "welfare")).code())
        .as("a department is no group")
        .isEqualTo("bad-value");
    assertThat(admin.post("/api/tokens", body.formatted("device", "minsei")).code())
        .isEqualTo("bad-value");
    assertThat(admin.post("/api/tokens", body.formatted("resident", "nobody")).status())
        .isBetween(400, 409);
    Caller link = linked("minsei");
    assertThat(link.get("/api/jobs").status()).as("it is no staff").isIn(401, 403);
    String noConsent = RULE.replace(",\"fire_corps\":\"to_fire_corps\"", "");
    town.setRule("roll", noConsent);
    try {
      assertThat(linked("fire_corps").get(ITEMS).status())
          .as("without consents to ask for, a link stands for no group")
          .isEqualTo(404);
    } finally {
      town.setRule("roll", RULE);
    }
  }

  /** An import replaces the register by a file without the columns that the rule looks at. */
  @Test
  void aRegisterWithoutTheColumnsOfItsRuleShowsNobody() throws Exception {
    String one = person(1, "2026-04-01", "2026-04-02", null);
    town.importGeoJson("register", RunningTown.collection(one), "personal", "true");
    town.setRule(
        "register",
        RULE.replace(
            "\"rows\":{",
            "\"rows\":{\"welfare\":{\"op\":\"isNull\",\"args\":[{\"property\":\"protected\"}]},"));
    String items = "/ogc/collections/register/items";
    assertThat(town.as("welfare").get(items).json().path("features")).hasSize(1);

    String without = one.replaceAll(",\"(to_minsei|to_fire_corps|protected)\":[^,}]*", "");
    town.importGeoJson("register", RunningTown.collection(without), "personal", "true");

    for (String caller : List.of("welfare", "supporter")) {
      JsonNode answer = town.as(caller).get(items).json();
      assertThat(answer.path("features").isArray()).as(answer.toString()).isTrue();
      assertThat(answer.path("features")).as(caller).isEmpty();
    }
  }

  @Test
  void aRuleByConsentNeedsADayAndLetsNobodyWriteTheirOwn() {
    String path = "/api/layers/roll/rights";
    String body = "{\"rule\":%s,\"reason\":\"r\"}";
    for (String wrong :
        List.of(
            RULE.replace("\"to_minsei\"", "\"note\""),
            RULE.replace("\"to_minsei\"", "\"nothing\""),
            RULE.replace("\"minsei\":[\"read\"]", "\"minsei\":[\"read\",\"edit\"]"),
            RULE.replace("\"to_minsei\"", "7"))) {
      assertThat(town.as("admin").put(path, body.formatted(wrong)).code())
          .as(wrong)
          .isEqualTo("bad-rule");
    }
  }
}
