package org.machizu.jobs;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps jobs over a restart, for all servers of a town. A port.
 *
 * <p>A job is held by the server that works on it, for a time that the server makes longer again
 * and again while it lives. Times of holding are those of the store's own clock, so that servers
 * whose clocks differ agree on them.
 */
public interface JobStore {
  /** A job that was begun so often and never ended is not begun again. */
  int MOST_TRIES = 3;

  /** Adds the job, or replaces the one of the same id; who holds it stays. */
  void save(Job job);

  /**
   * Adds a job that only this server can do.
   *
   * @param server unguessable, of this start of the server
   */
  void hold(Job job, String server, Duration lease);

  /**
   * Adds a job that waits for any server.
   *
   * @param server that has been asked for it
   * @param atMost how many jobs of the lane may wait in the whole town and run on this server
   * @return false when there are as many already; the job is then not added
   */
  boolean queue(Job job, JobWork work, String server, int atMost);

  /**
   * Takes the oldest job that waits for any server, or whose server has not been heard of for its
   * lease. No two servers are given the same one, and none waits for the other. Its progress starts
   * anew; what an earlier server noted of the result ({@link Progress#keep}) is there.
   *
   * @param kinds what the server can do
   */
  Optional<ClaimedJob> claim(String server, JobWork.Lane lane, Set<String> kinds, Duration lease);

  /**
   * Makes the server's leases longer.
   *
   * @return the ids of unfinished jobs that it holds; on one that is missing, another may be at
   *     work
   */
  Set<String> renew(String server, Duration lease);

  /** Whatever this start of a server held is nobody's any more: it lives no more. */
  void forgetServer(String server);

  /**
   * As {@link #save}, when the server still holds the job. While the job runs, its result is what
   * was noted of it so far.
   *
   * @return whether it does; else nothing is written
   */
  boolean saveHeld(Job job, String server);

  /**
   * Gives a claimed job back, which has not been done: it waits for any server again.
   *
   * @return whether the server held it
   */
  boolean release(String server, String id);

  /**
   * Ends a job as cancelled when no server has begun it.
   *
   * @return whether it was so; else nothing is written
   */
  boolean cancelWaiting(String id, Instant now);

  /** Asks whichever server holds the job to stop it. */
  void askToStop(String id);

  /** The unfinished jobs that this server holds and that somebody asked to stop. */
  List<String> listToStop(String server);

  Optional<Job> find(String id);

  /**
   * The newest jobs.
   *
   * @param limit 1 to 1000
   */
  List<Job> list(int limit);

  /**
   * Unfinished jobs that nobody does any more: their server has stopped, and no other can do them,
   * or they were begun {@link #MOST_TRIES} times.
   */
  List<Job> listAbandoned();

  /** Forgets jobs that ended longer ago than this. */
  void forget(Duration age, Instant now);
}
