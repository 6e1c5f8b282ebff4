package org.machizu.printing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where people queue before one printer: one at a time is with it, since most of these printers
 * speak with one alone. Who only wants to know how it is doing, asks together with the others.
 */
final class Desk<P> {
  private static final Duration OLDEST_TOLD = Duration.ofMinutes(1);

  private final P printer;
  private final Function<P, Standing> asking;
  private final Clock clock;
  private final Duration turn;
  private final Duration fresh;
  private final Duration patience;
  private final Semaphore free = new Semaphore(1, true);
  private @Nullable CompletableFuture<Standing> asked;
  private @Nullable Standing known;
  private Instant knownAt = Instant.MIN;
  private boolean isPrinting;

  /**
   * @param asking how a printer is asked how it is doing; what comes after the patience of those
   *     who want to know, the next are told
   */
  Desk(P printer, Function<P, Standing> asking, Clock clock, Times times) {
    this.printer = printer;
    this.asking = asking;
    this.clock = clock;
    this.turn = times.turn();
    this.fresh = times.fresh();
    this.patience = times.patience();
  }

  /**
   * How long people wait.
   *
   * @param turn until it is somebody's turn to print
   * @param fresh so long a printer's state is told again without asking
   * @param patience of those who only want to know
   */
  record Times(Duration turn, Duration fresh, Duration patience) {
    static final Times DEFAULT =
        new Times(Duration.ofSeconds(20), Duration.ofSeconds(5), Duration.ofMillis(2100));
  }

  /** How the printer is doing, or the answer that is under way. */
  synchronized Future<Standing> standing() {
    if (isPrinting) {
      return CompletableFuture.completedFuture(
          Standing.of(PrinterState.BUSY, "it is printing for a terminal"));
    }
    if (asked != null) {
      return asked;
    }
    if (known != null && clock.instant().isBefore(knownAt.plus(fresh))) {
      return CompletableFuture.completedFuture(known);
    }
    CompletableFuture<Standing> answer = new CompletableFuture<>();
    asked = answer;
    Thread.ofVirtual().name("printer's state").start(() -> ask(answer));
    return answer;
  }

  private void ask(CompletableFuture<Standing> answer) {
    Standing standing = Standing.of(PrinterState.ERROR, "it could not be asked");
    free.acquireUninterruptibly();
    try {
      standing = asking.apply(printer);
    } finally {
      free.release();
      remember(standing);
      answer.complete(standing);
    }
  }

  private synchronized void remember(Standing standing) {
    known = standing;
    knownAt = clock.instant();
    asked = null;
  }

  /** Prints when it is our turn. */
  PrintResult print(Function<P, PrintResult> work) {
    if (!isOurTurn()) {
      return new PrintResult.NotPrinted(
          PrinterState.BUSY, "it has been printing for others all the time", false);
    }
    try {
      setPrinting(true);
      return work.apply(printer);
    } finally {
      setPrinting(false);
      free.release();
    }
  }

  private boolean isOurTurn() {
    try {
      return free.tryAcquire(turn.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** After printing nothing is known, so that the next who asks is told the truth. */
  private synchronized void setPrinting(boolean printing) {
    isPrinting = printing;
    known = null;
  }

  /** Waits for an answer, not for long: else what was last known is told. */
  Standing await(Future<Standing> answer) {
    try {
      return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return lastKnown();
    } catch (TimeoutException | ExecutionException e) {
      return lastKnown();
    }
  }

  private synchronized Standing lastKnown() {
    Standing last = known;
    return last != null && clock.instant().isBefore(knownAt.plus(OLDEST_TOLD))
        ? last
        : Standing.of(PrinterState.BUSY, "it has not answered yet");
  }
}
