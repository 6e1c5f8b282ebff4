package org.machizu.jobs;

import java.util.Map;

/** The work of one job. */
public interface Task {

  /**
   * Does the work.
   *
   * @param jobId the id of the job that this is the work of
   * @return the job's result, ready for JSON
   * @throws TaskFailedException for the user's own error: told to them as it is
   * @throws CancelledException when {@code progress} said that nobody wants it any more
   * @throws Exception for our own error: logged, and told to the user without its inner text
   */
  Map<String, Object> run(String jobId, Progress progress) throws Exception;

  /**
   * Gives back what the task holds (an uploaded file). Called exactly once, before the job shows
   * that it has ended, also when {@link #run} never was.
   */
  default void release() {}
}
