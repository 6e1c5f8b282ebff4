package org.machizu.jobs;

import java.time.Duration;

/**
 * How much long work may go on at once. Jobs of the public have a lane of their own, so that they
 * never keep the staff waiting.
 *
 * @param staffThreads jobs of staff that run at once
 * @param staffWaiting jobs of staff that wait for their turn
 * @param publicThreads jobs of the public that run at once
 * @param publicWaiting jobs of the public that wait for their turn
 * @param progressInterval the shortest time between two reports of one job's progress
 * @param keepFor how long ended jobs are remembered
 * @param stopWithin how long a stopping server waits for running jobs to leave
 * @param heardWithin a server that is not heard of for so long counts as stopped, and its jobs too
 */
public record JobLimits(
    int staffThreads,
    int staffWaiting,
    int publicThreads,
    int publicWaiting,
    Duration progressInterval,
    Duration keepFor,
    Duration stopWithin,
    Duration heardWithin) {

  /** For a town on a small machine. */
  public static final JobLimits DEFAULT =
      new JobLimits(
          2,
          20,
          1,
          10,
          Duration.ofMillis(500),
          Duration.ofDays(30),
          Duration.ofSeconds(8),
          Duration.ofMinutes(1));

  public JobLimits {
    if (staffThreads < 1 || publicThreads < 1 || staffWaiting < 0 || publicWaiting < 0) {
      throw new IllegalArgumentException(
          "jobs need at least 1 thread and 0 waiting places in each lane, but got staff %d+%d, public %d+%d"
              .formatted(staffThreads, staffWaiting, publicThreads, publicWaiting));
    }
  }
}
