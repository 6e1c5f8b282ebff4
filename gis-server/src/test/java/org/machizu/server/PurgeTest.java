package org.machizu.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.machizu.access.Actor;
import org.machizu.access.AdminRight;
import org.machizu.access.Rights;
import org.machizu.geo.feature.LayerId;
import org.machizu.geo.feature.Revision;
import org.machizu.handover.HandoverRequest;
import org.machizu.jobs.CancelledException;
import org.machizu.jobs.Progress;
import org.machizu.retention.PurgePlan;
import org.machizu.store.postgis.Cluster;
import org.machizu.store.sql.Sql;

/** What is purged is nowhere any more: in no row, no past state, no file, no journal. */
class PurgeTest {
  private static final String CANARY = "canary-7319";
  private static final String RULE =
      "{\"grants\":{\"welfare\":[\"read\",\"edit\"],\"planner\":[\"read\",\"edit\"]}}";

  @TempDir Path folder;
  private RunningTown town;
  private Path data;

  @BeforeEach
  void start() throws Exception {
    data = folder.resolve("town");
    town = RunningTown.start(data);
  }

  @AfterEach
  void stop() throws Exception {
    town.close();
  }

  private static String person(int n, String name, String left) {
    return "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[141.%d,42.7]},\"properties\":{\"no\":\"J%d\",\"name\":\"%s\",\"left\":%s}}"
        .formatted(800 + n, n, name, left == null ? "null" : "\"" + left + "\"");
  }

  private void people(String... features) throws Exception {
    town.importGeoJson("people", RunningTown.collection(features), "personal", "true", "key", "no");
  }

  private void allow() {
    Answer set =
        town.as("admin")
            .put("/api/layers/people/rights", "{\"rule\":%s,\"reason\":\"条例\"}".formatted(RULE));
    assertThat(set.status()).as(set.text()).isEqualTo(200);
  }

  /** A database keeps its own journal, and the proof says so. */
  private String shredded(String embedded) {
    return town.ownDatabase().isPresent()
        ? "rewritten; the database's own journal, statistics and backups hold it until they are replaced"
        : embedded;
  }

  private JsonNode ended(Caller caller, Answer started, String state) {
    assertThat(started.status()).as(started.text()).isEqualTo(202);
    JsonNode end = caller.ended(started.header("Location"));
    assertThat(end.path("state").asText()).as(end.toString()).isEqualTo(state);
    return end.path("result");
  }

  private JsonNode purge(String layer, String what) {
    Caller admin = town.as("admin");
    String path = "/api/layers/" + layer + "/purge";
    JsonNode seen =
        ended(
            admin,
            admin.post(path, "{%s,\"reason\":\"本人の申出\",\"dryRun\":true}".formatted(what)),
            "done");
    return ended(
        admin,
        admin.post(
            path,
            "{%s,\"reason\":\"本人の申出\",\"confirm\":\"%s\"}"
                .formatted(what, seen.path("confirm").asText())),
        "done");
  }

  private long idOf(String layer, String no) {
    for (JsonNode feature :
        town.clerk().get("/ogc/collections/" + layer + "/items?no=" + no).json().path("features")) {
      if (feature.at("/properties/no").asText().equals(no)) {
        return feature.path("id").asLong();
      }
    }
    throw new AssertionError("no " + no);
  }

  /** A person in the present state, in history, in a former content, and in an export. */
  private long spread() throws Exception {
    people(person(1, CANARY + "-first", null), person(2, "other", null));
    allow();
    long id = idOf("people", "J1");
    String item = "/ogc/collections/people/items/" + id;
    for (String name : List.of("-second", "-third")) {
      Answer edited =
          town.clerk().patch(item, "{\"properties\":{\"name\":\"" + CANARY + name + "\"}}");
      assertThat(edited.status()).as(edited.text()).isEqualTo(200);
    }
    // Many changes at once put the whole content into new tables; the old ones are the past.
    people(
        Stream.concat(
                Stream.of(person(1, CANARY + "-fourth", null)),
                IntStream.range(3, 6_000).mapToObj(n -> person(n, "other" + n, null)))
            .toArray(String[]::new));
    Caller clerk = town.clerk();
    ended(
        clerk, clerk.post("/api/exports", "{\"layer\":\"people\",\"format\":\"geojson\"}"), "done");
    assertThat(idOf("people", "J1")).isEqualTo(id);
    return id;
  }

  @Test
  void afterAPurgeNoByteOfThePersonIsInAnyFile() throws Exception {
    long id = spread();
    assertThat(town.traces(CANARY)).as("before").isNotEmpty();

    JsonNode proof = purge("people", "\"ids\":[" + id + "]");

    assertThat(town.traces(CANARY)).isEmpty();
    assertThat(proof.path("features").asInt()).isEqualTo(1);
    assertThat(proof.path("ids").asText()).isEqualTo(String.valueOf(id));
    assertThat(proof.path("exports").asText()).isEqualTo("1 files removed");
    assertThat(proof.path("file").asText()).isEqualTo(shredded("rewritten, journal emptied"));
    assertThat(proof.path("rows").asText()).contains("current=1", "former=1", "history=2");
    JsonNode lines =
        town.as("admin").get("/api/audit?action=PURGED&layer=people").json().path("lines");
    assertThat(lines).hasSize(2);
    assertThat(lines.get(0).at("/details/step").asText()).isEqualTo("proof");
    assertThat(lines.get(0).at("/details/proof").asText()).hasSize(64);
    assertThat(lines.get(1).at("/details/step").asText()).isEqualTo("removed");
    assertThat(lines).allMatch(line -> line.path("reason").asText().equals("本人の申出"));
    assertThat(
            town.clerk()
                .get("/ogc/collections/people/items?limit=1")
                .json()
                .path("numberMatched")
                .asInt())
        .isEqualTo(5_998);
    town.restart();
    assertThat(town.traces(CANARY)).as("after a restart").isEmpty();
  }

  @Test
  void aPurgedFeatureIsGoneNowAndInThePastAndCannotBeBroughtBack() throws Exception {
    people(person(1, CANARY, null), person(2, "other", null));
    allow();
    long id = idOf("people", "J1");
    String item = "/ogc/collections/people/items/" + id;
    Answer edited = town.clerk().patch(item, "{\"properties\":{\"name\":\"" + CANARY + "2\"}}");
    assertThat(edited.status()).isEqualTo(200);
    JsonNode change =
        town.clerk().get("/api/layers/people/history?limit=1").json().at("/changes/0");
    long revision = change.path("revision").asLong();
    String then = change.path("time").asText();
    purge("people", "\"ids\":[" + id + "]");

    assertThat(town.clerk().get(item).status()).isEqualTo(410);
    assertThat(town.clerk().get(item).code()).isEqualTo("feature-purged");
    assertThat(town.clerk().get(item + "?asOf=" + then).code()).isEqualTo("feature-purged");
    assertThat(town.visitor().get(item).status()).isEqualTo(404);
    assertThat(town.clerk().get("/ogc/collections/people/items/99999").status()).isEqualTo(404);
    Answer past = town.clerk().get("/ogc/collections/people/items?asOf=" + then);
    assertThat(past.json().path("features")).hasSize(1);
    assertThat(town.clerk().get("/api/layers/people/history").text()).doesNotContain(CANARY);
    Answer undo = town.clerk().post("/api/layers/people/undo", "{\"revision\":" + revision + "}");
    assertThat(undo.status()).isEqualTo(409);
    assertThat(undo.code()).isEqualTo("feature-purged");
    // Purging is not undone either, and what comes later is kept as ever.
    long other = idOf("people", "J2");
    Answer later =
        town.clerk()
            .patch("/ogc/collections/people/items/" + other, "{\"properties\":{\"name\":\"new\"}}");
    assertThat(later.status()).as(later.text()).isEqualTo(200);
    assertThat(town.clerk().get("/api/layers/people/history?feature=" + other).text())
        .contains("\"new\"");
  }

  @Test
  void aRuleSaysWhoGoesAndWhichPapersStay() throws Exception {
    people(
        person(1, CANARY, "2001-03-31"),
        person(2, "stays", "2199-01-01"),
        person(3, "stays", null));
    allow();
    Caller admin = town.as("admin");
    String rule =
        """
        {"rule":{"purpose":"見守り","basis":"個人情報保護条例12条",
          "features":{"attribute":"left","period":"P5Y"},
          "kept":[{"what":"訪問記録","basis":"文書管理規程","until":"2031-03-31"}]},
         "reason":"条例の改正"}
        """;
    Answer set = admin.put("/api/layers/people/retention", rule);
    assertThat(set.status()).as(set.text()).isEqualTo(200);
    assertThat(
            admin.get("/api/layers/people/retention").json().at("/rule/features/period").asText())
        .isEqualTo("P5Y");

    JsonNode seen =
        ended(
            admin,
            admin.post(
                "/api/layers/people/purge", "{\"rule\":true,\"reason\":\"期限\",\"dryRun\":true}"),
            "done");
    assertThat(seen.path("features").asInt()).isEqualTo(1);
    assertThat(seen.at("/kept/0/until").asText()).isEqualTo("2031-03-31");
    assertThat(town.traces(CANARY)).as("a dry run changes nothing").isNotEmpty();
    assertThat(town.clerk().get("/ogc/collections/people/items").json().path("features"))
        .hasSize(3);

    JsonNode proof = purge("people", "\"rule\":true");

    assertThat(proof.path("kept").asText()).contains("訪問記録", "2031-03-31");
    assertThat(town.traces(CANARY)).isEmpty();
    assertThat(town.clerk().get("/ogc/collections/people/items").json().path("features"))
        .hasSize(2);
    JsonNode line =
        admin.get("/api/audit?action=RETENTION_CHANGED&layer=people").json().at("/lines/0");
    assertThat(line.path("actor").asText()).isEqualTo("admin");
    assertThat(line.path("reason").asText()).isEqualTo("条例の改正");
    assertThat(line.path("chain").asText())
        .isEqualTo(town.ownDatabase().isPresent() ? "database" : "personal/people.gpkg");
  }

  @Test
  void thePastIsKeptAsLongAsTheRuleSays() throws Exception {
    people(person(1, CANARY, null), person(2, "a", null));
    allow();
    town.importGeoJson(
        "people", RunningTown.collection(person(1, "renamed", null)), "personal", "true");
    long now = idOf("people", "J1");
    String item = "/ogc/collections/people/items/" + now;
    town.clerk().patch(item, "{\"properties\":{\"name\":\"" + CANARY + "-edit\"}}");
    town.clerk().patch(item, "{\"properties\":{\"name\":\"fine\"}}");
    JsonNode oldest = null;
    for (JsonNode change : town.clerk().get("/api/layers/people/history").json().path("changes")) {
      oldest = change;
    }
    long revision = oldest.path("revision").asLong();
    age("people", 30);
    Caller admin = town.as("admin");
    Answer set =
        admin.put(
            "/api/layers/people/retention",
            "{\"rule\":{\"purpose\":\"p\",\"basis\":\"b\",\"historyDays\":10},\"reason\":\"r\"}");
    assertThat(set.status()).as(set.text()).isEqualTo(200);

    purge("people", "\"rule\":true");

    assertThat(town.traces(CANARY)).isEmpty();
    assertThat(town.clerk().get(item).json().at("/properties/name").asText()).isEqualTo("fine");
    String before =
        java.time.Instant.now().minus(java.time.Duration.ofDays(30)).minusSeconds(60).toString();
    Answer gone = town.clerk().get("/ogc/collections/people/items?asOf=" + before);
    assertThat(gone.status()).isEqualTo(410);
    assertThat(gone.code()).isEqualTo("history-purged");
    Answer undo = town.clerk().post("/api/layers/people/undo", "{\"revision\":" + revision + "}");
    assertThat(undo.status()).isEqualTo(410);
    assertThat(undo.code()).isEqualTo("history-purged");
    assertThat(town.clerk().get("/api/layers/people/history").json().path("changes")).isEmpty();
    town.clerk().patch(item, "{\"properties\":{\"name\":\"finer\"}}");
    JsonNode changes = town.clerk().get("/api/layers/people/history").json().path("changes");
    assertThat(changes).hasSize(1);
    assertThat(changes.at("/0/before/properties/name").asText()).isEqualTo("fine");
    JsonNode again = purge("people", "\"rule\":true");
    assertThat(again.has("revision")).as("nothing is left to do").isFalse();
  }

  /** Makes what was done so far some days older. */
  private void age(String layer, int days) throws Exception {
    if (town.ownDatabase().isPresent()) {
      try (Connection admin = Cluster.shared().connect(town.ownDatabase().get())) {
        Sql.execute(
            admin, "UPDATE machizu.revision SET time = time - interval '%d days'".formatted(days));
      }
      return;
    }
    Path file = data.resolve("personal/" + layer + ".gpkg");
    try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file)) {
      Sql.execute(
          other,
          "UPDATE machizu_revision SET time = strftime('%Y-%m-%dT%H:%M:%fZ', time, '-"
              + days
              + " days')");
    }
  }

  @Test
  void anOpenLayersPurgeReachesTheSearchIndexToo() throws Exception {
    town.importGeoJson(
        "facilities",
        RunningTown.collection(
            RunningTown.point("カナリア会館", 141.8, 42.8), RunningTown.point("市民会館", 141.81, 42.8)));
    town.publish("facilities");
    String hits = "/api/search?q=" + java.net.URLEncoder.encode("カナリア会館", StandardCharsets.UTF_8);
    while (town.clerk().get(hits).json().path("hits").isEmpty()) {
      LockSupport.parkNanos(20_000_000);
    }
    long id =
        town.clerk().get("/ogc/collections/facilities/items").json().at("/features/0/id").asLong();
    town.visitor().get("/tiles/facilities/14/14645/6067.mvt");

    JsonNode proof = purge("facilities", "\"ids\":[" + id + "]");

    assertThat(proof.path("search").asText())
        .isEqualTo(town.ownDatabase().isPresent() ? "rewritten" : "rewritten, journal emptied");
    assertThat(town.traces("カナリア会館")).isEmpty();
    assertThat(town.clerk().get(hits).json().path("hits")).isEmpty();
    assertThat(town.visitor().get("/ogc/collections/facilities/items/" + id).code())
        .isEqualTo("feature-purged");
  }

  @Test
  void whatWasNotSeenIsNotPurged() throws Exception {
    people(person(1, CANARY, null), person(2, "other", null));
    allow();
    long id = idOf("people", "J1");
    Caller admin = town.as("admin");
    String path = "/api/layers/people/purge";

    assertThat(admin.post(path, "{\"ids\":[" + id + "],\"reason\":\"r\"}").code())
        .isEqualTo("bad-member");
    JsonNode failed =
        ended(
            admin,
            admin.post(path, "{\"ids\":[" + id + "],\"reason\":\"r\",\"confirm\":\"x\"}"),
            "failed");
    assertThat(failed.path("code").asText()).isEqualTo("plan-changed");
    JsonNode noRule =
        ended(
            admin, admin.post(path, "{\"rule\":true,\"reason\":\"r\",\"dryRun\":true}"), "failed");
    assertThat(noRule.path("code").asText()).isEqualTo("no-retention-rule");
    assertThat(idOf("people", "J1")).isEqualTo(id);
  }

  @Test
  void badRulesAndRequestsAreRefusedAndOnlyAdministratorsAskForThem() throws Exception {
    people(person(1, "a", "2001-03-31"));
    allow();
    Caller admin = town.as("admin");
    String path = "/api/layers/people/retention";
    String rule = "{\"rule\":{\"purpose\":\"p\",\"basis\":\"b\"%s},\"reason\":\"r\"}";

    for (String wrong :
        List.of(
            ",\"features\":{\"attribute\":\"name\",\"period\":\"P5Y\"}",
            ",\"features\":{\"attribute\":\"left\",\"period\":\"five years\"}",
            ",\"features\":{\"attribute\":\"left\",\"period\":\"P0D\"}",
            ",\"historyDays\":0",
            ",\"historyDays\":\"ten\"",
            ",\"kept\":[{\"what\":\"w\",\"basis\":\"b\",\"until\":\"soon\"}]")) {
      assertThat(admin.put(path, rule.formatted(wrong)).code()).as(wrong).isEqualTo("bad-member");
    }
    assertThat(admin.put(path, rule.formatted(",\"years\":5")).code()).isEqualTo("unknown-member");
    assertThat(admin.put(path, "{\"rule\":null}").code()).as("no reason").isEqualTo("bad-member");
    assertThat(admin.get(path).json().path("rule").isNull()).isTrue();
    for (String ids :
        List.of("\"ids\":[]", "\"ids\":[1.5]", "\"ids\":\"1\"", "\"ids\":[1],\"rule\":true")) {
      assertThat(
              admin
                  .post(
                      "/api/layers/people/purge",
                      "{%s,\"reason\":\"r\",\"dryRun\":true}".formatted(ids))
                  .code())
          .as(ids)
          .isEqualTo("bad-member");
    }
    assertThat(admin.get("/api/layers/nothing/retention").status()).isEqualTo(404);
    for (Caller caller : List.of(town.visitor(), town.clerk(), town.as("welfare"))) {
      assertThat(caller.get(path).status()).isIn(401, 403);
      assertThat(caller.put(path, rule.formatted("")).status()).isIn(401, 403);
      assertThat(caller.post("/api/layers/people/purge", "{}").status()).isIn(401, 403);
    }
  }

  /** Between the purge's commit and the clearing of everything else, its server was killed. */
  @Test
  void whatAKilledServerLeftIsClearedByTheNextOne() throws Exception {
    people(person(1, CANARY, null), person(2, "other", null));
    allow();
    long id = idOf("people", "J1");
    AdminRight right = new Rights().administer(Actor.OPERATOR).orElseThrow();

    town.restart(store -> {
      LayerId people = new LayerId("01585", "people");
      PurgePlan plan = store.retention().plan(people, Set.of(id), Instant.now());
      try {
        Revision unused = store.retention().purge(right, plan, "本人の申出", Progress.SILENT);
      } catch (CancelledException e) {
        throw new AssertionError(e);
      }
      assertThat(store.retention().listUnfinished()).hasSize(1);
    });

    JsonNode lines;
    do { // the rest is done beside the start, which does not wait for it
      LockSupport.parkNanos(20_000_000);
      lines = town.as("admin").get("/api/audit?action=PURGED&layer=people").json().path("lines");
    } while (lines.size() < 2);
    assertThat(lines.get(0).at("/details/what").asText()).isEqualTo("rest");
    assertThat(lines.get(0).path("reason").asText()).isEqualTo("本人の申出");
    assertThat(town.traces(CANARY)).isEmpty();
  }

  @Test
  void theCommandLineStillServesAfterAPurge() throws Exception {
    long id = spread();
    purge("people", "\"ids\":[" + id + "]");
    Map<String, Object> verified =
        town.server().work().run(new HandoverRequest("audit-verify", Map.of()), Progress.SILENT);

    assertThat(verified.get("holds")).as(verified.toString()).isEqualTo(true);
    people(person(1, "came back", null));
    assertThat(idOf("people", "J1")).as("a new number").isNotEqualTo(id);
  }
}
