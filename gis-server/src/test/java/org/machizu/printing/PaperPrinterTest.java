package org.machizu.printing;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.hp.jipp.encoding.IppPacket;
import com.hp.jipp.encoding.Tag;
import com.hp.jipp.model.JobState;
import com.hp.jipp.model.Operation;
import com.hp.jipp.model.Status;
import com.hp.jipp.model.Types;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.machizu.outbound.Certificates;
import org.machizu.outbound.Outbound;
import org.machizu.printing.PrintResult.NotPrinted;
import org.machizu.printing.PrintResult.Printed;

/** Against a printer that speaks IPP on a port. */
class PaperPrinterTest {
  private static final byte[] PDF = "%PDF-1.7 as far as a printer's port cares".getBytes(US_ASCII);
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(300);

  /** Only how long a printer may stand with a job is short. */
  private static final PaperPrinter.Bounds PATIENT = bounds(LONG, LONG, LONG);

  private final CountDownLatch end = new CountDownLatch(1);
  private IppSink sink;
  private PaperPrinter printer;

  @BeforeEach
  void start() throws Exception {
    sink = new IppSink();
    printer = printer(PATIENT);
  }

  @AfterEach
  void stop() {
    end.countDown();
    sink.close();
  }

  @ParameterizedTest
  @CsvSource({
    "3, none, READY",
    "3, toner-low-warning, READY",
    "3, media-low-warning, PAPER_LOW",
    "3, media-empty-warning, PAPER_LOW", // one tray of several
    "3, media-empty-report, READY",
    "3, media-empty-error, PAPER_OUT",
    "5, media-empty, PAPER_OUT",
    "5, media-needed-error, PAPER_OUT",
    "5, cover-open-error, COVER_OPEN",
    "3, door-open, COVER_OPEN",
    "5, media-jam-error, ERROR",
    "3, paused, ERROR",
    "3, toner-empty-error, ERROR",
    "5, none, ERROR",
    "4, none, BUSY"
  })
  void whatThePrinterSaysIsToldInOneWord(int state, String reason, PrinterState expected) {
    sink.setState(com.hp.jipp.model.PrinterState.Companion.get(state), reason);

    assertThat(printer.standing().state()).isEqualTo(expected);
  }

  @Test
  void aPaperComesOutOnceOnA4OneSidedAndToScale() {
    assertThat(printer.print("証明書 2026-000012", PDF)).isEqualTo(new Printed(PrinterState.READY));

    assertThat(sink.taken()).hasSize(1);
    assertThat(sink.taken().getFirst().pdf()).isEqualTo(PDF);
    IppPacket question = sink.taken().getFirst().question();
    assertThat(question.getString(Tag.operationAttributes, Types.jobName))
        .isEqualTo("証明書 2026-000012");
    assertThat(question.getString(Tag.operationAttributes, Types.documentFormat))
        .isEqualTo("application/pdf");
    assertThat(question.getString(Tag.jobAttributes, Types.media)).isEqualTo("iso_a4_210x297mm");
    assertThat(question.getString(Tag.jobAttributes, Types.sides)).isEqualTo("one-sided");
    assertThat(question.getString(Tag.jobAttributes, Types.printScaling)).isEqualTo("none");
    assertThat(question.getValue(Tag.jobAttributes, Types.copies)).isEqualTo(1);
  }

  @Test
  void aPrinterWithoutPaperIsSentNothing() {
    sink.setState(com.hp.jipp.model.PrinterState.stopped, "media-empty-error");

    assertNotPrinted(PrinterState.PAPER_OUT, false, "media-empty-error");
    assertThat(sink.taken()).isEmpty();
  }

  @Test
  void aPrinterThatHasOnlyOtherPaperIsOutOfPaper() {
    sink.setReady("jis_b4_257x364mm", "na_letter_8.5x11in");

    assertNotPrinted(PrinterState.PAPER_OUT, false, "jis_b4");
  }

  @Test
  void aPrinterThatPrintsNoPdfIsToldWithWhatItPrints() {
    sink.setFormats("image/urf", "image/pwg-raster");

    assertNotPrinted(PrinterState.ERROR, false, "image/urf");
  }

  @Test
  void paperThatEndsInTheMiddleCancelsTheJob() {
    sink.setJob(JobState.processingStopped, 1);
    sink.setWhenAsked(() -> {
      if (sink.asked().contains(Operation.printJob)) {
        sink.setState(com.hp.jipp.model.PrinterState.stopped, "media-empty-error");
      }
    });

    assertNotPrinted(PrinterState.PAPER_OUT, true, "the job is cancelled");
    assertThat(sink.asked()).contains(Operation.cancelJob);
    assertThat(sink.taken()).hasSize(1);
  }

  @Test
  void aCancelledJobWithoutASheetIsCertainlyNotPrinted() {
    printer = printer(bounds(LONG, LONG, SHORT));
    sink.setJob(JobState.pending, 0);

    assertNotPrinted(PrinterState.BUSY, false, "the job is cancelled");
  }

  @Test
  void aJobThatHadBegunMayBeOnPaperWhateverItsCounterSays() {
    printer = printer(bounds(LONG, LONG, SHORT));
    sink.setJob(JobState.processing, 0);

    assertNotPrinted(PrinterState.BUSY, true, "the job is cancelled");
  }

  @Test
  void aJobThatCannotBeCancelledMayStillComeOut() {
    printer = printer(bounds(LONG, LONG, SHORT));
    sink.setJob(JobState.pending, 0);
    sink.refuseToCancel();

    assertNotPrinted(PrinterState.BUSY, true, "may still come out");
  }

  @Test
  void aJobThatThePrinterGivesUpIsNotPrinted() {
    sink.setJob(JobState.aborted, 0);

    assertNotPrinted(PrinterState.ERROR, false, "gave the paper up");
  }

  @ParameterizedTest
  @CsvSource({"server-error-busy, BUSY", "client-error-not-authorized, ERROR"})
  void aPaperThatIsRefusedIsCertainlyNotPrinted(String status, PrinterState state) {
    sink.setPrintAnswer(
        status.equals("server-error-busy")
            ? Status.serverErrorBusy
            : Status.clientErrorNotAuthorized);

    assertNotPrinted(state, false, status);
  }

  @ParameterizedTest
  @CsvSource({"404, its path", "426, ipps", "401, password", "500, HTTP status 500"})
  void aWebServerInThePrintersPlaceIsToldWithWhatToDo(int status, String advice) {
    sink.setHttpStatus(status);

    assertThat(printer.standing().state()).isEqualTo(PrinterState.ERROR);
    assertThat(printer.standing().detail()).contains(advice);
  }

  @Test
  void anAnswerThatIsNoIppIsAnError() {
    sink.answerGarbage();

    assertThat(printer.standing().state()).isEqualTo(PrinterState.ERROR);
    assertThat(printer.standing().detail()).contains("no IPP");
  }

  @Test
  void aPrinterThatHangsUpWithThePaperMayHavePrintedAndIsNotTriedAgain() {
    sink.hangUp();

    assertNotPrinted(PrinterState.ERROR, true, "");
    assertThat(sink.taken()).hasSize(1);
  }

  @Test
  void aPrinterThatHangsHoldsNobody() {
    printer = printer(bounds(SHORT, LONG, LONG));
    sink.setWhenAsked(this::hang);
    assertNotPrinted(PrinterState.ERROR, false, "not answered");
  }

  @Test
  void aPrinterThatHangsWithThePaperMayHavePrinted() {
    printer = printer(bounds(LONG, SHORT, LONG));
    sink.setWhenAsked(() -> {
      if (sink.asked().contains(Operation.getPrinterAttributes)) {
        hang();
      }
    });
    assertNotPrinted(PrinterState.ERROR, true, "not answered");
  }

  @Test
  void whereNobodyListensThePrinterIsOff() {
    sink.close();

    assertThat(printer.standing().state()).isEqualTo(PrinterState.OFF);
    assertNotPrinted(PrinterState.OFF, false, "cannot be reached");
  }

  private void hang() {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void assertNotPrinted(PrinterState state, boolean maybePartly, String detail) {
    PrintResult result = printer.print("paper", PDF);
    assertThat(result).isInstanceOf(NotPrinted.class);
    NotPrinted notPrinted = (NotPrinted) result;
    assertThat(notPrinted.detail()).contains(detail);
    assertThat(notPrinted.state()).as(notPrinted.detail()).isEqualTo(state);
    assertThat(notPrinted.maybePartly()).as(notPrinted.detail()).isEqualTo(maybePartly);
  }

  private static PaperPrinter.Bounds bounds(Duration status, Duration take, Duration print) {
    return new PaperPrinter.Bounds(
        status, take, print, Duration.ofMillis(100), Duration.ofMillis(20));
  }

  private PaperPrinter printer(PaperPrinter.Bounds bounds) {
    IppAddress address = IppAddress.of(sink.address());
    Outbound outbound =
        Outbound.toPrinters(List.of(address.web()), Certificates.of(Map.of()), LONG, LONG, 1 << 20);
    return new PaperPrinter(address, outbound, bounds);
  }
}
