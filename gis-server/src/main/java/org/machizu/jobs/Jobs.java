package org.machizu.jobs;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.machizu.access.Actor;
import org.machizu.access.Role;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs long work beside the requests that started it: bounded in number, with progress, to be
 * cancelled, remembered over a restart.
 *
 * <p>A job is seen by its owner and by the operator; for everybody else it does not exist. The
 * public has no name, so its jobs are known only by their unguessable id and are never listed.
 */
public final class Jobs implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Jobs.class);
  private static final int LISTED = 1000;
  private static final long KEEP_AGAIN_S = 2;

  private final JobStore store;
  private final Spool spool;
  private final JobLimits limits;
  private final InstantSource clock;
  private final Consumer<JobChanged> news;
  private final Lane staff;
  private final Lane open;
  private final Map<String, LiveJob> live = new ConcurrentHashMap<>();
  private final Map<String, Job> unkept = new ConcurrentHashMap<>();
  private final SecureRandom random = new SecureRandom();
  private final String server = newId();
  private final ScheduledExecutorService housekeeping =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("job-housekeeping").daemon().factory());
  private volatile boolean stopping;

  private Jobs(
      JobStore store,
      Spool spool,
      JobLimits limits,
      InstantSource clock,
      Consumer<JobChanged> news) {
    this.store = store;
    this.spool = spool;
    this.limits = limits;
    this.clock = clock;
    this.news = news;
    this.staff = new Lane("staff", limits.staffThreads(), limits.staffWaiting());
    this.open = new Lane("public", limits.publicThreads(), limits.publicWaiting());
  }

  /**
   * Starts the runner. Jobs that a server left unfinished are marked as failed, code {@code
   * server-stopped}: at the start, and of other servers when they are heard of no more.
   *
   * @param spool the files of jobs; old ones are removed from time to time
   * @param news is told of every change, on the thread that made it; must be quick
   */
  public static Jobs start(
      JobStore store,
      Spool spool,
      JobLimits limits,
      InstantSource clock,
      Consumer<JobChanged> news) {
    Jobs jobs = new Jobs(store, spool, limits, clock, news);
    jobs.endAbandoned();
    long beat = limits.heardWithin().toMillis() / 4;
    var heard =
        jobs.housekeeping.scheduleWithFixedDelay(jobs::beHeard, beat, beat, TimeUnit.MILLISECONDS);
    var asked =
        jobs.housekeeping.scheduleWithFixedDelay(jobs::stopWhatIsAsked, 1, 1, TimeUnit.SECONDS);
    var unused = jobs.housekeeping.scheduleWithFixedDelay(jobs::tidy, 0, 10, TimeUnit.MINUTES);
    var again =
        jobs.housekeeping.scheduleWithFixedDelay(
            jobs::keepAgain, KEEP_AGAIN_S, KEEP_AGAIN_S, TimeUnit.SECONDS);
    return jobs;
  }

  /**
   * Takes the work on; it runs when its turn comes. The task is released in every case.
   *
   * @param kind "import", "export" or "undo"
   * @throws TooManyJobsException when as many as allowed run and wait already
   */
  public Job submit(Actor owner, String kind, Task task) {
    Lane lane = owner.isStaff() ? staff : open;
    try {
      if (stopping) {
        throw new IllegalStateException("the server is stopping and takes no more jobs");
      }
      lane.reserve();
    } catch (RuntimeException e) {
      task.release();
      throw e;
    }
    var now = clock.instant();
    Job job = new Job(newId(), kind, owner.name(), Job.State.QUEUED, 0, null, now, now);
    LiveJob work = new LiveJob(job, task, lane, clock, limits.progressInterval(), this::changed);
    live.put(job.id(), work);
    try {
      store.hold(job, server, limits.heardWithin());
      news.accept(new JobChanged(job));
      lane.run(work);
    } catch (RuntimeException e) {
      leave(job.id());
      task.release();
      throw e;
    }
    return work.job();
  }

  /** The job as it stands; empty when there is none that the actor may see. */
  public Optional<Job> find(Actor actor, String id) {
    LiveJob running = live.get(id);
    Optional<Job> job = running == null ? stored(id) : Optional.of(running.job());
    return job.filter(j -> maySee(actor, j));
  }

  /**
   * The actor's own jobs (for the operator: all), newest first; the public gets none.
   *
   * @param limit 1 to 1000
   */
  public List<Job> list(Actor actor, int limit) {
    return store.list(LISTED).stream()
        .map(this::latest)
        .filter(job -> isToldTo(actor, job))
        .sorted(Comparator.comparing(Job::created).reversed())
        .limit(limit)
        .toList();
  }

  /**
   * Asks the job to stop, on whichever server it runs. It may still end as done when it was about
   * to.
   *
   * @return the job as it stands now; empty when there is none that the actor may see
   */
  public Optional<Job> cancel(Actor actor, String id) {
    if (find(actor, id).isEmpty()) {
      return Optional.empty();
    }
    LiveJob running = live.get(id);
    if (running == null) {
      store.askToStop(id); // another server's, which looks for it every second
    } else {
      running.cancel();
    }
    return find(actor, id);
  }

  /** Whether news of the job may be pushed to the actor unasked. */
  public static boolean isToldTo(Actor actor, Job job) {
    return actor.roles().contains(Role.OPERATOR)
        || actor.isStaff() && job.owner().equals(actor.name());
  }

  private static boolean maySee(Actor actor, Job job) {
    return isToldTo(actor, job) || (actor.isPublic() && job.owner().equals(Actor.PUBLIC.name()));
  }

  /** Stops taking jobs, asks the running ones to leave, and marks all that did not end. */
  @Override
  public void close() {
    stopping = true;
    housekeeping.shutdownNow();
    live.values().forEach(LiveJob::stop);
    try {
      boolean left = staff.stop(limits.stopWithin()) & open.stop(limits.stopWithin());
      if (!left) {
        LOG.warn("jobs did not stop within {}: {}", limits.stopWithin(), live.keySet());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    live.values().forEach(LiveJob::abandon);
    keepAgain();
  }

  static Map<String, Object> serverStopped() {
    return TaskFailedException.failure(
        "server-stopped",
        "the server stopped before the job told its end; it did everything or nothing",
        "look whether the layer has changed, and start the job again if it has not");
  }

  private Job latest(Job stored) {
    LiveJob running = live.get(stored.id());
    return running == null ? unkept.getOrDefault(stored.id(), stored) : running.job();
  }

  /** Stored first, told second: whoever hears of a change can read it. */
  private void changed(Job job) {
    if (job.state() == Job.State.QUEUED) {
      store.save(job); // one that cannot be kept is not taken on
    } else {
      keep(job);
    }
    if (job.state().isFinal()) {
      leave(job.id());
    }
    news.accept(new JobChanged(job));
  }

  /** The work goes on, and ends, also while the store keeps nothing; its end is kept later. */
  private void keep(Job job) {
    try {
      store.save(job);
    } catch (RuntimeException e) {
      LOG.warn("job {} is {}, which cannot be kept now: {}", job.id(), job.state(), e.toString());
      if (job.state().isFinal()) {
        unkept.put(job.id(), job);
      }
    }
  }

  private void keepAgain() {
    for (Job job : unkept.values()) {
      try {
        store.save(job);
        unkept.remove(job.id());
      } catch (RuntimeException e) {
        LOG.debug("job {} cannot be kept yet", job.id(), e);
        return;
      }
    }
  }

  private Optional<Job> stored(String id) {
    Job ended = unkept.get(id);
    return ended == null ? store.find(id) : Optional.of(ended);
  }

  private void leave(String id) {
    LiveJob ended = live.remove(id);
    if (ended != null) {
      ended.lane().leave(ended);
    }
  }

  private String newId() {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private void stopWhatIsAsked() {
    if (live.isEmpty()) {
      return;
    }
    try {
      for (String id : store.listToStop(server)) {
        LiveJob running = live.get(id);
        if (running != null) {
          running.cancel();
        }
      }
    } catch (RuntimeException e) {
      LOG.warn("the store does not tell which jobs are to be stopped; asking again", e);
    }
  }

  private void beHeard() {
    try {
      Object unused = store.renew(server, limits.heardWithin());
      endAbandoned();
    } catch (RuntimeException e) {
      LOG.warn("the store does not hear of this server's jobs; trying again soon", e);
    }
  }

  private void endAbandoned() {
    for (Job left : store.listAbandoned()) {
      if (live.containsKey(left.id())) { // this server was away, and is not
        continue;
      }
      changed(
          new Job(
              left.id(),
              left.kind(),
              left.owner(),
              Job.State.FAILED,
              left.progress(),
              serverStopped(),
              left.created(),
              clock.instant()));
    }
  }

  private void tidy() {
    try {
      store.forget(limits.keepFor(), clock.instant());
      spool.sweep();
    } catch (RuntimeException | IOException e) {
      LOG.warn("old jobs and their files could not be tidied away; trying again later", e);
    }
  }
}
