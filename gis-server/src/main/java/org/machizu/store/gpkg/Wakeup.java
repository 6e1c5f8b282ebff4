package org.machizu.store.gpkg;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Lets one thread sleep until something happens; many calls before it looks count as one. */
final class Wakeup {
  private final Semaphore calls = new Semaphore(0);

  void wake() {
    calls.release();
  }

  /** Sleeps until called, at most this long. */
  void await(Duration atMost) throws InterruptedException {
    if (calls.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
      calls.drainPermits();
    }
  }
}
