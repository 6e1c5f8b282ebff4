package org.machizu.outbound;

import org.jspecify.annotations.Nullable;

/** Another server could not be asked, or its answer is not one that can be taken. */
public final class OutboundException extends Exception {
  private static final long serialVersionUID = 1L;
  private final boolean reached;

  public OutboundException(String message) {
    super(message);
    this.reached = true;
  }

  OutboundException(String message, Throwable cause) {
    super(message, cause);
    this.reached = true;
  }

  private OutboundException(String message, @Nullable Throwable cause, boolean reached) {
    super(message, cause);
    this.reached = reached;
  }

  /** Nobody is there: nothing has been sent. */
  static OutboundException noConnection(String host, @Nullable Throwable cause) {
    return new OutboundException(
        host + " cannot be reached: " + (cause == null ? "no answer" : cause), cause, false);
  }

  /** False when there was no connection, so that certainly nothing has arrived. */
  public boolean reached() {
    return reached;
  }
}
