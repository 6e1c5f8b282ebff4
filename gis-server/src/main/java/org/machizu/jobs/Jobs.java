package org.machizu.jobs;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.machizu.access.Actor;
import org.machizu.access.Asker;
import org.machizu.access.JobMark;
import org.machizu.access.Role;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs long work beside the requests that started it: bounded in number, with progress, to be
 * cancelled, remembered over a restart.
 *
 * <p>Work that is written down ({@link #submit(String, Actor, String, Map)}) any server takes from
 * the store when it has a free thread, and another goes on with it when that one stops or is heard
 * of no more. A task that is handed over as such ({@link #submit(Actor, String, Task)}) ends with
 * this server.
 *
 * <p>A job is seen by its owner and by the operator; for everybody else it does not exist. The
 * public has no name, so its jobs are known only by their unguessable id and are never listed.
 */
public final class Jobs implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Jobs.class);
  private static final int LISTED = 1000;
  private static final long KEEP_AGAIN_S = 2;
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  private final JobStore store;
  private final JobFiles files;
  private final Works works;
  private final JobLimits limits;
  private final InstantSource clock;
  private final Consumer<JobChanged> news;
  private final Lane staff;
  private final Lane open;
  private final Map<String, LiveJob> live = new ConcurrentHashMap<>();
  private final JobRecords records;
  private final SecureRandom random = new SecureRandom();
  private final String server = newId();
  private final ScheduledExecutorService housekeeping =
      Executors.newScheduledThreadPool(
          2, // tidying up may take its time, being heard of may not
          Thread.ofPlatform().name("job-housekeeping").daemon().factory());
  private final Object submitting = new Object();
  private volatile boolean stopping;

  private Jobs(
      JobStore store,
      JobFiles files,
      JobLimits limits,
      InstantSource clock,
      Consumer<JobChanged> news,
      Works works) {
    this.store = store;
    this.records = new JobRecords(store, files, server);
    this.files = files;
    this.limits = limits;
    this.clock = clock;
    this.news = news;
    this.works = works;
    Duration look = shorter(LOOK_EVERY, limits.heardWithin());
    this.staff = new Lane(JobWork.Lane.STAFF, limits.staffThreads(), limits.staffWaiting(), look);
    this.open = new Lane(JobWork.Lane.OPEN, limits.publicThreads(), limits.publicWaiting(), look);
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /**
   * Starts the runner. Of the jobs that a server left unfinished, those that are written down are
   * gone on with; the others are marked as failed, code {@code server-stopped}: at the start, and
   * of other servers when they are heard of no more.
   *
   * @param files the files of jobs; old ones are removed from time to time
   * @param news is told of every change on this server, on the thread that made it; must be quick
   * @param works what this server can do of the work that is written down
   */
  public static Jobs start(
      JobStore store,
      JobFiles files,
      JobLimits limits,
      InstantSource clock,
      Consumer<JobChanged> news,
      Works works) {
    Jobs jobs = new Jobs(store, files, limits, clock, news, works);
    jobs.forgetFormerStarts();
    jobs.endAbandoned();
    jobs.staff.start(limits.staffThreads(), () -> jobs.workOn(jobs.staff));
    jobs.open.start(limits.publicThreads(), () -> jobs.workOn(jobs.open));
    long beat = limits.heardWithin().toMillis() / 4;
    var heard =
        jobs.housekeeping.scheduleWithFixedDelay(jobs::beHeard, beat, beat, TimeUnit.MILLISECONDS);
    var asked =
        jobs.housekeeping.scheduleWithFixedDelay(jobs::stopWhatIsAsked, 1, 1, TimeUnit.SECONDS);
    var unused = jobs.housekeeping.scheduleWithFixedDelay(jobs::tidy, 0, 10, TimeUnit.MINUTES);
    var again =
        jobs.housekeeping.scheduleWithFixedDelay(
            jobs.records::keepAgain, KEEP_AGAIN_S, KEEP_AGAIN_S, TimeUnit.SECONDS);
    return jobs;
  }

  /** A server that was killed and is started again takes its jobs up at once. */
  private void forgetFormerStarts() {
    try {
      files.noteServer(server, store::forgetServer);
    } catch (IOException e) {
      LOG.warn("jobs from before the start are taken up within {}", limits.heardWithin(), e);
    }
  }

  /** An id for a job, under which its files can be kept before it is submitted. */
  public String newId() {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /**
   * Writes the work down; the first server with a free thread does it. When this returns, the work
   * outlives this server.
   *
   * @param id from {@link #newId}; what the job begins with has been received under it
   * @param kind one of the {@link Works}
   * @param parameters what {@link WorkKind#task} is to be given, ready for JSON
   * @throws TooManyJobsException when as many as allowed run and wait already; what was received
   *     for the job is removed
   */
  public Job submit(String id, Actor owner, String kind, Map<String, Object> parameters) {
    if (!works.kinds().containsKey(kind)) {
      throw new IllegalArgumentException("there is no work of kind '" + kind + "'");
    }
    Lane lane = owner.isStaff() ? staff : open;
    var now = clock.instant();
    Job job = new Job(id, kind, owner.name(), Job.State.QUEUED, 0, null, now, now);
    boolean queued = false;
    try {
      requireGoingOn();
      JobWork work = new JobWork(lane.kind(), Asker.of(owner), parameters);
      synchronized (submitting) {
        if (!store.queue(job, work, server, lane.places())) {
          throw new TooManyJobsException(lane.places());
        }
        queued = true;
        news.accept(new JobChanged(job));
      }
    } finally {
      if (!queued) {
        records.removeInput(id);
      }
    }
    lane.look();
    return job;
  }

  private void requireGoingOn() {
    if (stopping) {
      throw new IllegalStateException("the server is stopping and takes no more jobs");
    }
  }

  /**
   * Takes the work on; it runs when its turn comes, on this server or never. The task is released
   * in every case.
   *
   * @param kind as "purge"
   * @throws TooManyJobsException when as many as allowed run and wait already
   */
  public Job submit(Actor owner, String kind, Task task) {
    Lane lane = owner.isStaff() ? staff : open;
    try {
      requireGoingOn();
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
    Optional<Job> job = running == null ? records.find(id) : Optional.of(running.job());
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
    if (running != null) {
      running.cancel();
    } else if (store.cancelWaiting(id, clock.instant())) {
      records.removeInput(id);
      store.find(id).ifPresent(job -> news.accept(new JobChanged(job)));
    } else {
      store.askToStop(id); // another server's, which looks for it every second
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

  /**
   * Stops taking jobs and asks the running ones to leave. What any server can do is given back for
   * another; the rest is marked as failed when it did not end.
   */
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
    records.keepAgain();
  }

  static Map<String, Object> serverStopped() {
    return TaskFailedException.failure(
        "server-stopped",
        "the server stopped before the job told its end; it did everything or nothing",
        "look whether the layer has changed, and start the job again if it has not");
  }

  private Job latest(Job stored) {
    LiveJob running = live.get(stored.id());
    if (running != null) {
      return running.job();
    }
    return records.latest(stored);
  }

  /** Stored first, told second: whoever hears of a change can read it. */
  private void changed(Job job) {
    if (job.state() == Job.State.QUEUED) {
      store.save(job); // one that cannot be kept is not taken on
    } else {
      boolean unused = records.keep(job, false);
    }
    if (job.state().isFinal()) {
      leave(job.id());
    }
    news.accept(new JobChanged(job));
  }

  /** Takes a job from the store, when there is one for a thread of the lane, and does it. */
  private boolean workOn(Lane lane) {
    if (works.kinds().isEmpty()) {
      return false;
    }
    try {
      ClaimedJob claimed =
          store
              .claim(server, lane.kind(), works.kinds().keySet(), limits.heardWithin())
              .orElse(null);
      if (claimed == null) {
        return false;
      }
      run(claimed);
      return true;
    } catch (RuntimeException e) {
      LOG.warn("the store gives no job to work on; looking again soon: {}", e.toString());
      return false;
    }
  }

  private void run(ClaimedJob claimed) {
    Job job = claimed.job();
    LiveJob work =
        new LiveJob(
            job, task(claimed), null, clock, limits.progressInterval(), this::changedOnThisServer);
    if (live.putIfAbsent(job.id(), work) != null) {
      return; // this server was away for so long that it found its own work to be taken over
    }
    synchronized (submitting) { // that it waits is told before
      news.accept(new JobChanged(job));
    }
    stopWhatIsAsked(); // perhaps of the server that had it before
    if (stopping) {
      work.stop();
    }
    work.run();
  }

  private Task task(ClaimedJob claimed) {
    JobWork work = claimed.work();
    Job job = claimed.job();
    return (id, progress) -> {
      Actor actor =
          works
              .standing()
              .apply(work.asker())
              .orElseThrow(() ->
                  new TaskFailedException(
                      "asker-gone",
                      "'%s', who asked for this, may no longer do anything here: the account or its rights have ended"
                          .formatted(work.asker().name()),
                      "Have somebody with the rights ask for it.",
                      Map.of()));
      WorkKind kind = works.kinds().get(job.kind());
      if (kind == null) {
        throw new IllegalStateException("claimed a job of kind " + job.kind());
      }
      JobMark mark = new JobMark(id, server, job.created());
      return kind.task(actor.inJob(mark), work.parameters()).run(id, progress);
    };
  }

  /** Of a job that any server can do: what this one tells counts while it holds the job. */
  private void changedOnThisServer(Job job) {
    if (job.state() == Job.State.QUEUED) {
      live.remove(job.id());
      if (store.release(server, job.id())) {
        news.accept(new JobChanged(job));
      }
      return;
    }
    boolean held = records.keep(job, true);
    if (job.state().isFinal()) {
      leave(job.id());
      if (held) {
        records.removeInput(job.id());
      }
    }
    if (held) {
      news.accept(new JobChanged(job));
    } else {
      lose(job.id());
    }
  }

  private void lose(String id) {
    LiveJob lost = live.remove(id);
    if (lost != null) {
      LOG.warn("job {} is another server's now, because this one was not heard of", id);
      lost.lose();
    }
  }

  private void leave(String id) {
    LiveJob ended = live.remove(id);
    if (ended != null) {
      ended.leaveLane();
    }
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
      // Looked at first: what is claimed meanwhile is held, but not among what was renewed.
      List<LiveJob> before = live.values().stream().filter(LiveJob::isAnybodys).toList();
      Set<String> held = store.renew(server, limits.heardWithin());
      before.stream()
          .map(work -> work.job().id())
          .filter(id -> !held.contains(id))
          .forEach(this::loseUnlessEnded);
      endAbandoned();
    } catch (RuntimeException e) {
      LOG.warn("the store does not hear of this server's jobs; trying again soon", e);
    }
  }

  /** One whose end this server has told meanwhile is held by nobody either. */
  private void loseUnlessEnded(String id) {
    LiveJob work = live.get(id);
    if (work != null && work.job().state() == Job.State.RUNNING) {
      lose(id);
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
      records.removeInput(left.id());
    }
  }

  private void tidy() {
    try {
      store.forget(limits.keepFor(), clock.instant());
      files.sweep(id -> store.find(id).filter(job -> !job.state().isFinal()).isPresent());
    } catch (RuntimeException | IOException e) {
      LOG.warn("old jobs and their files could not be tidied away; trying again later", e);
    }
  }
}
