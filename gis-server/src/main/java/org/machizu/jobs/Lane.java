package org.machizu.jobs;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Some threads with a bounded queue before them. Whenever one is free it also looks for work that
 * any server may do.
 */
final class Lane {
  private static final Runnable LOOK = () -> {};

  private final JobWork.Lane kind;
  private final int places;
  private final Duration lookEvery;
  private final Semaphore free;
  private final LinkedBlockingQueue<Runnable> queue = new LinkedBlockingQueue<>();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean stopping;

  /**
   * @param lookEvery how often a free thread looks for work unasked
   */
  Lane(JobWork.Lane kind, int threads, int waiting, Duration lookEvery) {
    this.kind = kind;
    this.places = threads + waiting;
    this.lookEvery = lookEvery;
    this.free = new Semaphore(places);
  }

  JobWork.Lane kind() {
    return kind;
  }

  /** How many jobs run and wait at most. */
  int places() {
    return places;
  }

  /**
   * @param work looks for work and does it; false when there was none
   */
  void start(int count, BooleanSupplier work) {
    String name = kind == JobWork.Lane.STAFF ? "staff" : "public";
    for (int i = 1; i <= count; i++) {
      threads.add(
          Thread.ofPlatform().name("job-" + name + "-" + i).daemon().start(() -> serve(work)));
    }
  }

  private void serve(BooleanSupplier work) {
    try {
      while (true) {
        Runnable next = queue.poll(stopping ? 0 : lookEvery.toMillis(), TimeUnit.MILLISECONDS);
        if (next != null) {
          next.run();
        } else if (stopping) {
          return;
        }
        while (!stopping && queue.isEmpty() && work.getAsBoolean()) {
          // there may be more
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Takes a place, which {@link #leave} gives back. */
  void reserve() {
    if (!free.tryAcquire()) {
      throw new TooManyJobsException(places);
    }
  }

  /** Runs the work in its turn; a place must have been reserved for it. */
  void run(Runnable work) {
    queue.add(work);
  }

  /** Lets a thread that is free look for work at once. */
  void look() {
    queue.add(LOOK);
  }

  /** Gives back the place of work that has ended, or that never began and shall not now. */
  void leave(Runnable work) {
    queue.remove(work);
    free.release();
  }

  /** Takes no more work, and waits for what is there. */
  boolean stop(Duration within) throws InterruptedException {
    stopping = true;
    threads.forEach(thread -> queue.add(LOOK));
    long end = System.nanoTime() + within.toNanos();
    boolean left = true;
    for (Thread thread : threads) {
      left &= thread.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
    }
    return left;
  }
}
