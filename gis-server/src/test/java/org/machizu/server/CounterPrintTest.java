package org.machizu.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.hp.jipp.model.PrinterState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.machizu.printing.IppSink;
import org.machizu.printing.ReceiptSink;

/** A terminal of the sample town prints on both its printers; in one order, as a day goes. */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CounterPrintTest {
  private static final String PAPERS = "/api/sites/certificates";

  @TempDir static Path folder;
  private static IppSink papers;
  private static ReceiptSink receipts;
  private static DemoTown demo;
  private static Caller permit;
  private static Caller hall;

  @BeforeAll
  static void start() throws Exception {
    papers = new IppSink();
    receipts = new ReceiptSink();
    Path file =
        Files.writeString(
            folder.resolve("terminals.yaml"),
            """
            terminals:
              hall-1:
                place: {ja: 本庁舎 1階 ロビー, en: "Town hall, ground floor"}
                papers: %s
                receipts: %s
            """
                .formatted(papers.address(), receipts.address()));
    demo = DemoTown.start(folder, Map.of("MACHIZU_COUNTER_TERMINALS", file.toString()));
    permit = demo.visitor().signedIn("permit", "demo");
    JsonNode made =
        demo.visitor()
            .signedIn("admin", "demo")
            .post("/api/tokens", "{\"kind\":\"terminal\",\"terminal\":\"hall-1\"}")
            .json();
    hall = demo.visitor().with("Authorization", "Bearer " + made.path("token").asText());
  }

  @AfterAll
  static void stop() throws Exception {
    demo.close();
    papers.close();
    receipts.close();
  }

  private static JsonNode issued() throws Exception {
    String lot = TownLots.ids(permit, List.of("本町二丁目 1-2"));
    return hall.post(PAPERS, "{\"parcels\":[%s]}".formatted(lot)).json();
  }

  private static String path(JsonNode paper) {
    return PAPERS + "/" + paper.path("number").asText();
  }

  @Test
  @Order(1)
  void aTerminalTellsWhereItIsAndHowItsPrintersAre() throws Exception {
    JsonNode stand = hall.get("/api/counter").json();
    assertThat(stand.path("terminal").path("place").path("en").asText())
        .isEqualTo("Town hall, ground floor");
    assertThat(stand.path("printers").path("papers").asText()).isEqualTo("ready");
    assertThat(stand.path("printers").path("receipts").asText()).isEqualTo("ready");
  }

  @Test
  @Order(2)
  void thePaperAndTheSlipComeOutAndTheReceiptWhenItIsPaid() throws Exception {
    JsonNode paper = issued();
    JsonNode printed = hall.post(path(paper) + "/print", "{}").json();
    assertThat(printed.path("papers").path("state").asText()).isEqualTo("printed");
    assertThat(printed.path("receipts").path("state").asText()).isEqualTo("printed");
    assertThat(papers.taken().getLast().pdf())
        .isEqualTo(hall.get(paper.path("pdf").asText()).body());
    assertThat(receipts.receipts()).hasSize(1);
    assertThat(receipts.faults()).isEmpty();

    permit.post(path(paper) + "/payment", "{}");
    int sheets = papers.taken().size();
    JsonNode receipt =
        permit.post(path(paper) + "/print", "{\"papers\":false,\"terminal\":\"hall-1\"}").json();
    assertThat(receipt.has("papers")).isFalse();
    assertThat(receipt.path("receipts").path("state").asText()).isEqualTo("printed");
    assertThat(receipts.receipts()).hasSize(2);
    assertThat(papers.taken()).hasSize(sheets);
  }

  @Test
  @Order(3)
  void withoutPaperNothingIsPrintedAndItSaysSo() throws Exception {
    papers.setState(PrinterState.stopped, "media-empty-error");
    receipts.setStatus(4, 0x60);
    int sheets = papers.taken().size();
    JsonNode paper = issued();
    JsonNode printed = hall.post(path(paper) + "/print", "{}").json();
    assertThat(printed.path("papers").path("state").asText()).isEqualTo("not-printed");
    assertThat(printed.path("papers").path("printer").asText()).isEqualTo("paper-out");
    assertThat(printed.path("papers").path("maybePartly").asBoolean()).isFalse();
    assertThat(printed.path("receipts").path("printer").asText()).isEqualTo("paper-out");
    assertThat(papers.taken()).hasSize(sheets);

    papers.setState(PrinterState.idle, "none");
    receipts.refill();
    JsonNode again = hall.post(path(paper) + "/print", "{\"again\":true}").json();
    assertThat(again.path("papers").path("state").asText())
        .as(again.toString())
        .isEqualTo("printed");
  }

  @Test
  @Order(4)
  void paidBeforePrintingTheTerminalWaitsForTheDesk() throws Exception {
    JsonNode shipped = permit.get("/api/sites/checklist").json();
    String yaml = shipped.path("yaml").asText().replace("payment: after", "payment: before");
    Answer saved =
        permit
            .with("If-Match", "\"" + shipped.path("number").asText() + "\"")
            .put(
                "/api/sites/checklist",
                new ObjectMapper().writeValueAsString(Map.of("yaml", yaml, "note", "先払い")));
    assertThat(saved.status()).as(saved.text()).isEqualTo(200);
    int sheets = papers.taken().size();
    JsonNode paper = issued();
    JsonNode waiting = hall.post(path(paper) + "/print", "{}").json();
    assertThat(waiting.path("papers").path("state").asText()).isEqualTo("waiting");
    assertThat(papers.taken()).hasSize(sheets);

    permit.post(path(paper) + "/payment", "{}");
    JsonNode printed = permit.post(path(paper) + "/print", "{}").json();
    assertThat(printed.path("papers").path("state").asText())
        .as(printed.toString())
        .isEqualTo("printed");
    assertThat(papers.taken()).hasSize(sheets + 1);
  }

  @Test
  @Order(5)
  void aPrinterThatIsGoneIsToldAsOff() throws Exception {
    papers.close();
    receipts.close();
    JsonNode paper = issued();
    permit.post(path(paper) + "/payment", "{}"); // the town is paid before by now
    JsonNode printed = hall.post(path(paper) + "/print", "{\"receipts\":false}").json();
    assertThat(printed.path("papers").path("printer").asText())
        .as(printed.toString())
        .isEqualTo("off");
  }
}
