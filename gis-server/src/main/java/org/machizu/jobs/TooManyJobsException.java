package org.machizu.jobs;

/** No job can be taken now: as many as allowed run and wait already. */
public final class TooManyJobsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TooManyJobsException(int atOnce) {
    super(
        "%d jobs are running or waiting already, more are not taken; try again when one has ended"
            .formatted(atOnce));
  }

  /** Stable, for the problem answer. */
  public String code() {
    return "too-many-jobs";
  }
}
