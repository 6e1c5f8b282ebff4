package org.machizu.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The monthly extract of the resident register, from the file to the layers. */
class RegisterTest {
  private static final String EXTRACTS = "/api/register/extracts";
  private static final Charset CP932 = Charset.forName("windows-31j");
  private static final String HEAD = "宛名番号,世帯番号,氏名,住所,続柄,支援措置\r\n";

  @TempDir Path folder;
  private WatchedTown town;

  @BeforeEach
  void start() throws Exception {
    town = WatchedTown.start(folder);
  }

  @AfterEach
  void stop() throws Exception {
    town.close();
  }

  /** Those who stand in the register, and in each other household somebody new. */
  private static List<String> everybody() {
    List<String> lines = new ArrayList<>();
    lines.add("J1,H03,%s,本町１－３,本人,".formatted(WatchedTown.NAME));
    lines.add("J2,H03,%s-2,本町一番地三,妻,".formatted(WatchedTown.NAME));
    lines.add("J3,H05,canary-protected-name,%s,本人,○".formatted(WatchedTown.OF_PROTECTED));
    lines.add("J4,H08,%s-8,本町1番地8,本人,".formatted(WatchedTown.NAME));
    for (int i = 1; i <= 20; i++) {
      if (i != 3 && i != 5 && i != 8) {
        lines.add("K%d,H%02d,見本%d,本町1番地%d,本人,".formatted(i, i, i, i));
      }
    }
    return lines;
  }

  private Answer upload(Caller caller, List<String> lines) {
    return caller.upload(
        EXTRACTS,
        new Form().file("extract.csv", (HEAD + String.join("\r\n", lines)).getBytes(CP932)));
  }

  private JsonNode compared(List<String> lines) {
    Answer started = upload(town.officer(), lines);
    assertThat(started.status()).as(started.text()).isEqualTo(202);
    JsonNode end = town.officer().ended(started.header("Location"));
    assertThat(end.path("state").asText()).as(end.toString()).isEqualTo("done");
    return end.path("result");
  }

  private JsonNode rows(JsonNode draft, String question) {
    return town.officer()
        .get(EXTRACTS + "/" + draft.path("draft").asText() + "/rows" + question)
        .json()
        .path("rows");
  }

  private JsonNode applied(JsonNode draft) {
    Answer started =
        town.officer().post(EXTRACTS + "/" + draft.path("draft").asText() + "/apply", "{}");
    assertThat(started.status()).as(started.text()).isEqualTo(202);
    JsonNode end = town.officer().ended(started.header("Location"));
    assertThat(end.path("state").asText()).as(end.toString()).isEqualTo("done");
    return end.path("result");
  }

  private JsonNode one(String layer, String attribute, String value) {
    for (JsonNode feature : town.officer().all("/ogc/collections/" + layer + "/items")) {
      if (feature.path("properties").path(attribute).asText().equals(value)) {
        return feature;
      }
    }
    throw new AssertionError("no " + value + " in " + layer);
  }

  @Test
  void aMonthIsComparedReviewedAndAppliedAsOneRevisionOfEachLayer() {
    applied(compared(everybody()));
    List<String> month = everybody();
    month.set(1, "J2,H21,%s-2,本町１－８,本人,".formatted(WatchedTown.NAME)); // moves to where H08 is
    month.set(3, "J4,H08,%s-9,本町1番地8,本人,".formatted(WatchedTown.NAME)); // another name
    month.remove(month.size() - 1); // K20 is gone, and H20
    month.add("J5,H22,canary-new-name,山の上99番地,本人,");

    JsonNode draft = compared(month);

    JsonNode counts = draft.path("counts");
    assertThat(counts.path("unchanged").asInt()).isEqualTo(18);
    for (String kind :
        List.of("moved-within", "changed", "gone", "moved-in", "matched", "unmatched")) {
      assertThat(counts.path(kind).asInt()).as(kind).isEqualTo(1);
    }
    assertThat(counts.path("household-new").asInt()).isEqualTo(2);
    assertThat(counts.path("household-gone").asInt()).isEqualTo(1);
    Answer early =
        town.officer().post(EXTRACTS + "/" + draft.path("draft").asText() + "/apply", "{}");
    assertThat(early.code()).isEqualTo("register-unsettled");

    JsonNode open = rows(draft, "?placed=unmatched").get(0);
    long meant = one("households", "世帯番号", "H01").path("id").asLong();
    String row =
        EXTRACTS + "/" + draft.path("draft").asText() + "/rows/" + open.path("number").asInt();
    assertThat(town.officer().patch(row, "{\"place\":999}").status()).isEqualTo(400);
    assertThat(town.officer().patch(row, "{\"place\":" + meant + "}").status()).isEqualTo(204);
    JsonNode result = applied(draft);

    assertThat(result.at("/residents/created").asInt()).isEqualTo(1);
    assertThat(result.at("/residents/updated").asInt()).isEqualTo(2);
    assertThat(result.at("/residents/removed").asInt()).isEqualTo(1);
    assertThat(result.at("/households/created").asInt()).isEqualTo(2);
    assertThat(result.at("/households/updated").asInt()).isZero();
    assertThat(one("residents", "住民番号", "J2").at("/properties/世帯番号").asText()).isEqualTo("H21");
    assertThat(one("residents", "住民番号", "J1").at("/properties/避難行動要支援者").asText())
        .as("what the extract does not have stays")
        .isEqualTo("○");
    assertThat(one("households", "世帯番号", "H21").path("geometry"))
        .isEqualTo(one("households", "世帯番号", "H08").path("geometry"));
    assertThat(one("households", "世帯番号", "H22").path("geometry"))
        .isEqualTo(one("households", "世帯番号", "H01").path("geometry"));
    assertThat(compared(month).path("counts").path("unchanged").asInt()).isEqualTo(21);
    assertThat(rows(draft, "")).as("what was applied is not kept a second time").isEmpty();
  }

  private JsonNode purged(long resident) {
    Caller admin = town.as("admin");
    String what = "\"ids\":[%d],\"reason\":\"本人の申出\"".formatted(resident);
    String path = "/api/layers/residents/purge";
    String confirm =
        admin
            .ended(admin.post(path, "{" + what + ",\"dryRun\":true}").header("Location"))
            .at("/result/confirm")
            .asText();
    JsonNode end =
        admin.ended(
            admin.post(path, "{" + what + ",\"confirm\":\"" + confirm + "\"}").header("Location"));
    assertThat(end.path("state").asText()).as(end.toString()).isEqualTo("done");
    return end.path("result");
  }

  @Test
  void aDraftGoesWhenSomebodyInItIsPurged() {
    applied(compared(everybody()));
    List<String> month = everybody();
    month.set(0, "J1,H03,canary-draft-name,本町１－３,本人,");
    JsonNode draft = compared(month);
    assertThat(town.running().traces("canary-draft-name")).isNotEmpty();
    long id = one("residents", "住民番号", "J1").path("id").asLong();

    JsonNode proof = purged(id);

    assertThat(proof.path("extracts").asText()).startsWith("1 drafts removed");
    assertThat(town.officer().get(EXTRACTS + "/" + draft.path("draft").asText()).status())
        .isEqualTo(404);
    assertThat(town.running().traces("canary-draft-name")).isEmpty();
  }

  @Test
  void namesAreInRowsForAPurposeAndInNothingElse() throws Exception {
    List<String> lines = everybody();
    lines.add("J5,H03,canary-new-name,本町1番地3,子,");
    JsonNode draft = compared(lines);
    String path = EXTRACTS + "/" + draft.path("draft").asText() + "/rows?kind=moved-in&limit=1000";

    assertThat(draft.toString()).doesNotContain("canary");
    assertThat(town.officer().get(path).text()).doesNotContain("canary-new-name");
    assertThat(town.officer().with("Machizu-Purpose", "month-7").get(path).text())
        .contains("canary-new-name");
    String log = town.as("admin").get("/api/audit?action=REGISTER_COMPARED").text();
    assertThat(log).contains("month-7").doesNotContain("canary");
    assertThat(town.as("admin").get("/api/jobs").text()).doesNotContain("canary");
  }

  @Test
  void householdsWithAPlaceAreFoundByAPartOfTheirAddress() {
    JsonNode found = town.officer().get("/api/register/households?q=1番地1").json();
    assertThat(found.path("households"))
        .extracting(one -> one.path("address").asText())
        .contains("本町1番地1", "本町1番地12")
        .doesNotContain("本町1番地3");
    assertThat(town.officer().get("/api/register/households?q=%25%25").json().path("households"))
        .as("a sign of the pattern is a letter like others")
        .isEmpty();
    assertThat(town.officer().get("/api/register/households?q=1").code())
        .isEqualTo("bad-parameter");
    assertThat(town.as("welfare").get("/api/register/households?q=本町").code())
        .isEqualTo("register-hidden");
    assertThat(town.as("planner").get("/api/register/households?q=本町").status()).isEqualTo(404);
  }

  @Test
  void whoDoesNotSeeEverybodyMayNotCompare() {
    Answer refused = upload(town.as("welfare"), everybody());
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.code()).isEqualTo("register-hidden");
    for (String role : List.of("planner", "crew", "duty", "admin")) {
      assertThat(upload(town.as(role), everybody()).status()).as(role).isEqualTo(404);
      assertThat(town.as(role).get(EXTRACTS).status()).as(role).isEqualTo(404);
    }
  }

  @Test
  void whatWasComparedWithAnotherStateIsNotApplied() {
    JsonNode draft = compared(everybody());
    long id = one("residents", "住民番号", "J1").path("id").asLong();
    assertThat(
            town.officer()
                .patch(
                    "/ogc/collections/residents/items/" + id,
                    "{\"properties\":{\"避難行動要支援者\":\"\"}}")
                .status())
        .isEqualTo(200);

    Answer refused =
        town.officer().post(EXTRACTS + "/" + draft.path("draft").asText() + "/apply", "{}");

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.code()).isEqualTo("register-stale");
  }

  @Test
  void whoBecomesProtectedIsHiddenWithTheirHousehold() {
    applied(compared(everybody()));
    List<String> month = everybody();
    month.set(3, "J4,H08,%s-8,本町1番地8,本人,○".formatted(WatchedTown.NAME));

    applied(compared(month));

    town.snows("2026-12-01", 3);
    assertThat(town.as("welfare").get("/api/snow/watch").json().path("count").asInt())
        .as("household 3 alone")
        .isEqualTo(1);
    assertThat(town.as("welfare").get("/ogc/collections/households/items").text())
        .doesNotContain("H08");
  }

  @Test
  void aFileThatNamesNobodyIsRefusedWithoutQuotingIt() {
    Answer started =
        town.officer()
            .upload(
                EXTRACTS,
                new Form()
                    .file("extract.csv", "canary-name,番地\r\ncanary-name,1\r\n".getBytes(CP932)));
    JsonNode end = town.officer().ended(started.header("Location"));
    assertThat(end.path("state").asText()).isEqualTo("failed");
    assertThat(end.at("/result/code").asText()).isEqualTo("register-columns");
    assertThat(end.toString()).doesNotContain("canary");
  }
}
