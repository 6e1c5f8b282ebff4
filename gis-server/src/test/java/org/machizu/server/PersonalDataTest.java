package org.machizu.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A layer about persons over HTTP: who sees what of it, and what stands in the log then. */
class PersonalDataTest {
  private static final String PEOPLE =
      """
      {"type":"FeatureCollection","features":[
        {"type":"Feature","geometry":{"type":"Point","coordinates":[141.82,42.76]},
         "properties":{"no":"J1","name":"canary-name","care":"要介護3","protected":null}},
        {"type":"Feature","geometry":{"type":"Point","coordinates":[141.83,42.77]},
         "properties":{"no":"J2","name":"canary-hidden","care":null,"protected":"○"}}]}
      """;

  /** The same about nobody. */
  private static final String PLACES = PEOPLE.replace("canary-", "plain-");

  private static final String RULE =
      """
      {"grants":{"welfare":["read","edit"],"duty":["read"]},
       "attributes":{"name":{"duty":"masked"}},
       "rows":{"welfare":{"op":"isNull","args":[{"property":"protected"}]},
               "duty":{"op":"isNull","args":[{"property":"protected"}]}}}
      """;
  private static final String ITEMS = "/ogc/collections/people/items";

  @TempDir static Path folder;
  private static RunningTown town;

  @BeforeAll
  static void start() throws Exception {
    town = RunningTown.start(folder);
    town.importGeoJson("people", PEOPLE, "personal", "true", "key", "no");
    town.describe("people", "{\"attributes\":{\"name\":{\"visibility\":\"onDemand\"}}}");
    assertThat(setRule(town.as("admin"), RULE).status()).isEqualTo(200);
  }

  @AfterAll
  static void stop() throws Exception {
    town.close();
  }

  private static Answer setRule(Caller caller, String rule) {
    return caller.put(
        "/api/layers/people/rights", "{\"rule\":%s,\"reason\":\"by the by-law\"}".formatted(rule));
  }

  @Test
  void thePublicPlannersAndAdministratorsFindNoSuchLayer() throws Exception {
    for (Caller caller : List.of(town.visitor(), town.clerk(), town.as("admin"), town.as("crew"))) {
      Answer hidden = caller.get(ITEMS);
      Answer missing = caller.get("/ogc/collections/nothing/items");
      assertThat(hidden.status()).isEqualTo(404);
      assertThat(hidden.text().replace("people", "X"))
          .isEqualTo(missing.text().replace("nothing", "X"));
      assertThat(caller.get("/ogc/collections").text()).doesNotContain("people");
      assertThat(caller.get("/tiles/people/14/14645/6067.mvt").status()).isEqualTo(404);
      assertThat(caller.get("/api/search?q=canary").text()).doesNotContain("canary-");
    }
  }

  @Test
  void welfareSeesNoNamesAndNoProtectedPerson() {
    Answer list = town.as("welfare").get(ITEMS);

    assertThat(list.status()).isEqualTo(200);
    assertThat(list.json().path("numberMatched").asInt()).isEqualTo(1);
    assertThat(list.text()).contains("要介護3").doesNotContain("canary", "J2");
  }

  @Test
  void aNameIsReadForAPurposeAndTheReadIsLogged() throws Exception {
    long id = town.as("welfare").get(ITEMS).json().path("features").get(0).path("id").asLong();

    Answer whole =
        town.as("welfare")
            .with("Machizu-Purpose", URLEncoder.encode("除雪の見守り", StandardCharsets.UTF_8))
            .get(ITEMS + "/" + id);

    assertThat(whole.json().path("properties").path("name").asText()).isEqualTo("canary-name");
    assertThat(whole.header("Cache-Control")).contains("no-store");
    assertThat(logged("PERSONAL_READ"))
        .anySatisfy(line -> assertThat(line).isEqualTo("welfare people " + id + " 除雪の見守り"));
    assertThat(town.as("welfare").get(ITEMS + "/" + id).text()).doesNotContain("canary-name");
  }

  @Test
  void aPurposeOpensNothingToWhoMayNotReadOnDemand() throws Exception {
    long id = town.as("welfare").get(ITEMS).json().path("features").get(0).path("id").asLong();
    Answer duty = town.as("duty").with("Machizu-Purpose", "curiosity").get(ITEMS + "/" + id);
    Answer visitor = town.visitor().with("Machizu-Purpose", "curiosity").get(ITEMS + "/" + id);

    assertThat(duty.json().path("properties").path("name").asText()).isEqualTo("c＊＊＊");
    assertThat(visitor.status()).isEqualTo(404);
    assertThat(logged("PERSONAL_READ")).noneMatch(line -> line.startsWith("public"));
  }

  @Test
  void aPurposeThatSaysNothingIsRefused() {
    long id = town.as("welfare").get(ITEMS).json().path("features").get(0).path("id").asLong();

    Answer refused = town.as("welfare").with("Machizu-Purpose", "%20").get(ITEMS + "/" + id);

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.json().path("code").asText()).isEqualTo("bad-purpose");
  }

  @Test
  void aProtectedPersonCannotBeReadChangedOrDeletedByItsId() {
    Caller welfare = town.as("welfare");
    long seen = welfare.get(ITEMS).json().path("features").get(0).path("id").asLong();
    for (long id = 1; id <= 3; id++) {
      if (id != seen) {
        assertThat(welfare.get(ITEMS + "/" + id).status()).isEqualTo(404);
        assertThat(welfare.delete(ITEMS + "/" + id).status()).isEqualTo(404);
        assertThat(welfare.patch(ITEMS + "/" + id, "{\"properties\":{\"care\":\"x\"}}").status())
            .isEqualTo(404);
      }
    }
  }

  @Test
  void whatHidesRowsHidesThePast() {
    for (String path :
        List.of(ITEMS + "?asOf=2126-01-01T00:00:00Z", "/api/layers/people/history")) {
      Answer answer = town.as("welfare").get(path);
      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.json().path("code").asText()).isEqualTo("past-hidden");
    }
  }

  @Test
  void aMaskedValueIsNeitherAskedForNorOverwrittenByItsMask() throws Exception {
    Caller duty = town.as("duty");
    assertThat(duty.get(ITEMS + "?name=canary-name").status()).isEqualTo(400);
    assertThat(duty.get(ITEMS + "?sortby=name").status()).isEqualTo(400);
  }

  @Test
  void aRuleThatDoesNotFitIsRefusedAndChangesNothing() {
    Caller admin = town.as("admin");
    String before = admin.get("/api/layers/people/rights").text();

    for (String rule :
        List.of(
            "{\"grants\":{\"nobody_knows\":[\"read\"]}}",
            "{\"grants\":{\"public\":[\"read\"]}}",
            "{\"grants\":{\"welfare\":[\"edit\"]}}",
            "{\"grants\":{\"tracker\":[\"read\",\"edit\"]}}",
            "{\"attributes\":{\"height\":{\"welfare\":\"hidden\"}}}",
            "{\"rows\":{\"welfare\":{\"op\":\"=\",\"args\":[{\"property\":\"height\"},1]}}}",
            "{\"rows\":{\"welfare\":{\"op\":\"drop\"}}}",
            "{\"coarseningM\":{\"welfare\":1}}",
            "{\"times\":{\"duty\":{\"delayMinutes\":30,\"horizonMinutes\":360}}}",
            "{\"secret\":{}}")) {
      Answer refused = setRule(admin, rule);
      assertThat(refused.status()).as(rule).isEqualTo(400);
      assertThat(refused.json().path("code").asText()).as(rule).isEqualTo("bad-rule");
    }
    assertThat(admin.get("/api/layers/people/rights").text()).isEqualTo(before);
  }

  @Test
  void onlyAdministratorsSeeAndSetRules() {
    for (Caller caller : List.of(town.visitor(), town.clerk(), town.as("welfare"))) {
      assertThat(caller.get("/api/rights").status()).isIn(401, 403);
      assertThat(caller.get("/api/layers/people/rights").status()).isIn(401, 403);
      assertThat(setRule(caller, RULE).status()).isIn(401, 403);
    }
    JsonNode layers = town.as("admin").get("/api/rights").json().path("layers");
    assertThat(layers.findValuesAsText("layer")).contains("people");
  }

  @Test
  void aRuleMadeFromAnOldStateIsRefused() {
    Caller admin = town.as("admin");
    Answer refused =
        admin
            .with("If-Match", "\"old\"")
            .put("/api/layers/people/rights", "{\"rule\":%s,\"reason\":\"r\"}".formatted(RULE));

    assertThat(refused.status()).isEqualTo(412);
  }

  @Test
  void anOrdinaryLayerThatLiesApartCanHideAndIsPublishedWithoutWhatItHides() throws Exception {
    String shops =
        """
        {"type":"FeatureCollection","features":[{"type":"Feature",
          "geometry":{"type":"Point","coordinates":[141.82,42.76]},
          "properties":{"shop":"bakery","phone":"canary-0123"}}]}
        """;
    town.importGeoJson("shops_in_town", shops);
    town.importGeoJson("shops", shops, "apart", "true");
    String rule =
        "{\"rule\":{\"grants\":{\"planner\":[\"read\",\"publish\"],\"crew\":[\"read\"]},\"attributes\":{\"phone\":{\"crew\":\"masked\",\"public\":\"hidden\"}}},\"reason\":\"r\"}";

    Answer refused = town.as("admin").put("/api/layers/shops_in_town/rights", rule);
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.code()).isEqualTo("layer-lies-in-the-town-file");
    assertThat(town.as("admin").put("/api/layers/shops/rights", rule).status()).isEqualTo(200);
    town.publish("shops");

    assertThat(town.as("planner").get("/ogc/collections/shops/items").text())
        .contains("canary-0123");
    assertThat(town.visitor().get("/ogc/collections/shops/items").text())
        .contains("bakery")
        .doesNotContain("canary-0123", "phone");
    assertThat(folder.resolve("personal/shops.gpkg")).exists();
  }

  @Test
  void whatTheReviewShowsIsWhatTheReviewedStepOpens() throws Exception {
    town.importGeoJson(
        "offices",
        """
        {"type":"FeatureCollection","features":[{"type":"Feature",
          "geometry":{"type":"Point","coordinates":[141.82,42.76]},
          "properties":{"name":"office","所有者":"somebody","memo":"x"}}]}
        """);
    town.describe("offices", "{\"attributes\":{\"memo\":{\"visibility\":\"staff\"}}}");
    String path = "/api/layers/offices/publish";
    JsonNode review = town.as("planner").get(path).json();

    assertThat(review.path("features").asInt()).isEqualTo(1);
    assertThat(review.path("attributes").toString())
        .contains("\"所有者\"", "\"looksPersonal\":true", "\"shown\":false");
    long seen = review.path("revision").asLong();
    town.as("planner")
        .patch("/ogc/collections/offices/items/1", "{\"properties\":{\"name\":\"changed\"}}");

    Answer refused = town.as("planner").post(path, published(seen));
    assertThat(refused.code()).isEqualTo("changed-since-review");
    assertThat(town.visitor().get("/ogc/collections/offices").status()).isEqualTo(404);
    long now = town.as("planner").get(path).json().path("revision").asLong();
    assertThat(town.as("planner").post(path, published(now)).status()).isEqualTo(200);
    assertThat(town.visitor().get("/ogc/collections/offices").status()).isEqualTo(200);
  }

  private static String published(long reviewed) {
    return "{\"published\":true,\"reason\":\"open data\",\"reviewed\":" + reviewed + "}";
  }

  @Test
  void aPurposeWhereNothingIsShownOnDemandFillsNoLog() throws Exception {
    town.importGeoJson("benches", PLACES);
    town.publish("benches");
    int before = logged("PERSONAL_READ").size();

    Answer answer =
        town.visitor().with("Machizu-Purpose", "anything").get("/ogc/collections/benches/items/1");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(logged("PERSONAL_READ")).hasSize(before);
  }

  @Test
  void whoSeesAValueMaskedNeitherOverwritesItByItsMaskNorLosesWhatTheyWrite() throws Exception {
    town.importGeoJson(
        "kiosks",
        """
        {"type":"FeatureCollection","features":[{"type":"Feature",
          "geometry":{"type":"Point","coordinates":[141.82,42.76]},
          "properties":{"shop":"kiosk","phone":"0123"}}]}
        """,
        "apart",
        "true");
    town.setRule(
        "kiosks",
        "{\"grants\":{\"planner\":[\"read\"],\"crew\":[\"read\",\"edit\"]},\"attributes\":{\"phone\":{\"crew\":\"masked\"}}}");
    String items = "/ogc/collections/kiosks/items";
    Caller crew = town.as("crew");
    String shown = crew.get(items + "/1").json().path("properties").toString();

    Answer kept =
        crew.patch(items + "/1", "{\"properties\":" + shown.replace("kiosk", "stall") + "}");
    assertThat(kept.status()).as(kept.text()).isEqualTo(200);
    assertThat(town.as("planner").get(items + "/1").text()).contains("stall", "\"0123\"");
    for (Answer refused :
        List.of(
            crew.patch(items + "/1", "{\"properties\":{\"phone\":\"999\"}}"),
            crew.patch(items + "/1", "{\"properties\":{\"phone\":null}}"),
            crew.post(
                items,
                "{\"type\":\"Feature\",\"geometry\":null,\"properties\":{\"phone\":\"999\"}}"))) {
      assertThat(refused.status()).isEqualTo(403);
      assertThat(refused.code()).isEqualTo("attribute-masked");
    }
    assertThat(town.as("planner").get(items + "/1").text()).contains("\"0123\"");
  }

  @Test
  void rightsThatChangeAreNotAnsweredFromABrowsersCache() throws Exception {
    town.importGeoJson("wells", PLACES, "apart", "true");
    String item = "/ogc/collections/wells/items/1";
    String etag = town.as("planner").get(item).header("ETag");
    assertThat(town.as("planner").with("If-None-Match", etag).get(item).status()).isEqualTo(304);

    town.setRule(
        "wells",
        "{\"grants\":{\"planner\":[\"read\",\"edit\"]},\"attributes\":{\"care\":{\"planner\":\"hidden\"}}}");

    Answer now = town.as("planner").with("If-None-Match", etag).get(item);
    assertThat(now.status()).isEqualTo(200);
    assertThat(now.text()).doesNotContain("care");
    assertThat(
            town.as("planner")
                .with("If-Match", now.header("ETag"))
                .patch(item, "{\"properties\":{\"no\":\"J9\"}}")
                .status())
        .isEqualTo(200);
  }

  @Test
  void anOpenStreamDoesNotOutliveItsSession() throws Exception {
    town.importGeoJson("signs", PLACES);
    Caller clerk = town.clerk();
    try (EventStream stream = clerk.events()) {
      assertThat(clerk.delete("/api/session").status()).isIn(200, 204);
      town.as("planner")
          .patch("/ogc/collections/signs/items/1", "{\"properties\":{\"no\":\"J8\"}}");

      assertThatThrownBy(stream::next).isInstanceOf(NoSuchElementException.class);
    }
  }

  /** The lines of one kind in all files: who, what, which, why. */
  private static List<String> logged(String action) throws Exception {
    List<String> lines = new ArrayList<>();
    for (String file : List.of("operations.db", "town.gpkg", "personal/people.gpkg")) {
      try (Connection c = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(file));
          var rows =
              c.createStatement()
                  .executeQuery(
                      "SELECT actor || ' ' || subject || ' ' || coalesce(object, '-') || ' ' || coalesce(reason, '-') FROM machizu_audit WHERE action = '"
                          + action
                          + "'")) {
        while (rows.next()) {
          lines.add(rows.getString(1));
        }
      }
    }
    return lines;
  }

  @Test
  void changesOfRightsStandInTheLogOfTheLayersOwnFile() throws Exception {
    assertThat(logged("RIGHTS_CHANGED")).contains("admin people - by the by-law");
    assertThat(logged("PERSONAL_VIEWED")).isNotNull();
  }
}
