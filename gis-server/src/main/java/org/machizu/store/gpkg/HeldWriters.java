package org.machizu.store.gpkg;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.machizu.layers.StoreBusyException;

/** The writers of several files, all between two transactions until this is closed. */
final class HeldWriters implements AutoCloseable {
  /** Within this a writer that has only short work is held. */
  private static final Duration FIRST_TRY = Duration.ofMillis(250);

  /** What else waits behind the writers that are held already waits no longer than this. */
  private static final Duration LONGEST_TRY = Duration.ofSeconds(4);

  private static final Duration TRIED = Duration.ofSeconds(60);

  private final CountDownLatch go = new CountDownLatch(1);
  private final CountDownLatch held;
  private final long sinceNanos = System.nanoTime();

  private HeldWriters(List<Writer> writers) {
    held = new CountDownLatch(writers.size());
    writers.forEach(writer -> writer.hold(held, go));
  }

  /**
   * Holds them all. When one is at a long piece of work, the others are let go meanwhile.
   *
   * @throws StoreBusyException when that is not over in time
   */
  static HeldWriters hold(List<Writer> writers) {
    long end = System.nanoTime() + TRIED.toNanos();
    Duration within = FIRST_TRY;
    while (System.nanoTime() < end) {
      HeldWriters tried = new HeldWriters(writers);
      if (tried.areHeld(within)) {
        return tried;
      }
      tried.close();
      LockSupport.parkNanos(within.toNanos());
      within = within.multipliedBy(2).compareTo(LONGEST_TRY) < 0 ? within.multipliedBy(2) : within;
    }
    throw new StoreBusyException(
        "a long write has been under way for %d seconds; try again when it is over"
            .formatted(TRIED.toSeconds()));
  }

  private boolean areHeld(Duration within) {
    try {
      return held.await(within.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      close();
      throw new StoreBusyException("the work was given up while it waited for the writers");
    }
  }

  /** Since the first of them waits. */
  Duration since() {
    return Duration.ofNanos(System.nanoTime() - sinceNanos);
  }

  @Override
  public void close() {
    go.countDown();
  }
}
