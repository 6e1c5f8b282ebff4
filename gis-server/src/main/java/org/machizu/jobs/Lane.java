package org.machizu.jobs;

import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Some threads and a bounded queue before them. */
final class Lane {
  private final int places;
  private final Semaphore free;
  private final ThreadPoolExecutor threads;

  Lane(String name, int threads, int waiting) {
    this.places = threads + waiting;
    this.free = new Semaphore(places);
    this.threads =
        new ThreadPoolExecutor(
            threads,
            threads,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().name("job-" + name + "-", 1).daemon().factory());
  }

  /** Takes a place, which {@link #leave} gives back. */
  void reserve() {
    if (!free.tryAcquire()) {
      throw new TooManyJobsException(places);
    }
  }

  /** Runs the work in its turn; a place must have been reserved for it. */
  void run(Runnable work) {
    threads.execute(work);
  }

  /** Gives back the place of work that has ended, or that never began and shall not now. */
  void leave(Runnable work) {
    threads.remove(work);
    free.release();
  }

  /** Takes no more work, and waits for what is there. */
  boolean stop(Duration within) throws InterruptedException {
    threads.shutdown();
    return threads.awaitTermination(within.toMillis(), TimeUnit.MILLISECONDS);
  }
}
