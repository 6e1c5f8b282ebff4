package org.machizu.outbound;

/** Another server could not be asked, or its answer is not one that can be taken. */
public final class OutboundException extends Exception {
  private static final long serialVersionUID = 1L;

  public OutboundException(String message) {
    super(message);
  }

  OutboundException(String message, Throwable cause) {
    super(message, cause);
  }
}
