package org.machizu.residents;

/** A step that the present state of the watch forbids. */
public final class WatchConflictException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final String code;

  /**
   * @param code {@code case-open}, {@code case-settled}, {@code case-stale}, {@code
   *     reports-too-many}, {@code watch-full}, {@code register-stale} …
   */
  public WatchConflictException(String code, String message) {
    super(message);
    this.code = code;
  }

  public String code() {
    return code;
  }
}
