package org.machizu.exports;

/** An export that made no file, for a reason the user can mend. */
public final class ExportException extends Exception {
  private static final long serialVersionUID = 1L;
  private final String code;
  private final String advice;

  /**
   * @param code stable, lower-case with hyphens
   * @param reason names the thing, its value and what is allowed
   * @param advice what to do next
   */
  ExportException(String code, String reason, String advice) {
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
