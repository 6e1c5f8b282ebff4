package org.machizu.exports;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import org.machizu.access.Actor;
import org.machizu.jobs.Job;
import org.machizu.jobs.JobFiles;
import org.machizu.jobs.JobStore;
import org.machizu.jobs.Jobs;

/**
 * Files that are made once for each state of a layer and wish of a caller, and then sent as often
 * as somebody asks while they are kept: by a job each, which whoever asks for the same waits for. A
 * wish is known by its key. Safe for use by many threads.
 */
final class Downloads {
  /** Files for the public that are kept at once; beyond, the oldest go. */
  static final long MOST_KEPT_BYTES = 2L << 30;

  private static final int LISTED = 1_000;
  private static final int MOST_REMEMBERED = 10_000;
  private static final int MOST_WAITING = 32;
  private static final long WAIT_NS = 5_000_000_000L;
  private static final long LOOK_EVERY_NS = 20_000_000;

  private final Jobs jobs;
  private final JobStore store;
  private final JobFiles files;
  private final Map<String, String> jobByKey = new ConcurrentHashMap<>();
  private final Semaphore waiting = new Semaphore(MOST_WAITING);

  Downloads(Jobs jobs, JobStore store, JobFiles files) {
    this.jobs = jobs;
    this.store = store;
    this.files = files;
  }

  /**
   * The job that makes the file or has made it, ended or not: after some waiting it may still run.
   *
   * @param said to {@link ExportWork}
   * @param waits whether to wait for some seconds
   * @throws org.machizu.jobs.TooManyJobsException when no more are taken
   */
  Job get(Actor actor, String key, Map<String, Object> said, boolean waits) {
    Job job;
    try {
      job = begun(actor, key, said);
    } catch (IOException e) {
      throw new UncheckedIOException("the files of jobs cannot be read", e);
    }
    if (job.state().isFinal() || !waits || !waiting.tryAcquire()) {
      return job;
    }
    try {
      long begun = System.nanoTime();
      while (!job.state().isFinal() && System.nanoTime() - begun < WAIT_NS) {
        LockSupport.parkNanos(LOOK_EVERY_NS);
        job = jobs.find(actor, job.id()).orElse(job);
      }
    } finally {
      waiting.release();
    }
    return job;
  }

  private synchronized Job begun(Actor actor, String key, Map<String, Object> said)
      throws IOException {
    Optional<Job> known = find(actor, key);
    if (known.isPresent()) {
      return known.get();
    }
    if (actor.isPublic()) {
      makeRoom();
    }
    Job job = jobs.submit(jobs.newId(), actor, ExportWork.KIND, said);
    remember(key, job.id());
    return job;
  }

  /** One that goes on, or one whose file is there; also of an earlier start, or another server. */
  private Optional<Job> find(Actor actor, String key) throws IOException {
    String id = jobByKey.get(key);
    Optional<Job> known = id == null ? Optional.empty() : jobs.find(actor, id);
    if (known.isPresent() && isOfUse(known.get())) {
      return known;
    }
    for (Job job : made()) {
      if (key.equals(result(job).get(ExportWork.KEY)) && isOfUse(job)) {
        Optional<Job> found = jobs.find(actor, job.id());
        if (found.isPresent()) {
          remember(key, job.id());
          return found;
        }
      }
    }
    return Optional.empty();
  }

  private boolean isOfUse(Job job) throws IOException {
    return !job.state().isFinal()
        || (job.state() == Job.State.DONE && files.findResult(job.id()).isPresent());
  }

  private void remember(String key, String job) {
    if (jobByKey.size() >= MOST_REMEMBERED) {
      jobByKey.clear(); // all is found again from the store
    }
    jobByKey.put(key, job);
  }

  /** Every download whose file is there, for whoever it was made. */
  private List<Job> made() {
    List<Job> made = new ArrayList<>();
    for (Job job : store.list(LISTED)) {
      if (job.state() == Job.State.DONE && result(job).containsKey(ExportWork.KEY)) {
        made.add(job);
      }
    }
    return made;
  }

  /** The public's files take no more room than is theirs, whatever is asked for. */
  private void makeRoom() throws IOException {
    List<Job> kept = new ArrayList<>();
    for (Job job : made()) {
      if (job.owner().equals(Actor.PUBLIC.name()) && files.findResult(job.id()).isPresent()) {
        kept.add(job);
      }
    }
    for (Job tooMuch : oldestBeyond(kept, MOST_KEPT_BYTES)) {
      boolean _ = files.removeResult(tooMuch.id());
    }
  }

  /** Those that have to go, oldest first, for the others to have no more bytes together. */
  static List<Job> oldestBeyond(List<Job> kept, long mostBytes) {
    long bytes = kept.stream().mapToLong(Downloads::bytes).sum();
    List<Job> going = new ArrayList<>();
    for (Job job : kept.stream().sorted(Comparator.comparing(Job::changed)).toList()) {
      if (bytes <= mostBytes) {
        break;
      }
      bytes -= bytes(job);
      going.add(job);
    }
    return going;
  }

  private static long bytes(Job job) {
    return result(job).get("bytes") instanceof Number number ? number.longValue() : 0;
  }

  private static Map<String, Object> result(Job job) {
    Map<String, Object> result = job.result();
    return result == null ? Map.of() : result;
  }
}
