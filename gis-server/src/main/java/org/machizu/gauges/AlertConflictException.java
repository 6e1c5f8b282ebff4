package org.machizu.gauges;

/** Somebody acts on an alert that is another than the one they saw. */
public final class AlertConflictException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final long alert;

  public AlertConflictException(long id, long expected, long current) {
    super("alert %d is at version %d, not %d".formatted(id, current, expected));
    this.alert = id;
  }

  long alert() {
    return alert;
  }
}
