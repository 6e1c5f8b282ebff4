package org.machizu.ingest.format;

/**
 * A file that cannot be used at all: the user's error, with a stable code and what to do. Rows that
 * cannot be used are {@link Problem}s instead.
 */
public final class FormatException extends Exception {
  private static final long serialVersionUID = 1L;
  private final String code;
  private final String advice;

  /**
   * @param code stable, lower-case with hyphens ("zip-truncated")
   * @param reason names the file or thing, its value and what is allowed
   * @param advice what to do next
   */
  public FormatException(String code, String reason, String advice) {
    super(reason);
    this.code = code;
    this.advice = advice;
  }

  public String code() {
    return code;
  }

  public String advice() {
    return advice;
  }
}
