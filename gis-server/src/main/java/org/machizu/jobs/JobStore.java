package org.machizu.jobs;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps jobs over a restart. A port. */
public interface JobStore {
  /** Adds the job, or replaces the one of the same id. */
  void save(Job job);

  Optional<Job> find(String id);

  /**
   * The newest jobs.
   *
   * @param limit 1 to 1000
   */
  List<Job> list(int limit);

  /** Jobs that were under way when a server stopped: neither queued nor running for anybody now. */
  List<Job> listUnfinished();

  /** Forgets jobs that ended longer ago than this. */
  void forget(Duration age, Instant now);
}
