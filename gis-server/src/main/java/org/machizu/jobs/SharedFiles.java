package org.machizu.jobs;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;

/**
 * Files of jobs in the store, for servers that have no disk in common. A port. Streams both ways: a
 * file is never whole in memory.
 */
public interface SharedFiles {

  /** Which of a job's files it is. */
  enum Role {
    /** What the work begins with. */
    INPUT,
    /** What came of it. */
    RESULT
  }

  /**
   * A file that is kept.
   *
   * @param size bytes
   */
  record Kept(String name, long size) {}

  /**
   * Keeps a file, in the place of the one that the job has; returns when it is kept.
   *
   * @param maxBytes refuse more than this
   * @throws SpoolLimitException when it is longer; the one before stays
   */
  void put(String job, Role role, String name, InputStream content, long maxBytes)
      throws IOException;

  Optional<Kept> find(String job, Role role);

  /** The content; empty when there is none. The caller closes the stream. */
  Optional<InputStream> open(String job, Role role);

  /** Removes a file; true when there was one. */
  boolean remove(String job, Role role);

  /** Bytes of all files together, also of those that are just coming in. */
  long usedBytes();

  /** Removes files that are older than this and of no unfinished job. */
  void sweep(Duration age);
}
