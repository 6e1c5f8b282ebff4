package org.machizu.printing;

import java.awt.image.BufferedImage;
import java.net.URI;
import java.time.Duration;
import java.util.OptionalInt;
import org.machizu.outbound.OutboundException;
import org.machizu.outbound.PrinterLine;
import org.machizu.outbound.PrinterSockets;

/**
 * A printer of receipts: ESC/POS by TCP.
 *
 * <p>Its network card says nothing of paper, and takes bytes as long as there is room. So it is
 * asked before and after; and a receipt is printed only when the printer has answered a question
 * that stood behind it in its queue.
 */
final class ReceiptPrinter {
  private static final int MOST_STRAYS = 64;

  private final URI address;
  private final PrinterSockets sockets;
  private final Bounds bounds;

  /**
   * How long things may take.
   *
   * @param status to connect and be told how the printer is doing
   * @param answer to one question
   * @param print everything of one receipt
   */
  record Bounds(Duration status, Duration answer, Duration print) {
    static final Bounds DEFAULT =
        new Bounds(Duration.ofSeconds(2), Duration.ofSeconds(1), Duration.ofSeconds(30));
  }

  ReceiptPrinter(URI address, PrinterSockets sockets, Bounds bounds) {
    this.address = address;
    this.sockets = sockets;
    this.bounds = bounds;
  }

  /** How it is doing. */
  Standing standing() {
    try (PrinterLine line = sockets.open(address, bounds.status())) {
      return ask(line);
    } catch (OutboundException e) {
      return standingOf(e);
    }
  }

  /** Prints once; it is never tried again by itself. */
  PrintResult print(BufferedImage image) {
    byte[] receipt = EscPos.encode(image);
    long before = Long.MAX_VALUE;
    PrinterLine line = null;
    try (PrinterLine opened = sockets.open(address, bounds.print())) {
      line = opened;
      Standing standing = ask(line);
      if (!standing.state().canPrint()) {
        return PrintResult.NotPrinted.because(standing, false);
      }
      before = line.sentBytes();
      line.send(receipt);
      line.send(EscPos.answerWhenDone());
      return untilDone(line);
    } catch (OutboundException e) {
      boolean maybe = line != null && line.sentBytes() > before;
      return PrintResult.NotPrinted.because(maybe ? standingAfter(e) : standingOf(e), maybe);
    }
  }

  /** Waits for the answer behind the receipt, and meanwhile looks why it does not come. */
  private PrintResult untilDone(PrinterLine line) throws OutboundException {
    boolean answers = true;
    while (!line.isOver()) {
      OptionalInt answer = line.read(bounds.answer());
      if (answer.isPresent() && EscPosStatus.isDone(answer.getAsInt())) {
        return new PrintResult.Printed(after(line, answers));
      }
      if (answer.isEmpty() && answers) {
        Polled polled = poll(line);
        if (polled.isDone()) {
          return new PrintResult.Printed(polled.standing().state());
        }
        // Some answer only between two commands: then their answers come late, and tell nothing.
        answers = polled.isAnswered();
        if (answers && isStuck(polled.standing().state())) {
          // What waits in its memory would come out when somebody brings paper, beside the next.
          return PrintResult.NotPrinted.because(
              forgets(line)
                  ? polled.standing()
                  : Standing.of(
                      polled.standing().state(),
                      polled.standing().detail() + "; what it still holds may come out afterwards"),
              true);
        }
      }
    }
    return new PrintResult.NotPrinted(
        PrinterState.ERROR,
        "it has not said within %d seconds that it has printed"
            .formatted(bounds.print().toSeconds()),
        true);
  }

  /**
   * Takes back what it has not printed. Its answer is waited for, since a line that is closed with
   * something unread takes along what has not arrived yet.
   *
   * @return whether it says that it has forgotten it
   */
  private boolean forgets(PrinterLine line) throws OutboundException {
    line.send(EscPos.forget());
    int last = -1;
    for (int i = 0; i < MOST_STRAYS; i++) {
      int answer = next(line);
      if (answer < 0 || EscPos.isForgotten(last, answer)) {
        return answer >= 0;
      }
      last = answer;
    }
    return false;
  }

  private static boolean isStuck(PrinterState state) {
    return !state.canPrint() && state != PrinterState.BUSY;
  }

  /** The receipt is out, whatever happens now. */
  private PrinterState after(PrinterLine line, boolean answers) {
    try {
      if (answers) {
        return ask(line).state();
      }
    } catch (OutboundException e) {
      // It has hung up, as it may; it is asked anew.
    }
    line.close();
    return standing().state();
  }

  private Standing ask(PrinterLine line) throws OutboundException {
    return poll(line).standing();
  }

  /**
   * @param isDone whether the answer behind the receipt came, too
   * @param isAnswered whether all four questions were
   */
  private record Polled(Standing standing, boolean isDone, boolean isAnswered) {}

  /** Asks the four questions; the answer behind the receipt may come between theirs. */
  private Polled poll(PrinterLine line) throws OutboundException {
    int[] answers = new int[4];
    boolean isDone = false;
    for (int what = 1; what <= answers.length; what++) {
      line.send(EscPos.ask(what));
      int strays = 0;
      int answer = next(line);
      while (!EscPosStatus.isStatus(answer)) {
        isDone |= answer >= 0 && EscPosStatus.isDone(answer);
        if (answer < 0 || ++strays > MOST_STRAYS) {
          return new Polled(unanswered(strays), isDone, false);
        }
        answer = next(line);
      }
      answers[what - 1] = answer;
    }
    return new Polled(
        new EscPosStatus(answers[0], answers[1], answers[2], answers[3]).standing(), isDone, true);
  }

  /** -1 when nothing comes; no answer has bit 7 set. */
  private int next(PrinterLine line) throws OutboundException {
    return line.read(bounds.answer()).orElse(-1);
  }

  private static Standing unanswered(int strays) {
    return Standing.of(
        PrinterState.ERROR,
        strays == 0
            ? "it is connected, but does not say how it is doing (DLE EOT)"
            : "it answers what no printer of receipts answers (DLE EOT)");
  }

  private static Standing standingOf(OutboundException e) {
    return Standing.of(
        e.reached() ? PrinterState.ERROR : PrinterState.OFF, String.valueOf(e.getMessage()));
  }

  /** The line broke in the middle; a new one may tell why. */
  private Standing standingAfter(OutboundException e) {
    Standing now = standing();
    return Standing.of(
        now.state().canPrint() ? PrinterState.ERROR : now.state(),
        e.getMessage() + (now.detail().isEmpty() ? "" : "; " + now.detail()));
  }
}
