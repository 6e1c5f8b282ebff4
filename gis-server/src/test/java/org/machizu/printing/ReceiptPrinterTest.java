package org.machizu.printing;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.machizu.outbound.PrinterSockets;
import org.machizu.printing.PrintResult.NotPrinted;
import org.machizu.printing.PrintResult.Printed;

/** Against a printer that listens on a port, in every mood that such printers have. */
class ReceiptPrinterTest {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Duration ANSWER = Duration.ofMillis(600);

  private static final BufferedImage IMAGE = ReceiptImage.of(Receipts.japanese(), 576);

  private ReceiptSink sink;
  private ReceiptPrinter printer;

  @BeforeEach
  void start() throws Exception {
    sink = new ReceiptSink();
    printer = printerAt(sink.address(), LONG);
  }

  @AfterEach
  void stop() throws Exception {
    sink.close();
  }

  @ParameterizedTest
  @CsvSource({
    "1, 0x00, READY, ''",
    "1, 0x08, BUSY, off line",
    "1, 0x04, READY, ''", // a drawer
    "2, 0x04, COVER_OPEN, cover",
    "2, 0x08, BUSY, off line",
    "2, 0x20, PAPER_OUT, paper",
    "2, 0x40, ERROR, error",
    "3, 0x04, ERROR, error",
    "3, 0x08, ERROR, knife",
    "3, 0x20, ERROR, repair",
    "3, 0x40, ERROR, too hot",
    "4, 0x0c, PAPER_LOW, paper",
    "4, 0x60, PAPER_OUT, paper"
  })
  void whatThePrinterAnswersIsToldInOneWord(
      int question, String bits, PrinterState state, String detail) {
    sink.setStatus(question, Integer.decode(bits));

    assertThat(printer.standing().state()).isEqualTo(state);
    assertThat(printer.standing().detail()).contains(detail);
  }

  @Test
  void aReceiptComesOutOnceAndCut() {
    assertThat(printer.print(IMAGE)).isEqualTo(new Printed(PrinterState.READY));

    assertThat(sink.receipts()).hasSize(1);
    assertThat(sink.faults()).isEmpty();
    assertThat(sink.connections()).isEqualTo(1);
  }

  @Test
  void aPrinterThatIsLowOnPaperPrintsAndSaysSo() {
    sink.setStatus(4, 0x0c);

    assertThat(printer.print(IMAGE)).isEqualTo(new Printed(PrinterState.PAPER_LOW));
    assertThat(sink.receipts()).hasSize(1);
  }

  @Test
  void aPrinterWithoutPaperIsSentNothing() {
    sink.setStatus(4, 0x60);

    assertThat(printer.print(IMAGE))
        .isEqualTo(new NotPrinted(PrinterState.PAPER_OUT, "its paper is at the end", false));
    sink.refill();
    assertThat(sink.receipts()).isEmpty();
  }

  @Test
  void paperThatEndsInTheMiddleIsToldAndTheRestNeverComesOut() {
    sink.setTrouble(ReceiptSink.Trouble.PAPER_ENDS, 20_000);

    assertThat(printer.print(IMAGE))
        .isEqualTo(new NotPrinted(PrinterState.PAPER_OUT, "its paper is at the end", true));
    sink.refill();
    assertThat(printer.print(IMAGE)).isEqualTo(new Printed(PrinterState.READY));
    assertThat(sink.receipts()).hasSize(1);
    assertThat(sink.receipts().getFirst().getHeight()).isEqualTo(IMAGE.getHeight());
  }

  @Test
  void aPrinterThatKeepsTheRestIsToldAsSuch() {
    sink.refuseToForget();
    sink.setTrouble(ReceiptSink.Trouble.PAPER_ENDS, 20_000);

    NotPrinted result = assertNotPrinted(printer.print(IMAGE), PrinterState.PAPER_OUT, true);
    assertThat(result.detail()).contains("may come out");
  }

  @Test
  void aPrinterThatHangsUpInTheMiddleIsNotTriedAgain() {
    sink.setTrouble(ReceiptSink.Trouble.HANGS_UP, 20_000);

    assertNotPrinted(printer.print(IMAGE), PrinterState.ERROR, true);
    assertThat(sink.receipts()).isEmpty();
  }

  @Test
  void aPrinterThatHangsInTheMiddleHoldsNobody() {
    printer = printerAt(sink.address(), Duration.ofSeconds(2));
    sink.setTrouble(ReceiptSink.Trouble.HANGS, 20_000);

    assertNotPrinted(printer.print(IMAGE), PrinterState.ERROR, true);
  }

  @Test
  void aPrinterThatNeverSaysThatItPrintedLeavesItOpen() {
    printer = printerAt(sink.address(), Duration.ofSeconds(2));
    sink.setTrouble(ReceiptSink.Trouble.NEVER_DONE, 0);

    NotPrinted result = assertNotPrinted(printer.print(IMAGE), PrinterState.ERROR, true);
    assertThat(result.detail()).contains("has not said");
  }

  @ParameterizedTest
  @EnumSource(names = {"SILENT", "GARBAGE", "FLOOD"})
  void aPrinterThatDoesNotAnswerProperlyIsSentNothing(ReceiptSink.Trouble trouble) {
    sink.setTrouble(trouble, 0);

    assertThat(printer.standing().state()).isEqualTo(PrinterState.ERROR);
    assertNotPrinted(printer.print(IMAGE), PrinterState.ERROR, false);
    assertThat(sink.receipts()).isEmpty();
  }

  @Test
  void whereNobodyListensThePrinterIsOff() throws Exception {
    URI nobody;
    try (ServerSocket free = new ServerSocket(0)) {
      nobody = URI.create("tcp://127.0.0.1:" + free.getLocalPort());
    }
    assertThat(printerAt(nobody, LONG).standing().state()).isEqualTo(PrinterState.OFF);
    assertNotPrinted(printerAt(nobody, LONG).print(IMAGE), PrinterState.OFF, false);
  }

  private static ReceiptPrinter printerAt(URI address, Duration print) {
    return new ReceiptPrinter(
        address,
        new PrinterSockets(List.of(address)),
        new ReceiptPrinter.Bounds(LONG, ANSWER, print));
  }

  private static NotPrinted assertNotPrinted(
      PrintResult result, PrinterState state, boolean maybePartly) {
    assertThat(result).isInstanceOf(NotPrinted.class);
    NotPrinted notPrinted = (NotPrinted) result;
    assertThat(notPrinted.state()).as(notPrinted.detail()).isEqualTo(state);
    assertThat(notPrinted.maybePartly()).as(notPrinted.detail()).isEqualTo(maybePartly);
    return notPrinted;
  }
}
