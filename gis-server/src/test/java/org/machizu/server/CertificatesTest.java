package org.machizu.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Papers of the permit counter in the sample town, over HTTP. */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class CertificatesTest {
  private static final String PAPERS = "/api/sites/certificates";

  @TempDir static Path folder;
  private static DemoTown demo;
  private static Caller permit;
  private static Caller admin;

  @BeforeAll
  static void start() throws Exception {
    demo = DemoTown.start(folder);
    permit = demo.visitor().signedIn("permit", "demo");
    admin = demo.visitor().signedIn("admin", "demo");
  }

  @AfterAll
  static void stop() throws Exception {
    demo.close();
  }

  private static Answer issue(Caller caller, String more, String... lots) throws Exception {
    return caller.post(
        PAPERS, "{\"parcels\":[%s]%s}".formatted(TownLots.ids(permit, List.of(lots)), more));
  }

  private static JsonNode issued(String... lots) throws Exception {
    Answer answer = issue(permit, "", lots);
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    return answer.json();
  }

  private static Caller terminal(String name) throws Exception {
    JsonNode made =
        admin.post("/api/tokens", "{\"kind\":\"terminal\",\"terminal\":\"" + name + "\"}").json();
    return demo.visitor().with("Authorization", "Bearer " + made.path("token").asText());
  }

  private static String text(byte[] pdf) throws IOException {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      return new PDFTextStripper().getText(document);
    }
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  private static String checked(JsonNode paper) {
    String url = paper.path("checkUrl").asText();
    return PAPERS
        + "/"
        + paper.path("number").asText()
        + "/check?code="
        + url.substring(url.indexOf("code=") + 5);
  }

  @Test
  void aPaperTellsTheWholeAnswerAndStaysTheSameWhenTheDataChange() throws Exception {
    Answer answer = issue(permit, "", "西町四丁目 3-20");
    JsonNode paper = answer.json();
    String pdfPath = paper.path("pdf").asText();
    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.header("Location")).isEqualTo(demo.base() + pdfPath);
    assertThat(paper.path("feeYen").asInt()).isEqualTo(300);
    assertThat(paper.path("state").asText()).isEqualTo("due");
    byte[] pdf = permit.get(pdfPath).body();
    assertThat(sha256(pdf)).isEqualTo(paper.path("sha256").asText());

    String text = text(pdf);
    JsonNode report =
        permit.get("/api/sites?parcel=" + TownLots.ids(permit, List.of("西町四丁目 3-20"))).json();
    String flat = text.replaceAll("\\s", "");
    for (JsonNode finding : report.path("findings")) {
      assertThat(flat).contains(finding.path("title").asText().replaceAll("\\s", ""));
      assertThat(flat).contains(finding.path("text").asText().replaceAll("\\s", ""));
    }
    assertThat(flat)
        .contains("第" + paper.path("number").asText() + "号")
        .contains("西町四丁目3-20")
        .contains("建築基準法")
        .contains("「参考」の項目は")
        .contains(paper.path("answerSha256").asText());

    JsonNode valid = demo.visitor().get(checked(paper)).json();
    assertThat(valid.path("state").asText()).isEqualTo("valid");
    assertThat(valid.path("sha256").asText()).isEqualTo(sha256(pdf));
    assertThat(valid.path("changedSince")).isEmpty();

    changeZoning();

    assertThat(permit.get(pdfPath).body()).isEqualTo(pdf);
    JsonNode changed = demo.visitor().get(checked(paper)).json();
    assertThat(changed.path("state").asText()).isEqualTo("valid");
    assertThat(changed.path("changedSince").path(0).path("layer").asText()).isEqualTo("zoning");
  }

  private static void changeZoning() throws Exception {
    Caller planner = demo.visitor().signedIn("planner", "demo");
    JsonNode zone = planner.get("/ogc/collections/zoning/items?limit=1").json();
    String id = zone.path("features").path(0).path("id").asText();
    Answer patched =
        planner.patch("/ogc/collections/zoning/items/" + id, "{\"properties\":{\"備考\":\"改正\"}}");
    if (patched.status() >= 300) { // the layer has no such attribute: any other
      String name = zone.path("features").path(0).path("properties").fieldNames().next();
      patched =
          planner.patch(
              "/ogc/collections/zoning/items/" + id,
              "{\"properties\":{\"%s\":%s}}"
                  .formatted(name, zone.path("features").path(0).path("properties").path(name)));
    }
    assertThat(patched.status()).as(patched.text()).isBetween(200, 204);
  }

  @Test
  void nobodyLearnsAnythingWithoutTheRightCode() throws Exception {
    JsonNode paper = issued("本町二丁目 1-2");
    String path = PAPERS + "/" + paper.path("number").asText() + "/check";
    assertThat(demo.visitor().get(checked(paper).toLowerCase(Locale.ROOT)).status()).isEqualTo(200);
    for (String wrong :
        List.of(path, path + "?code=0000-0000-0000", PAPERS + "/2001-000001/check?code=x")) {
      Answer answer = demo.visitor().get(wrong);
      assertThat(answer.status()).as(wrong).isEqualTo(404);
      assertThat(answer.code()).isEqualTo("no-such-paper");
    }
    assertThat(demo.visitor().get(paper.path("pdf").asText()).status()).isEqualTo(401);
  }

  @Test
  void papersAreWrittenInThreeLanguagesAndOfThePast() throws Exception {
    String before = Instant.now().toString();
    JsonNode english =
        issue(permit, ",\"language\":\"en\",\"asOf\":\"" + before + "\"", "本町二丁目 1-2").json();
    String text = text(permit.get(english.path("pdf").asText()).body());
    assertThat(text).contains("Answer about a site").contains("looking back").contains("City");
    assertThat(english.path("asOf").asText()).startsWith(before.substring(0, 19));
    JsonNode easy = issue(permit, ",\"language\":\"easy\"", "本町二丁目 1-2").json();
    assertThat(text(permit.get(easy.path("pdf").asText()).body())).contains("土地を しらべた けっか");
    assertThat(issue(permit, ",\"language\":\"fr\"", "本町二丁目 1-2").status()).isEqualTo(400);
    assertThat(permit.post(PAPERS, "{\"parcels\":[]}").code()).isEqualTo("site-missing");
    assertThat(permit.post(PAPERS, "{\"parcels\":[\"x\"]}").status()).isEqualTo(400);
    assertThat(permit.post(PAPERS, "{\"parcels\":[1.5]}").status()).isEqualTo(400);
  }

  @Test
  void aTerminalHandlesItsOwnPapersAndSeesNoFees() throws Exception {
    Caller hall = terminal("hall-1");
    JsonNode paper = issue(hall, "", "本町二丁目 1-2").json();
    assertThat(paper.path("terminal").asText()).isEqualTo("hall-1");
    assertThat(hall.get(paper.path("pdf").asText()).status()).isEqualTo(200);
    assertThat(terminal("hall-2").get(paper.path("pdf").asText()).code())
        .isEqualTo("not-your-paper");
    assertThat(hall.get(issued("本町二丁目 1-2").path("pdf").asText()).code())
        .isEqualTo("not-your-paper");
    for (String path : List.of(PAPERS, "/api/sites/takings", "/api/sites/statistics")) {
      assertThat(hall.get(path).status()).as(path).isEqualTo(403);
    }
    assertThat(hall.post(PAPERS + "/" + paper.path("number").asText() + "/payment", "{}").status())
        .isEqualTo(403);
    JsonNode answer =
        hall.get("/api/sites?parcel=" + TownLots.ids(permit, List.of("字旭 14-1"))).json();
    assertThat(answer.path("findings"))
        .as("what the town shows its terminals and not everybody")
        .anySatisfy(finding -> {
          assertThat(finding.path("id").asText()).isEqualTo("farmland");
          assertThat(finding.path("result").asText()).isEqualTo("in");
        });
    JsonNode stand = hall.get("/api/counter").json();
    assertThat(stand.path("terminal").path("name").asText()).isEqualTo("hall-1");
    assertThat(stand.path("printers").path("papers").asText()).isEqualTo("none");
    assertThat(stand.path("feeYen").asInt()).isEqualTo(300);
    assertThat(demo.visitor().get("/api/counter").status()).isEqualTo(401);
  }

  @Test
  void feesAreTakenReceiptedGivenBackAndClosed() throws Exception {
    JsonNode first = issued("本町二丁目 1-2");
    JsonNode second = issued("本町二丁目 1-2");
    String path = PAPERS + "/" + first.path("number").asText();
    assertThat(permit.get(path + "/receipt.pdf").code()).isEqualTo("paper-not-paid");
    assertThat(permit.post(path + "/payment", "{}").json().path("state").asText())
        .isEqualTo("paid");
    assertThat(permit.post(path + "/payment", "{}").code()).isEqualTo("paper-not-due");
    byte[] receipt = permit.get(path + "/receipt.pdf").body();
    assertThat(text(receipt)).contains("領収書").contains("￥300").contains("非課税");
    assertThat(permit.get(path + "/receipt.pdf").body()).isEqualTo(receipt);

    String other = PAPERS + "/" + second.path("number").asText();
    permit.post(other + "/payment", "{}");
    assertThat(permit.post(other + "/void", "{\"reason\":\" \"}").status()).isEqualTo(400);
    assertThat(permit.post(other + "/void", "{\"reason\":\"刷り損じ\"}").json().path("state").asText())
        .isEqualTo("void");
    assertThat(permit.post(other + "/void", "{\"reason\":\"また\"}").code()).isEqualTo("paper-void");
    assertThat(demo.visitor().get(checked(second)).json().path("state").asText()).isEqualTo("void");

    JsonNode takings = permit.get("/api/sites/takings").json();
    assertThat(takings.path("totalYen").asInt()).isEqualTo(300);
    assertThat(takings.path("entries")).hasSize(3);
    Answer closed =
        permit.post(
            "/api/sites/closings",
            "{\"to\":%d,\"countedYen\":290,\"note\":\"夕方\"}".formatted(takings.path("to").asInt()));
    assertThat(closed.status()).as(closed.text()).isEqualTo(201);
    assertThat(closed.json().path("differenceYen").asInt()).isEqualTo(-10);
    assertThat(permit.post("/api/sites/closings", "{\"to\":3}").code()).isEqualTo("closing-stale");
    int number = closed.json().path("number").asInt();
    assertThat(permit.get("/api/sites/closings/" + number).json().path("entries")).hasSize(3);
    assertThat(permit.get("/api/sites/takings").json().path("totalYen").asInt()).isZero();

    JsonNode voided = permit.get(PAPERS + "?state=void").json().path("papers");
    assertThat(voided.path(0).path("reason").asText()).isEqualTo("刷り損じ");
    for (String action : List.of("PAPER_ISSUED", "PAPER_PAID", "PAPER_VOIDED", "COUNTER_CLOSED")) {
      assertThat(admin.get("/api/audit?action=" + action).json().path("lines").size())
          .as(action)
          .isPositive();
    }
  }

  @Test
  void peopleWaitWithNumbersAndAreCalledInTheirOrder() throws Exception {
    Caller hall = terminal("hall-9");
    assertThat(hall.post("/api/counter/queue", "{}").json().path("ahead").asInt()).isZero();
    assertThat(hall.post("/api/counter/queue", "{}").json().path("ahead").asInt()).isEqualTo(1);
    assertThat(hall.delete("/api/counter/queue/1").status()).isEqualTo(204);
    assertThat(hall.delete("/api/counter/queue/1").code()).isEqualTo("not-waiting");
    assertThat(hall.post("/api/counter/queue/next", "{}").json().path("number").asInt())
        .isEqualTo(2);
    assertThat(hall.post("/api/counter/queue/next", "{}").status()).isEqualTo(204);
    JsonNode queue = hall.get("/api/counter").json().path("queue");
    assertThat(queue.path("called").asInt()).isEqualTo(2);
    assertThat(queue.path("waiting")).isEmpty();
  }

  @Test
  void useIsCountedByPlaceAndDistrictWithoutPersons() throws Exception {
    Caller hall = terminal("hall-3");
    String lot = TownLots.ids(permit, List.of("本町二丁目 1-2"));
    hall.get("/api/sites?parcel=" + lot);
    hall.get("/api/sites?parcel=" + lot);
    demo.visitor().get("/api/sites?parcel=" + lot);
    JsonNode statistics = permit.get("/api/sites/statistics").json();

    assertThat(statistics.path("enquiries"))
        .anySatisfy(row -> {
          assertThat(row.path("channel").asText()).isEqualTo("terminal:hall-3");
          assertThat(row.path("district").asText()).startsWith("本町");
          assertThat(row.path("times").asInt()).isEqualTo(2);
        })
        .anySatisfy(row -> assertThat(row.path("channel").asText()).isEqualTo("open"));
    String csv = permit.get("/api/sites/statistics?f=csv").text();
    assertThat(csv).startsWith("\uFEFF\"区分\"").contains("\"terminal:hall-3\",\"本町");
    assertThat(permit.get("/api/sites/statistics?from=2026-01-02&to=2026-01-01").code())
        .isEqualTo("bad-parameter");
  }

  @Test
  void aLotWithoutATruePlaceIsToldOnPaperWithoutAMap() throws Exception {
    JsonNode paper = issued("字旭 6");
    assertThat(text(permit.get(paper.path("pdf").asText()).body()))
        .contains("任意座標系の筆が含まれるため")
        .contains("位置が確定できないため、図はありません");
  }
}
