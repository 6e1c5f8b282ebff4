package org.machizu.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.machizu.access.AuditEntry.Action;
import org.machizu.handover.HandoverRequest;
import org.machizu.jobs.Progress;

/** The audit log over HTTP: found, exported, checked, and read out to whom it is about. */
class AuditRoutesTest {
  private static final String PEOPLE =
      """
      {"type":"FeatureCollection","features":[
        {"type":"Feature","geometry":{"type":"Point","coordinates":[141.82,42.76]},
         "properties":{"no":"J1","name":"canary-name","protected":null}},
        {"type":"Feature","geometry":{"type":"Point","coordinates":[141.83,42.77]},
         "properties":{"no":"J2","name":"canary-hidden","protected":"○"}}]}
      """;
  private static final String RULE =
      """
      {"grants":{"welfare":["read","edit"],"admin":["read"],"duty":["read"]},
       "rows":{"admin":{"op":"isNull","args":[{"property":"protected"}]}}}
      """;
  private static final String ITEMS = "/ogc/collections/people/items";

  @TempDir static Path folder;
  private static RunningTown town;
  private static String person;
  private static String hidden;

  @BeforeAll
  static void start() throws Exception {
    town = RunningTown.start(folder.resolve("town"));
    town.importGeoJson("people", PEOPLE, "personal", "true", "key", "no");
    town.describe("people", "{\"attributes\":{\"name\":{\"visibility\":\"onDemand\"}}}");
    Answer set =
        town.as("admin")
            .put("/api/layers/people/rights", "{\"rule\":%s,\"reason\":\"条例\"}".formatted(RULE));
    assertThat(set.status()).as(set.text()).isEqualTo(200);
    for (JsonNode feature : town.as("welfare").get(ITEMS).json().path("features")) {
      if (feature.at("/properties/no").asText().equals("J1")) {
        person = feature.path("id").asText();
      } else {
        hidden = feature.path("id").asText();
      }
    }
    String purpose = URLEncoder.encode("除雪の見守り", StandardCharsets.UTF_8);
    town.as("welfare").with("Machizu-Purpose", purpose).get(ITEMS + "/" + person);
  }

  @AfterAll
  static void stop() throws Exception {
    town.close();
  }

  private static JsonNode lines(String query) {
    Answer answer = town.as("admin").get("/api/audit" + query);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json().path("lines");
  }

  private static JsonNode ended(Caller caller, Answer started) {
    assertThat(started.status()).as(started.text()).isEqualTo(202);
    JsonNode end = caller.ended(started.header("Location"));
    assertThat(end.path("state").asText()).as(end.toString()).isEqualTo("done");
    return end.path("result");
  }

  @Test
  void onlyAdministratorsLookIntoTheLog() {
    for (String path :
        List.of(
            "/api/audit",
            "/api/audit/export",
            "/api/audit/heads",
            "/api/audit/access-report?layer=people&id=" + person)) {
      for (Caller caller : List.of(town.visitor(), town.clerk(), town.as("welfare"))) {
        assertThat(caller.get(path).status()).as(path).isIn(401, 403);
      }
      assertThat(town.as("admin").get(path).status()).as(path).isEqualTo(200);
    }
    assertThat(town.clerk().post("/api/audit/verify", "{}").status()).isIn(401, 403);
  }

  @Test
  void aPersonalReadIsFoundByItsPurpose() {
    JsonNode found = lines("?action=PERSONAL_READ&layer=people&reason=" + encode("見守り"));

    assertThat(found).hasSize(1);
    assertThat(found.get(0).path("actor").asText()).isEqualTo("welfare");
    assertThat(found.get(0).path("object").asText()).isEqualTo(person);
    assertThat(found.get(0).path("reason").asText()).isEqualTo("除雪の見守り");
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Test
  void theNewestStandsFirstAndPagesGoOn() {
    List<String> times = new ArrayList<>();
    List<String> keys = new ArrayList<>();
    String after = null;
    do {
      Answer answer =
          town.as("admin").get("/api/audit?limit=3" + (after == null ? "" : "&after=" + after));
      for (JsonNode line : answer.json().path("lines")) {
        times.add(line.path("time").asText());
        keys.add(line.path("chain").asText() + line.path("number").asText());
      }
      after = answer.json().path("next").asText(null);
    } while (after != null);

    assertThat(times)
        .hasSizeGreaterThan(5)
        .isSortedAccordingTo(java.util.Comparator.reverseOrder());
    assertThat(keys).doesNotHaveDuplicates();
  }

  @Test
  void whatCannotBeAskedIsSaid() {
    Caller admin = town.as("admin");
    assertThat(admin.get("/api/audit?from=yesterday").code()).isEqualTo("bad-parameter");
    assertThat(admin.get("/api/audit?action=LOOKED").text()).contains("PERSONAL_READ");
    assertThat(admin.get("/api/audit?limit=1001").code()).isEqualTo("bad-parameter");
    assertThat(admin.get("/api/audit?after=nonsense").code()).isEqualTo("bad-query");
    assertThat(admin.get("/api/audit?subject=people").code()).isEqualTo("unknown-parameter");
    assertThat(admin.get("/api/audit/export?format=xls").code()).isEqualTo("bad-parameter");
    assertThat(admin.get("/api/audit?reason=" + "x".repeat(201)).code()).isEqualTo("bad-parameter");
  }

  @Test
  void aSearchStandsInTheLogOnceHoweverManyPagesAreRead() {
    String search = "?layer=people&object=4711&limit=1";
    for (int i = 0; i < 3; i++) {
      lines(search);
    }

    JsonNode told = lines("?action=AUDIT_READ&object=4711");
    assertThat(told).hasSize(2); // that search, and this one
    assertThat(told.get(1).path("actor").asText()).isEqualTo("admin");
    lines(search + "&actor=welfare");
    assertThat(lines("?action=AUDIT_READ&object=4711")).hasSize(3);
  }

  @Test
  void theCsvFileHasJapaneseHeadersAndNoFormulas() {
    town.visitor()
        .post("/api/exports", "{\"layer\":\"people\",\"format\":\"csv\"}"); // 404: leaves no line
    Answer csv = town.as("admin").get("/api/audit/export?layer=people");

    String text = csv.text();
    assertThat(csv.header("Content-Type")).startsWith("text/csv");
    assertThat(text).startsWith("\uFEFF\"日時\",\"操作\",\"利用者\",\"接続元\"");
    assertThat(text).contains("\"個人情報の閲覧\",\"welfare\"").contains("除雪の見守り");
    assertThat(text).doesNotContain("canary");
    JsonNode told = lines("?action=AUDIT_EXPORTED&layer=people");
    assertThat(told.get(0).at("/details/lines").asInt()).isEqualTo((int) text.lines().count() - 1);
  }

  @Test
  void theJsonLinesFileHoldsTheSameLines() throws Exception {
    Answer file = town.as("admin").get("/api/audit/export?format=jsonl&action=PERSONAL_READ");

    List<String> rows = file.text().lines().toList();
    assertThat(rows).hasSize(1);
    assertThat(new ObjectMapper().readTree(rows.getFirst()).path("object").asText())
        .isEqualTo(person);
  }

  @Test
  void anExportStandsInTheLogWithItsCountBeforeItCanBeFetched() {
    Caller welfare = town.as("welfare");
    JsonNode result =
        ended(welfare, welfare.post("/api/exports", "{\"layer\":\"people\",\"format\":\"csv\"}"));

    String job = result.path("href").asText().replaceAll("/api/jobs/(.*)/file", "$1");
    JsonNode line = lines("?action=EXPORTED&actor=welfare").get(0);
    assertThat(line.at("/details/features").asInt()).isEqualTo(2);
    assertThat(line.at("/details/format").asText()).isEqualTo("csv");
    assertThat(line.at("/details/filter").asText()).isEqualTo("none");
    assertThat(line.at("/details/job").asText()).isEqualTo(job);
  }

  @Test
  void anExportByCommandIsToldBeforeAndAfter() throws Exception {
    town.importGeoJson("wells", RunningTown.collection(RunningTown.point("A", 141.8, 42.8)));
    town.server()
        .work()
        .run(
            new HandoverRequest(
                "export",
                Map.of(
                    "layer", "wells", "format", "csv", "out", folder.resolve("w.csv").toString())),
            Progress.SILENT);

    JsonNode lines = lines("?action=EXPORTED&layer=wells");
    assertThat(lines).hasSize(2);
    assertThat(lines.get(0).at("/details/step").asText()).isEqualTo("end");
    assertThat(lines.get(0).at("/details/features").asInt()).isEqualTo(1);
    assertThat(lines.get(1).at("/details/step").asText()).isEqualTo("begin");
  }

  @Test
  void anEditCarriesTheClientsAddress() {
    Caller welfare = town.as("welfare");
    Answer edited = welfare.patch(ITEMS + "/" + hidden, "{\"properties\":{\"protected\":\"●\"}}");
    assertThat(edited.status()).as(edited.text()).isEqualTo(200);

    JsonNode line = lines("?action=EDITED&layer=people").get(0);
    assertThat(line.path("withheld").asBoolean()).as("whom the rule hides from them").isTrue();
    assertThat(line.path("object").isNull()).isTrue();
    assertThat(line.path("actor").asText()).isEqualTo("welfare");
    assertThat(line.path("chain").asText()).isEqualTo("personal/people.gpkg");
  }

  @Test
  void aPersonsReportTellsWhoSawThemAndWhy() {
    Caller welfare = town.as("welfare");
    ended(welfare, welfare.post("/api/exports", "{\"layer\":\"people\",\"format\":\"csv\"}"));
    String path = "/api/audit/access-report?layer=people&id=" + person;

    JsonNode report = town.as("admin").get(path).json();

    assertThat(report.path("complete").asBoolean()).isTrue();
    assertThat(report.path("accesses"))
        .anySatisfy(row -> {
          assertThat(row.path("action").asText()).isEqualTo("PERSONAL_READ");
          assertThat(row.path("actor").asText()).isEqualTo("welfare");
          assertThat(row.path("purpose").asText()).isEqualTo("除雪の見守り");
          assertThat(row.path("covered").asText()).isEqualTo("named");
        })
        .anySatisfy(row -> {
          assertThat(row.path("action").asText()).isEqualTo("EXPORTED");
          assertThat(row.path("covered").asText()).isEqualTo("whole");
        });
    String csv = town.as("admin").get(path + "&format=csv").text();
    assertThat(csv).startsWith("\uFEFF\"日時\",\"利用者\"").contains("除雪の見守り");
    Answer html = town.as("admin").get(path + "&format=html");
    assertThat(html.header("Content-Type")).startsWith("text/html");
    assertThat(html.text()).contains("<h1>閲覧記録</h1>", "除雪の見守り").doesNotContain("<script");
    assertThat(lines("?action=AUDIT_READ&layer=people&object=" + person)).isNotEmpty();
  }

  @Test
  void aProtectedPersonsReportIsOnlyForWhoMaySeeThem() {
    Caller admin = town.as("admin");
    Answer theirs = admin.get("/api/audit/access-report?layer=people&id=" + hidden);
    Answer nobodys = admin.get("/api/audit/access-report?layer=people&id=987654");

    assertThat(theirs.status()).isEqualTo(404);
    assertThat(theirs.text().replace(hidden, "X")).isEqualTo(nobodys.text().replace("987654", "X"));
    assertThat(admin.get("/api/audit/access-report?layer=people").code())
        .isEqualTo("bad-parameter");
    assertThat(admin.get("/api/audit/access-report?layer=nothing&id=1").code())
        .isEqualTo("not-found");
  }

  @Test
  void everyActionHasAJapaneseWord() {
    ResourceBundle words = ResourceBundle.getBundle("org.machizu.audit.words", Locale.JAPANESE);
    for (Action action : Action.values()) {
      assertThat(words.containsKey(action.name())).as(action.name()).isTrue();
    }
    assertThat(words.keySet()).hasSize(Action.values().length);
  }

  @Test
  void aTamperedLineIsFoundOverHttpAndByCommand() throws Exception {
    Path data = folder.resolve("other");
    Path kept = folder.resolve("kept.txt");
    try (RunningTown other = RunningTown.start(data)) {
      other.importGeoJson("wells", RunningTown.collection(RunningTown.point("A", 141.8, 42.8)));
      Caller admin = other.as("admin");
      while (!admin.get("/api/audit/heads").text().contains("chain town.gpkg")) {
        java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
      }
      String heads = admin.get("/api/audit/heads").text();
      Files.writeString(kept, heads);
      String body = new ObjectMapper().writeValueAsString(Map.of("against", heads));
      assertThat(ended(admin, admin.post("/api/audit/verify", body)).path("holds").asBoolean())
          .isTrue();
      assertThat(admin.post("/api/audit/verify", "{\"against\":\"x\"}").code())
          .isEqualTo("bad-member");
      try (Connection file =
              DriverManager.getConnection("jdbc:sqlite:" + data.resolve("town.gpkg"));
          Statement statement = file.createStatement()) {
        statement.execute("UPDATE machizu_audit SET actor = 'nobody' WHERE action = 'IMPORTED'");
      }
      JsonNode broken = ended(admin, admin.post("/api/audit/verify", ""));
      assertThat(broken.path("holds").asBoolean()).isFalse();
      assertThat(broken.toString()).contains("\"kind\":\"changed\"", "town.gpkg");
    }

    Call call = new Call(Map.of(), "", "audit", "verify", "--data", data.toString());
    assertThat(call.end().code()).isEqualTo(3);
    assertThat(call.end().out()).contains("town.gpkg", "changed, batch", "DOES NOT HOLD");
    Call against =
        new Call(Map.of(), "", "audit", "verify", "--data", data.toString(), "--against", "/none");
    assertThat(against.end().code()).isEqualTo(2);
  }
}
