package org.machizu.jobs;

/**
 * How long work tells where it stands and learns that nobody wants it any more. The job runner
 * makes one for every job; the command line has its own. May be used by several threads.
 */
public interface Progress {

  /** Tells nobody and is never cancelled. */
  Progress SILENT =
      new Progress() {
        @Override
        public void report(double fraction) {}

        @Override
        public boolean isCancelled() {
          return false;
        }
      };

  /**
   * Cheap enough to call for every batch of rows; readers see it now and then.
   *
   * @param fraction of the work that is done, 0 to 1; may stay the same, never goes back
   */
  void report(double fraction);

  /** Whether somebody asked the work to stop. */
  boolean isCancelled();

  /** Leaves the work when somebody asked for that; call where nothing is half-done. */
  default void checkCancelled() throws CancelledException {
    if (isCancelled()) {
      throw new CancelledException();
    }
  }
}
