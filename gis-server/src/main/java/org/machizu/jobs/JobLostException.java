package org.machizu.jobs;

/**
 * Another server has taken the job over, because this one was not heard of for too long. What this
 * one was about to do is not done, and its job is no longer for it to end.
 */
public final class JobLostException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public JobLostException(String job) {
    super("job " + job + " is another server's now, or has ended");
  }
}
