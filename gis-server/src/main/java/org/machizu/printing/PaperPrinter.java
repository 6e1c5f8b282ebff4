package org.machizu.printing;

import com.hp.jipp.encoding.AttributeGroup;
import com.hp.jipp.encoding.IppPacket;
import com.hp.jipp.encoding.Tag;
import com.hp.jipp.model.JobState;
import com.hp.jipp.model.PrintScaling;
import com.hp.jipp.model.Sides;
import com.hp.jipp.model.Types;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.machizu.outbound.Outbound;

/**
 * A printer of papers: IPP (RFC 8011), any that calls itself IPP Everywhere, AirPrint or Mopria and
 * takes PDF.
 *
 * <p>A job is taken long before it is printed, so it is followed to its end; one that cannot come
 * to an end is cancelled, since it would come out when somebody else brings paper.
 */
final class PaperPrinter {
  private static final byte[] NO_DOCUMENT = {};
  private static final int LONGEST_NAME = 80;
  private static final String USER = "machizu";

  private final IppLine line;
  private final Bounds bounds;

  /**
   * How long things may take.
   *
   * @param status to be told how the printer is doing
   * @param take until a paper has been taken
   * @param print until it is printed
   * @param stuck so long a printer may stand with a job, so that whoever is there can help
   * @param pause between two looks at a job
   */
  record Bounds(Duration status, Duration take, Duration print, Duration stuck, Duration pause) {
    static final Bounds DEFAULT = ofStatus(Duration.ofSeconds(2));

    /** The small processors of printers take long for the beginning of TLS. */
    static final Bounds BY_TLS = ofStatus(Duration.ofSeconds(6));

    private static Bounds ofStatus(Duration status) {
      return new Bounds(
          status,
          Duration.ofSeconds(20),
          Duration.ofSeconds(75),
          Duration.ofSeconds(15),
          Duration.ofSeconds(1));
    }
  }

  PaperPrinter(IppAddress address, Outbound outbound, Bounds bounds) {
    this.line = new IppLine(address, outbound);
    this.bounds = bounds;
  }

  /** How it is doing. */
  Standing standing() {
    try {
      return looked().standing();
    } catch (IppException e) {
      return e.standing();
    }
  }

  private record Looked(Standing standing, boolean isToScale) {}

  private Looked looked() throws IppException {
    IppLine.Answer answer =
        line.ask(
            IppPacket.getPrinterAttributes(
                name(),
                Types.printerState,
                Types.printerStateReasons,
                Types.printerStateMessage,
                Types.printerIsAcceptingJobs,
                Types.documentFormatSupported,
                Types.mediaSupported,
                Types.mediaReady,
                Types.printScalingSupported),
            NO_DOCUMENT,
            bounds.status());
    Optional<AttributeGroup> printer = answer.find(Tag.printerAttributes);
    if (!answer.isSuccess() || printer.isEmpty()) {
      return new Looked(
          Standing.of(PrinterState.ERROR, "it does not say how it is doing: " + answer.why()),
          false);
    }
    return new Looked(
        PaperStatus.of(printer.get()),
        printer.get().getStrings(Types.printScalingSupported).contains(PrintScaling.none));
  }

  /**
   * Prints once on A4, one-sided and to its true scale; it is never tried again by itself.
   *
   * @param title how the job is called on the printer's display
   */
  PrintResult print(String title, byte[] pdf) {
    Looked looked;
    try {
      looked = looked();
    } catch (IppException e) {
      return PrintResult.NotPrinted.because(e.standing(), false);
    }
    // One that is printing has a queue.
    if (!looked.standing().state().canPrint() && looked.standing().state() != PrinterState.BUSY) {
      return PrintResult.NotPrinted.because(looked.standing(), false);
    }
    IppLine.Answer answer;
    try {
      answer = line.ask(question(title, looked.isToScale()), pdf, bounds.take());
    } catch (IppException e) {
      return PrintResult.NotPrinted.because(e.standing(), e.maybeTaken());
    }
    Optional<AttributeGroup> job = answer.find(Tag.jobAttributes);
    Optional<Integer> id = job.map(j -> j.getValue(Types.jobId));
    if (!answer.isSuccess()) {
      boolean isBusy =
          answer
              .packet()
              .getStatus()
              .getName()
              .matches("server-error-(busy|not-accepting-jobs|too-many-jobs)");
      return new PrintResult.NotPrinted(
          isBusy ? PrinterState.BUSY : PrinterState.ERROR,
          "it refuses the paper: " + answer.why(),
          false);
    }
    if (id.isEmpty()) {
      return new PrintResult.NotPrinted(
          PrinterState.ERROR, "it took the paper, but does not say as which job", true);
    }
    return followed(id.get());
  }

  private IppPacket.Builder question(String title, boolean isToScale) {
    IppPacket.Builder question =
        IppPacket.printJob(name())
            .putOperationAttributes(
                Types.requestingUserName.of(USER),
                Types.jobName.of(
                    title.length() <= LONGEST_NAME ? title : title.substring(0, LONGEST_NAME)),
                Types.documentFormat.of(PaperStatus.PDF),
                Types.ippAttributeFidelity.of(false))
            .putJobAttributes(
                Types.copies.of(1), Types.media.of(PaperStatus.A4), Types.sides.of(Sides.oneSided));
    if (isToScale) { // else it would make room for margins, and 1:500 would be none
      question.putJobAttributes(Types.printScaling.of(PrintScaling.none));
    }
    return question;
  }

  /** Where a job stands; empty when the printer does not say. */
  private record Job(Optional<JobState> state, String why, Optional<Integer> sheets) {
    boolean isIn(JobState wanted) {
      return state.filter(wanted::equals).isPresent();
    }

    boolean hasBegun() {
      return !isIn(JobState.pending) && !isIn(JobState.pendingHeld);
    }
  }

  private PrintResult followed(int id) {
    long end = System.nanoTime() + bounds.print().toNanos();
    long stuckSince = -1;
    boolean hasBegun = false;
    Standing standing = Standing.of(PrinterState.ERROR, "");
    while (System.nanoTime() - end < 0) {
      Job job = job(id);
      if (job.isIn(JobState.completed)) {
        return new PrintResult.Printed(standing().state());
      }
      if (job.isIn(JobState.aborted) || job.isIn(JobState.canceled)) {
        Standing now = standing();
        PrinterState state = now.state().canPrint() ? PrinterState.ERROR : now.state();
        return new PrintResult.NotPrinted(
            state, "it gave the paper up: " + job.why(), mayBeOnPaper(job, hasBegun));
      }
      hasBegun |= job.hasBegun();
      standing = standing();
      boolean isStuck = !standing.state().canPrint() && standing.state() != PrinterState.BUSY;
      stuckSince = !isStuck ? -1 : stuckSince < 0 ? System.nanoTime() : stuckSince;
      if (isStuck && System.nanoTime() - stuckSince > bounds.stuck().toNanos() || !paused()) {
        break;
      }
    }
    return cancelled(id, standing, hasBegun);
  }

  private PrintResult cancelled(int id, Standing standing, boolean hasBegun) {
    boolean isCancelled;
    try {
      isCancelled =
          line.ask(
                  IppPacket.cancelJob(name(), id)
                      .putOperationAttributes(Types.requestingUserName.of(USER)),
                  NO_DOCUMENT,
                  bounds.status())
              .isSuccess();
    } catch (IppException e) {
      isCancelled = false;
    }
    Job job = job(id);
    if (job.isIn(JobState.completed)) { // it was just done
      return new PrintResult.Printed(standing.state());
    }
    PrinterState state = standing.state().canPrint() ? PrinterState.BUSY : standing.state();
    String detail =
        "it has not printed the paper in time"
            + (standing.detail().isEmpty() ? "" : " (" + standing.detail() + ")")
            + (isCancelled
                ? "; the job is cancelled"
                : "; the job could not be cancelled and may still come out");
    return new PrintResult.NotPrinted(state, detail, !isCancelled || mayBeOnPaper(job, hasBegun));
  }

  /** Many printers count sheets only when the job is over, so that 0 alone says nothing. */
  private static boolean mayBeOnPaper(Job job, boolean hasBegun) {
    return hasBegun || job.sheets().isEmpty() || job.sheets().get() > 0;
  }

  private Job job(int id) {
    try {
      IppLine.Answer answer =
          line.ask(
              IppPacket.getJobAttributes(
                      name(),
                      id,
                      Types.jobState,
                      Types.jobStateReasons,
                      Types.jobStateMessage,
                      Types.jobMediaSheetsCompleted,
                      Types.jobImpressionsCompleted)
                  .putOperationAttributes(Types.requestingUserName.of(USER)),
              NO_DOCUMENT,
              bounds.status());
      return answer
          .find(Tag.jobAttributes)
          .map(PaperPrinter::job)
          .orElse(new Job(Optional.empty(), answer.why(), Optional.empty()));
    } catch (IppException e) {
      return new Job(Optional.empty(), String.valueOf(e.getMessage()), Optional.empty());
    }
  }

  private static Job job(AttributeGroup job) {
    List<String> reasons = job.getStrings(Types.jobStateReasons);
    Optional<Integer> sheets =
        Optional.ofNullable(job.getValue(Types.jobMediaSheetsCompleted))
            .or(() -> Optional.ofNullable(job.getValue(Types.jobImpressionsCompleted)));
    return new Job(
        Optional.ofNullable(job.getValue(Types.jobState)),
        IppLine.shortened(String.join(", ", reasons)),
        sheets);
  }

  /** False when the thread is to end. */
  private boolean paused() {
    try {
      Thread.sleep(bounds.pause());
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private URI name() {
    return line.address().name();
  }
}
