package org.machizu.backup;

import org.machizu.jobs.CancelledException;
import org.machizu.jobs.Progress;

/** Gives one consistent point over everything that a town's store holds. A port. */
public interface BackupStore {

  /**
   * Takes the point. Writers wait for some milliseconds at most, and go on before this returns.
   *
   * @param progress of what has to be made ready for it
   * @throws IllegalStateException when another is still open
   */
  Snapshot snapshot(Progress progress) throws CancelledException;
}
