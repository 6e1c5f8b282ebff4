package org.machizu.outbox;

import org.jspecify.annotations.Nullable;

/** A parcel did not go out, as far as is known. */
public final class NotSentException extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean useless;
  private final boolean mayHaveArrived;

  private NotSentException(
      String message, boolean useless, boolean mayHaveArrived, @Nullable Throwable cause) {
    super(message, cause);
    this.useless = useless;
    this.mayHaveArrived = mayHaveArrived;
  }

  /** The other side is not to be reached, or asks to be tried later. */
  static NotSentException later(String message, @Nullable Throwable cause) {
    return new NotSentException(message, false, false, cause);
  }

  /** The connection ended after the message was on its way. */
  static NotSentException inDoubt(String message, @Nullable Throwable cause) {
    return new NotSentException(message, false, true, cause);
  }

  /** The other side refuses it, and will do so again. */
  static NotSentException refused(String message, @Nullable Throwable cause) {
    return new NotSentException(message, true, false, cause);
  }

  /** Whether another attempt would end in the same way. */
  boolean isUseless() {
    return useless;
  }

  /** Whether it may have arrived all the same. */
  boolean mayHaveArrived() {
    return mayHaveArrived;
  }
}
