package org.machizu.paper;

/** A file that cannot go into a paper, and why. */
public final class UnusableOriginalException extends Exception {
  private static final long serialVersionUID = 1L;

  /** What is wrong with it. */
  public enum Reason {
    /** It is no PDF, JPEG or PNG, whatever its name says. */
    KIND,
    /** A PDF with a password, or with rights that are locked. */
    ENCRYPTED,
    /** It ends too early, or does not hold what its kind needs. */
    BROKEN,
    /** A PDF with more pages than {@link Original#MOST_PAGES}. */
    PAGES,
    /** Unpacked it is larger than a paper may be. */
    UNPACKED
  }

  private final Reason reason;

  UnusableOriginalException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
