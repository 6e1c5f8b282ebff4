package org.machizu.server;

import java.io.PrintStream;
import java.util.concurrent.TimeUnit;
import org.machizu.jobs.Progress;

/** Shows how far the work is: a bar on a terminal, else at most a line a second. */
final class CommandProgress implements Progress, AutoCloseable {
  private static final long LINE_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long BAR_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final int BAR_WIDTH = 40;

  private final String label;
  private final PrintStream err;
  private final boolean isTerminal;
  private final Stop stop;
  private long toldNanos = System.nanoTime(); // guarded by this
  private int percent; // guarded by this; what was shown last
  private boolean barShown; // guarded by this

  CommandProgress(String label, Surroundings around) {
    this.label = label;
    this.err = around.err();
    this.isTerminal = around.isTerminal();
    this.stop = around.stop();
  }

  @Override
  public synchronized void report(double fraction) {
    int now = (int) Math.floor(100 * Math.clamp(fraction, 0, 1));
    long nanos = System.nanoTime();
    if (now <= percent || nanos - toldNanos < (isTerminal ? BAR_NANOS : LINE_NANOS)) {
      return;
    }
    percent = now;
    toldNanos = nanos;
    if (isTerminal) {
      int filled = now * BAR_WIDTH / 100;
      err.printf(
          "\r%s [%s%s] %3d %%", label, "#".repeat(filled), " ".repeat(BAR_WIDTH - filled), now);
      barShown = true;
    } else {
      err.printf("%s %d %%%n", label, now);
    }
    err.flush();
  }

  @Override
  public boolean isCancelled() {
    return stop.isRequested();
  }

  /** Takes the bar away, so that what follows begins on a line of its own. */
  @Override
  public synchronized void close() {
    if (barShown) {
      err.print("\r" + " ".repeat(label.length() + BAR_WIDTH + 10) + "\r");
      err.flush();
      barShown = false;
    }
  }
}
