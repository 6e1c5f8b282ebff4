package org.machizu.jobs;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A job store that forgets when the test ends. */
public final class MemoryJobStore implements JobStore {
  private final Map<String, Job> jobs = new LinkedHashMap<>();

  @Override
  public synchronized void save(Job job) {
    jobs.put(job.id(), job);
  }

  @Override
  public synchronized Optional<Job> find(String id) {
    return Optional.ofNullable(jobs.get(id));
  }

  @Override
  public synchronized List<Job> list(int limit) {
    return jobs.values().stream()
        .sorted(Comparator.comparing(Job::created).reversed())
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized List<Job> listUnfinished() {
    return jobs.values().stream().filter(job -> !job.state().isFinal()).toList();
  }

  @Override
  public synchronized void forget(Duration age, Instant now) {
    jobs.values().removeIf(job -> job.state().isFinal() && job.changed().isBefore(now.minus(age)));
  }
}
