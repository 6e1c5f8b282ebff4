package org.machizu.server;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C and TERM as a wish: the command sees it, tidies up and returns, and only then does the
 * process end.
 */
final class Stop {
  private final CountDownLatch wanted = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);

  /**
   * Makes the process's end wait for the command.
   *
   * @param atMost how long, in case the command hangs
   */
  void installHook(Duration atMost) {
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .name("stop")
                .unstarted(() -> {
                  request();
                  try {
                    boolean unused = ended.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                }));
  }

  /** Asks the command to end. */
  void request() {
    wanted.countDown();
  }

  boolean isRequested() {
    return wanted.getCount() == 0;
  }

  /** Waits until somebody asks the command to end. */
  void await() throws InterruptedException {
    wanted.await();
  }

  /** The command has tidied up. */
  void markEnded() {
    ended.countDown();
  }
}
