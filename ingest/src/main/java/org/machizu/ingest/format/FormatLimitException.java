package org.machizu.ingest.format;

import java.io.IOException;

/**
 * Data that a format has no room for: the user's error, met while writing; choose another format.
 */
public final class FormatLimitException extends IOException {
  private static final long serialVersionUID = 1L;
  private final String code;
  private final String advice;

  /**
   * @param code stable, lower-case with hyphens ("shp-too-large")
   * @param reason what is too much, with the bound
   * @param advice what to do instead
   */
  public FormatLimitException(String code, String reason, String advice) {
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
