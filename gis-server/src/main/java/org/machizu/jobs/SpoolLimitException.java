package org.machizu.jobs;

/** A file that the spool does not take. */
public final class SpoolLimitException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final boolean full;

  private SpoolLimitException(boolean full, String message) {
    super(message);
    this.full = full;
  }

  /** A file that is longer than one may be. */
  public static SpoolLimitException tooLarge(long maxBytes) {
    return new SpoolLimitException(
        false,
        "the file is larger than the allowed %d bytes; send a smaller one, or import it by command on the server"
            .formatted(maxBytes));
  }

  static SpoolLimitException full(long maxBytes) {
    return new SpoolLimitException(
        true,
        "the files of all jobs together fill the allowed %d bytes; try again when jobs have ended"
            .formatted(maxBytes));
  }

  /** Stable, for the problem answer: {@code spool-full} or {@code file-too-large}. */
  public String code() {
    return full ? "spool-full" : "file-too-large";
  }
}
