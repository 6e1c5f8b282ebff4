package org.machizu.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.machizu.paper.TestOriginals;
import org.machizu.store.sql.Sql;

/** Documents of features in the sample town, and copies of them as papers, over HTTP. */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class DocumentsTest {
  private static final String COPIES = "/api/sites/copies";

  @TempDir static Path folder;
  private static DemoTown demo;
  private static Caller permit;
  private static Caller planner;
  private static Caller admin;
  private static List<String> roads;

  @BeforeAll
  static void start() throws Exception {
    demo = DemoTown.start(folder);
    permit = demo.visitor().signedIn("permit", "demo");
    planner = demo.planner();
    admin = demo.visitor().signedIn("admin", "demo");
    roads =
        planner
            .get("/ogc/collections/designated_roads/items?limit=20")
            .json()
            .path("features")
            .findValuesAsText("id");
    assertThat(roads).hasSizeGreaterThan(4);
  }

  @AfterAll
  static void stop() throws Exception {
    demo.close();
  }

  private static String documentsOf(String layer, String feature) {
    return "/api/layers/%s/items/%s/documents".formatted(layer, feature);
  }

  private static String documentsOf(int road) {
    return documentsOf("designated_roads", roads.get(road));
  }

  private static Answer attach(Caller caller, String path, String title, byte[] file) {
    return caller.upload(path, new Form().text("title", title).file("any.txt", file));
  }

  private static JsonNode attached(String path, String title, byte[] file) throws Exception {
    Answer answer = attach(planner, path, title, file);
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    assertThat(answer.header("Location")).isEqualTo(demo.base() + content(answer.json()));
    return answer.json();
  }

  private static String content(JsonNode document) {
    return document.path("content").asText();
  }

  private static Answer copy(Caller caller, String layer, String feature, JsonNode document) {
    return caller.post(
        COPIES,
        "{\"layer\":\"%s\",\"feature\":\"%s\",\"document\":%d}"
            .formatted(layer, feature, document.path("number").asLong()));
  }

  private static List<String> pages(byte[] pdf) throws IOException {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      List<String> pages = new ArrayList<>();
      for (int page = 1; page <= document.getNumberOfPages(); page++) {
        PDFTextStripper text = new PDFTextStripper();
        text.setStartPage(page);
        text.setEndPage(page);
        pages.add(text.getText(document));
      }
      return pages;
    }
  }

  private static byte[] png(int width, int height) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "png", out);
    return out.toByteArray();
  }

  private static long kept(String table) throws Exception {
    try (Connection connection =
        DriverManager.getConnection(
            "jdbc:sqlite:" + folder.resolve("data").resolve("operations.db"))) {
      return Sql.numberOr(connection, 0, "SELECT count(*) FROM " + table);
    }
  }

  @Test
  void whoeverSeesTheFeatureSeesItsDocumentsAndWhoeverEditsTheLayerAttachesThem() throws Exception {
    byte[] plan = TestOriginals.pdf(2);
    byte[] photo = png(40, 30);
    String path = documentsOf(0);
    attached(path, "道路位置指定図", plan);
    attached(path, "現況写真", photo);

    for (Caller caller : List.of(demo.visitor(), permit, planner)) {
      JsonNode list = caller.get(path).json();
      assertThat(list.path("documents").findValuesAsText("title"))
          .containsExactly("道路位置指定図", "現況写真");
      assertThat(list.path("documents").findValuesAsText("mediaType"))
          .containsExactly("application/pdf", "image/png");
      assertThat(list.path("documents").findValuesAsText("pages")).containsExactly("2", "1");
      assertThat(list.path("mayEdit").asBoolean()).isEqualTo(caller == planner);
      assertThat(list.path("documents").findValuesAsText("author"))
          .hasSize(caller == permit || caller == planner ? 2 : 0);
      Answer pdf = caller.get(content(list.path("documents").path(0)));
      assertThat(pdf.body()).isEqualTo(plan);
      assertThat(pdf.header("Content-Type")).isEqualTo("application/pdf");
      Answer picture = caller.get(content(list.path("documents").path(1)));
      assertThat(picture.body()).isEqualTo(photo);
      assertThat(picture.header("X-Content-Type-Options")).isEqualTo("nosniff");
      assertThat(picture.header("Content-Security-Policy"))
          .contains("default-src 'none'")
          .contains("sandbox");
      assertThat(picture.header("Content-Disposition"))
          .matches("inline; filename=\"document-[0-9]+\\.png\"");
    }
    assertThat(attach(permit, path, "x", photo).code()).isEqualTo("not-found");
    assertThat(attach(demo.visitor(), path, "x", photo).status()).isEqualTo(401);
    assertThat(demo.visitor().get(documentsOf(1)).json().path("documents")).isEmpty();
    String number =
        demo.visitor().get(path).json().path("documents").path(0).path("number").asText();
    assertThat(demo.visitor().get(documentsOf(1) + "/" + number).code()).isEqualTo("not-found");
  }

  @Test
  void aCopyHasAPageThatSaysWhatItIsAndThenTheDocumentsPages() throws Exception {
    JsonNode document = attached(documentsOf(2), "道路位置指定図（北）", TestOriginals.pdf(3));
    Answer answer = copy(permit, "designated_roads", roads.get(2), document);
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    JsonNode paper = answer.json();
    String number = paper.path("number").asText();
    assertThat(answer.header("Location")).isEqualTo(demo.base() + paper.path("pdf").asText());
    assertThat(paper.path("kind").asText()).isEqualTo("copy");
    assertThat(paper.path("pages").asInt()).isEqualTo(4);
    assertThat(paper.path("places").path(0).asText()).endsWith("　道路位置指定図（北）");

    byte[] pdf = permit.get(paper.path("pdf").asText()).body();
    List<String> pages = pages(pdf);
    assertThat(pages).hasSize(4);
    assertThat(pages.getFirst())
        .contains("文書の写し", "第 " + number + " 号", "道路位置指定図（北）")
        .contains("この写しは、町が保管する文書を複写したものです。");
    assertThat(pages.getFirst().replaceAll("\\s", "")).contains(document.path("sha256").asText());
    for (int i = 1; i <= 3; i++) {
      assertThat(pages.get(i))
          .contains(TestOriginals.text(i))
          .contains("第 %s 号　写し %d／3".formatted(number, i));
    }
    assertThat(permit.get(paper.path("pdf").asText()).body()).isEqualTo(pdf);

    String url = paper.path("checkUrl").asText();
    JsonNode checked =
        demo.visitor()
            .get(
                "/api/sites/certificates/%s/check?code=%s"
                    .formatted(number, url.substring(url.indexOf("code=") + 5)))
            .json();
    assertThat(checked.path("state").asText()).isEqualTo("valid");
    assertThat(checked.path("kind").asText()).isEqualTo("copy");
    assertThat(checked.path("answerSha256").asText()).isEmpty();
    assertThat(checked.path("sha256").asText()).isEqualTo(paper.path("sha256").asText());
  }

  @Test
  void whatWasRemovedIsListedNoLongerButItsCopiesAreStillPrinted() throws Exception {
    String path = documentsOf(3);
    JsonNode document = attached(path, "旧告示", png(60, 90));
    JsonNode paper = copy(permit, "designated_roads", roads.get(3), document).json();
    byte[] pdf = permit.get(paper.path("pdf").asText()).body();
    assertThat(pages(pdf)).hasSize(2);

    assertThat(planner.delete(content(document), "{\"reason\":\" \"}").status()).isEqualTo(400);
    assertThat(permit.delete(content(document), "{\"reason\":\"x\"}").status()).isEqualTo(404);
    assertThat(planner.delete(content(document), "{\"reason\":\"差し替え\"}").status()).isEqualTo(204);

    assertThat(planner.get(path).json().path("documents")).isEmpty();
    assertThat(planner.get(content(document)).code()).isEqualTo("not-found");
    assertThat(planner.delete(content(document), "{\"reason\":\"また\"}").status()).isEqualTo(404);
    assertThat(copy(permit, "designated_roads", roads.get(3), document).status()).isEqualTo(404);
    assertThat(permit.get(paper.path("pdf").asText()).body()).isEqualTo(pdf);
    JsonNode line = admin.get("/api/audit?action=DOCUMENT_REMOVED").json().path("lines").path(0);
    assertThat(line.path("reason").asText()).isEqualTo("差し替え");
    assertThat(line.path("subject").asText()).isEqualTo("designated_roads");
    assertThat(line.path("object").asText()).isEqualTo(roads.get(3));
  }

  @Test
  void aTerminalGivesCopiesOfWhatItSeesAndAHiddenLayerTellsNothing() throws Exception {
    Caller hall = demo.visitor().with("Authorization", "Bearer " + demo.terminalToken("hall-1"));
    JsonNode open = attached(documentsOf(4), "指定図", TestOriginals.pdf(1));
    JsonNode paper = copy(hall, "designated_roads", roads.get(4), open).json();
    assertThat(paper.path("terminal").asText()).isEqualTo("hall-1");
    assertThat(hall.get(paper.path("pdf").asText()).status()).isEqualTo(200);
    assertThat(copy(demo.visitor(), "designated_roads", roads.get(4), open).status())
        .isEqualTo(401);

    String pump =
        planner
            .get("/ogc/collections/pump_stations/items?limit=1")
            .json()
            .path("features")
            .path(0)
            .path("id")
            .asText();
    String path = documentsOf("pump_stations", pump);
    JsonNode hidden = attached(path, "内部図面", TestOriginals.pdf(1));
    Answer none = demo.visitor().get(documentsOf("no_such_layer", pump));
    assertThat(none.status()).isEqualTo(404);
    for (Answer answer :
        List.of(
            demo.visitor().get(path),
            demo.visitor().get(content(hidden)),
            copy(hall, "pump_stations", pump, hidden))) {
      assertThat(answer.status()).isEqualTo(404);
      assertThat(answer.text().replace("pump_stations", "no_such_layer")).isEqualTo(none.text());
    }
    // Its number says nothing beside another feature either.
    assertThat(copy(hall, "designated_roads", roads.get(4), hidden).code()).isEqualTo("not-found");
  }

  @Test
  void whatCannotBeCopiedIsRefusedAndNothingOfItIsKept() throws Exception {
    String path = documentsOf(1);
    long contents = kept("attachment");
    long documents = kept("feature_document");
    byte[] pdf = TestOriginals.pdf(1);
    byte[] cut = Arrays.copyOf(png(300, 300), 60);
    byte[] large = Arrays.copyOf(pdf, (20 << 20) + 1);
    assertThat(attach(planner, path, "x", "<script>".getBytes(StandardCharsets.UTF_8)).code())
        .isEqualTo("document-kind");
    assertThat(attach(planner, path, "x", cut).code()).isEqualTo("document-broken");
    assertThat(attach(planner, path, "x", "%PDF-1.7\nno".getBytes(StandardCharsets.UTF_8)).code())
        .isEqualTo("document-broken");
    assertThat(attach(planner, path, "x", TestOriginals.locked()).code())
        .isEqualTo("document-locked");
    assertThat(attach(planner, path, "x", TestOriginals.pdf(201)).code())
        .isEqualTo("document-pages");
    assertThat(attach(planner, path, "x", large).code()).isEqualTo("document-too-large");
    assertThat(attach(planner, path, "あ".repeat(101), pdf).code()).isEqualTo("bad-parameter");
    assertThat(planner.upload(path, new Form().file("a.pdf", pdf)).code())
        .isEqualTo("bad-parameter");
    assertThat(planner.post(path, "{}").code()).isEqualTo("multipart-needed");
    assertThat(planner.get(path).json().path("documents")).isEmpty();
    assertThat(kept("attachment")).isEqualTo(contents);
    assertThat(kept("feature_document")).isEqualTo(documents);
  }

  @Test
  void aPersonalLayerTakesNone() throws Exception {
    Caller welfare = demo.visitor().signedIn("welfare", "demo");
    String household =
        welfare
            .get("/ogc/collections/households/items?limit=1")
            .json()
            .path("features")
            .path(0)
            .path("id")
            .asText();
    String path = documentsOf("households", household);
    assertThat(attach(welfare, path, "x", png(9, 9)).code())
        .isEqualTo("document-in-personal-layer");
    assertThat(welfare.get(path).json().path("documents")).isEmpty();
    assertThat(welfare.get(path).json().path("mayEdit").asBoolean()).isFalse();
    assertThat(demo.visitor().get(path).status()).isEqualTo(404);
  }

  @Test
  void theNumberOfADocumentMustBeGiven() {
    assertThat(permit.post(COPIES, "{\"layer\":\"roads\"}").code()).isEqualTo("bad-member");
    assertThat(
            permit
                .post(
                    COPIES,
                    "{\"layer\":\"designated_roads\",\"feature\":%s,\"document\":999999}"
                        .formatted(roads.getFirst()))
                .code())
        .isEqualTo("not-found");
  }
}
