package org.machizu.outbox;

/** A change of a recipient that expected another version than the one that stands. */
public final class StaleRecipientException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StaleRecipientException(String id, long expected, long current) {
    super("recipient %s is at version %d, not %d".formatted(id, current, expected));
  }
}
