package org.machizu.jobs;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the store is told of a server's jobs. Work goes on, and ends, also while the store keeps
 * nothing; its end is kept as soon as the store takes it, and told from here until then.
 */
final class JobRecords {
  private static final Logger LOG = LoggerFactory.getLogger(JobRecords.class);

  private final JobStore store;
  private final JobFiles files;
  private final String server;
  private final Map<String, Unkept> unkept = new ConcurrentHashMap<>();

  /** An end that the store could not be told of yet. */
  private record Unkept(Job job, boolean anybodys) {}

  /**
   * @param server unguessable, of this start of the server
   */
  JobRecords(JobStore store, JobFiles files, String server) {
    this.store = store;
    this.files = files;
    this.server = server;
  }

  /**
   * Keeps how a job stands, now or later.
   *
   * @param anybodys whether any server can do it; then only while this one holds it
   * @return false when the job is no longer this server's to tell of
   */
  boolean keep(Job job, boolean anybodys) {
    try {
      return save(job, anybodys);
    } catch (RuntimeException e) {
      LOG.warn("job {} is {}, which cannot be kept now: {}", job.id(), job.state(), e.toString());
      if (job.state().isFinal()) {
        unkept.put(job.id(), new Unkept(job, anybodys));
      }
      return true;
    }
  }

  private boolean save(Job job, boolean anybodys) {
    if (anybodys) {
      return store.saveHeld(job, server);
    }
    store.save(job);
    return true;
  }

  /** Tries again with what could not be kept. */
  void keepAgain() {
    for (Unkept ended : unkept.values()) {
      Job job = ended.job();
      try {
        if (save(job, ended.anybodys()) && ended.anybodys()) {
          removeInput(job.id());
        }
        unkept.remove(job.id());
      } catch (RuntimeException e) {
        LOG.debug("job {} cannot be kept yet", job.id(), e);
        return;
      }
    }
  }

  Optional<Job> find(String id) {
    Unkept ended = unkept.get(id);
    return ended == null ? store.find(id) : Optional.of(ended.job());
  }

  /** A job that was read from the store, as it has come to stand since. */
  Job latest(Job stored) {
    Unkept ended = unkept.get(stored.id());
    return ended == null ? stored : ended.job();
  }

  /** Removes what a job began with. */
  void removeInput(String id) {
    try {
      files.removeInput(id);
    } catch (RuntimeException e) {
      LOG.warn("the file that job {} began with cannot be removed now; it will be later", id, e);
    }
  }
}
