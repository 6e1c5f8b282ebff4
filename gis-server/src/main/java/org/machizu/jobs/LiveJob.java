package org.machizu.jobs;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.machizu.jobs.Job.State;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A job that waits or runs in this process. Ends exactly once. */
final class LiveJob implements Progress, Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(LiveJob.class);

  private final Task task;
  private final Lane lane;
  private final InstantSource clock;
  private final long intervalNanos;
  private final Consumer<Job> changed;
  private Job job; // guarded by this
  private long toldNanos = System.nanoTime(); // guarded by this
  private volatile boolean cancelled;
  private volatile boolean serverStops;

  /**
   * @param changed is called under this object's lock, in the order of the changes
   */
  LiveJob(
      Job job,
      Task task,
      Lane lane,
      InstantSource clock,
      Duration progressInterval,
      Consumer<Job> changed) {
    this.job = job;
    this.task = task;
    this.lane = lane;
    this.clock = clock;
    this.intervalNanos = progressInterval.toNanos();
    this.changed = changed;
  }

  synchronized Job job() {
    return job;
  }

  /** Where it runs; has a place there until it ends. */
  Lane lane() {
    return lane;
  }

  @Override
  public boolean isCancelled() {
    return cancelled;
  }

  @Override
  public synchronized void report(double fraction) {
    double clamped = Math.clamp(fraction, job.progress(), 1);
    if (job.state() != State.RUNNING || clamped == job.progress()) {
      return;
    }
    job = next(State.RUNNING, clamped, null);
    long now = System.nanoTime();
    if (now - toldNanos >= intervalNanos) {
      toldNanos = now;
      changed.accept(job);
    }
  }

  /** Asks the work to stop; ends at once when it has not begun. */
  void cancel() {
    cancelled = true;
    if (endUnlessBegun()) {
      release();
    }
  }

  /** As {@link #cancel}, because the server stops: the job then counts as failed. */
  void stop() {
    serverStops = true;
    cancel();
  }

  /** The whole life of a job on its thread. */
  @Override
  public void run() {
    if (!begin()) {
      return;
    }
    Ending ending = work();
    release();
    end(ending.state(), ending.result());
  }

  /** Marks work that would not leave in time, so that nobody waits for it. */
  void abandon() {
    end(State.FAILED, Jobs.serverStopped());
  }

  private record Ending(State state, @Nullable Map<String, Object> result) {}

  private Ending work() {
    String id = job().id();
    try {
      return new Ending(State.DONE, task.run(id, this));
    } catch (CancelledException e) {
      return cancelledEnding();
    } catch (TaskFailedException e) {
      return new Ending(State.FAILED, e.asResult());
    } catch (Exception | OutOfMemoryError | StackOverflowError e) {
      LOG.error("job {} failed by an error of ours", id, e);
      return new Ending(
          State.FAILED,
          TaskFailedException.failure(
              "internal-error",
              "the work failed by an error of the program",
              "nothing was changed; tell the operator the job's id " + id));
    }
  }

  private Ending cancelledEnding() {
    return serverStops
        ? new Ending(State.FAILED, Jobs.serverStopped())
        : new Ending(State.CANCELLED, null);
  }

  private synchronized boolean begin() {
    if (job.state() != State.QUEUED) {
      return false;
    }
    job = next(State.RUNNING, 0, null);
    changed.accept(job);
    return true;
  }

  private synchronized boolean endUnlessBegun() {
    if (job.state() != State.QUEUED) {
      return false;
    }
    Ending ending = cancelledEnding();
    end(ending.state(), ending.result());
    return true;
  }

  private synchronized void end(State state, @Nullable Map<String, Object> result) {
    if (job.state().isFinal()) {
      return;
    }
    job = next(state, state == State.DONE ? 1 : job.progress(), result);
    changed.accept(job);
  }

  private Job next(State state, double progress, @Nullable Map<String, Object> result) {
    return new Job(
        job.id(), job.kind(), job.owner(), state, progress, result, job.created(), clock.instant());
  }

  private void release() {
    try {
      task.release();
    } catch (RuntimeException e) {
      LOG.warn("job {} could not give back what it held", job().id(), e);
    }
  }
}
