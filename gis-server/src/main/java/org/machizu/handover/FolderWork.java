package org.machizu.handover;

import java.util.Map;
import org.machizu.jobs.CancelledException;
import org.machizu.jobs.Progress;

/** What the holder of a data folder does for others. Called by several threads at once. */
@FunctionalInterface
public interface FolderWork {

  /**
   * Does the work and returns when it is done.
   *
   * @return the result, ready for JSON
   * @throws HandoverException for the user's own error: told as it is
   * @throws CancelledException when {@code progress} said that nobody wants it any more
   * @throws Exception for our own error: logged, and told without its inner text
   */
  Map<String, Object> run(HandoverRequest request, Progress progress) throws Exception;
}
