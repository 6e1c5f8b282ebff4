package org.machizu.printing;

import org.machizu.outbound.OutboundException;

/** A printer of papers gave no answer that can be used. */
final class IppException extends Exception {
  private static final long serialVersionUID = 1L;
  private final PrinterState state;
  private final boolean maybeTaken;

  private IppException(String message, PrinterState state, boolean maybeTaken) {
    super(message);
    this.state = state;
    this.maybeTaken = maybeTaken;
  }

  /** Nobody is there, or the answer did not come. */
  static IppException of(OutboundException e) {
    return new IppException(
        String.valueOf(e.getMessage()),
        e.reached() ? PrinterState.ERROR : PrinterState.OFF,
        e.reached());
  }

  /** The printer's web server answered in the printer's place. */
  static IppException refused(String message) {
    return new IppException(message, PrinterState.ERROR, false);
  }

  static IppException unreadable(String message) {
    return new IppException(message, PrinterState.ERROR, true);
  }

  Standing standing() {
    return Standing.of(state, String.valueOf(getMessage()));
  }

  /** Whether what was sent may have been taken all the same. */
  boolean maybeTaken() {
    return maybeTaken;
  }
}
