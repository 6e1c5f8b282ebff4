package org.machizu.jobs;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.machizu.jobs.Job.State;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A job that waits or runs in this process. Ends here exactly once: it is done, has failed or was
 * cancelled; or, when any server can do it, it is given back undone or was lost to another.
 */
final class LiveJob implements Progress, Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(LiveJob.class);

  private final Task task;
  private final @Nullable Lane lane;
  private final InstantSource clock;
  private final long intervalNanos;
  private final Consumer<Job> changed;
  private Job job; // guarded by this
  private boolean gone; // guarded by this
  private long toldNanos = System.nanoTime(); // guarded by this
  private volatile boolean cancelled;
  private volatile boolean serverStops;

  /**
   * @param lane where it has a place; null when any server can do the job and this one has claimed
   *     it
   * @param changed is called under this object's lock, in the order of the changes; with {@link
   *     State#QUEUED} when the job is to be given back
   */
  LiveJob(
      Job job,
      Task task,
      @Nullable Lane lane,
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

  /** Gives back its place, when it has one. */
  void leaveLane() {
    if (lane != null) {
      lane.leave(this);
    }
  }

  /** Whether any server can do it. */
  boolean isAnybodys() {
    return lane == null;
  }

  @Override
  public boolean isCancelled() {
    return cancelled;
  }

  @Override
  public synchronized void report(double fraction) {
    double clamped = Math.clamp(fraction, job.progress(), 1);
    if (gone || job.state() != State.RUNNING || clamped == job.progress()) {
      return;
    }
    job = next(State.RUNNING, clamped, job.result());
    long now = System.nanoTime();
    if (now - toldNanos >= intervalNanos) {
      toldNanos = now;
      changed.accept(job);
    }
  }

  @Override
  public synchronized void keep(Map<String, Object> result) {
    if (!gone && isAnybodys() && job.state() == State.RUNNING) {
      job = next(State.RUNNING, job.progress(), result);
      changed.accept(job);
    }
    if (gone) {
      throw new JobLostException(job.id());
    }
  }

  @Override
  public synchronized Map<String, Object> kept() {
    Map<String, Object> kept = job.result();
    return kept == null || job.state() != State.RUNNING ? Map.of() : kept;
  }

  /** Asks the work to stop; ends at once when it has not begun. */
  void cancel() {
    cancelled = true;
    if (endUnlessBegun()) {
      release();
    }
  }

  /**
   * As {@link #cancel}, because the server stops: the job is then given back for another, or counts
   * as failed when no other can do it.
   */
  void stop() {
    serverStops = true;
    cancel();
  }

  /** Another server has the job: the work is to stop, and nothing more is told of it. */
  void lose() {
    synchronized (this) {
      gone = true;
    }
    cancelled = true;
  }

  /** The whole life of a job on its thread. */
  @Override
  public void run() {
    if (!isAnybodys() && !begin()) {
      return;
    }
    Ending ending = work();
    release();
    end(ending.state(), ending.result());
  }

  /**
   * Marks work that would not leave in time, so that nobody waits for it. What any server can do
   * another takes up when this one is heard of no more.
   */
  void abandon() {
    if (!isAnybodys()) {
      end(State.FAILED, Jobs.serverStopped());
    }
  }

  private record Ending(State state, @Nullable Map<String, Object> result) {}

  private Ending work() {
    String id = job().id();
    try {
      return new Ending(State.DONE, task.run(id, this));
    } catch (CancelledException e) {
      return cancelledEnding();
    } catch (JobLostException e) {
      LOG.warn("{}", e.getMessage());
      lose();
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
    if (!serverStops) {
      return new Ending(State.CANCELLED, null);
    }
    return isAnybodys()
        ? new Ending(State.QUEUED, job().result())
        : new Ending(State.FAILED, Jobs.serverStopped());
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
    if (isAnybodys() || job.state() != State.QUEUED) {
      return false;
    }
    Ending ending = cancelledEnding();
    end(ending.state(), ending.result());
    return true;
  }

  private synchronized void end(State state, @Nullable Map<String, Object> result) {
    if (gone || job.state().isFinal()) {
      return;
    }
    double progress =
        switch (state) {
          case DONE -> 1;
          case QUEUED -> 0;
          default -> job.progress();
        };
    job = next(state, progress, result);
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
