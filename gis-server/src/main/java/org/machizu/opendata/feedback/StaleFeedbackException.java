package org.machizu.opendata.feedback;

/** A message has changed since it was read. */
public final class StaleFeedbackException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final long number;

  public StaleFeedbackException(long number) {
    super("message " + number + " is not at the version that was expected");
    this.number = number;
  }

  public long number() {
    return number;
  }
}
