package org.machizu.backup;

/** Gives one consistent point over everything that a town's store holds. A port. */
public interface BackupStore {

  /**
   * Takes the point. Writers wait for some milliseconds, and go on before this returns.
   *
   * @throws IllegalStateException when another is still open
   */
  Snapshot snapshot();
}
