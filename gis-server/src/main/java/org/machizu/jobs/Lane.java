package org.machizu.jobs;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Some threads and a bounded queue before them. */
final class Lane {
  private final int places;
  private final Semaphore free;
  private final ExecutorService threads;

  Lane(String name, int threads, int waiting) {
    this.places = threads + waiting;
    this.free = new Semaphore(places);
    this.threads =
        Executors.newFixedThreadPool(
            threads, Thread.ofPlatform().name("job-" + name + "-", 1).daemon().factory());
  }

  /** Takes a place, which {@link #run} gives back. */
  void reserve() {
    if (!free.tryAcquire()) {
      throw new TooManyJobsException(places);
    }
  }

  /** Gives back a place that was never run. */
  void giveBack() {
    free.release();
  }

  /** Runs the work in its turn; a place must have been reserved for it. */
  void run(Runnable work) {
    threads.execute(() -> {
      try {
        work.run();
      } finally {
        free.release();
      }
    });
  }

  /** Takes no more work, and waits for what is there. */
  boolean stop(Duration within) throws InterruptedException {
    threads.shutdown();
    return threads.awaitTermination(within.toMillis(), TimeUnit.MILLISECONDS);
  }
}
