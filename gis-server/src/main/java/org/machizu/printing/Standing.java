package org.machizu.printing;

/**
 * How a printer is doing, and why.
 *
 * @param detail in English, for those who look after it; "" when there is nothing to say
 */
public record Standing(PrinterState state, String detail) {
  static final Standing READY = new Standing(PrinterState.READY, "");
  static final Standing NONE =
      new Standing(PrinterState.NONE, "the file of terminals names no such printer here");

  static Standing of(PrinterState state, String detail) {
    return new Standing(state, detail);
  }
}
