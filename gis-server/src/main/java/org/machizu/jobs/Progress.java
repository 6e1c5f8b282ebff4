package org.machizu.jobs;

import java.util.Map;

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

  /**
   * Notes what is known of the result, before the step after which the work counts as done. Should
   * the server end between that step and telling, whoever goes on with the job has it ({@link
   * #kept}). Returns when it is kept; without a job that outlives its server nothing is.
   *
   * @param result ready for JSON
   */
  default void keep(Map<String, Object> result) {}

  /** What an earlier try of the same job has noted; empty when nothing. */
  default Map<String, Object> kept() {
    return Map.of();
  }

  /** Whether somebody asked the work to stop. */
  boolean isCancelled();

  /** Leaves the work when somebody asked for that; call where nothing is half-done. */
  default void checkCancelled() throws CancelledException {
    if (isCancelled()) {
      throw new CancelledException();
    }
  }
}
