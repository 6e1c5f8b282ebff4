package org.machizu.printing;

/** What became of something that was to be printed. */
public sealed interface PrintResult {
  /** How the printer is doing afterwards. */
  PrinterState state();

  /** The printer has said that it printed everything. */
  record Printed(PrinterState state) implements PrintResult {}

  /**
   * It was not printed, or nobody knows.
   *
   * @param detail why, in English, for those who look after the printer
   * @param maybePartly false: certainly nothing is on paper, and it may be tried again; true: a
   *     part of it or all may be, so that a person has to look before it is printed again
   */
  record NotPrinted(PrinterState state, String detail, boolean maybePartly) implements PrintResult {
    static NotPrinted because(Standing standing, boolean maybePartly) {
      return new NotPrinted(standing.state(), standing.detail(), maybePartly);
    }
  }
}
