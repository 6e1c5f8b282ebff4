package org.machizu.printing;

/**
 * The four answers to {@code DLE EOT} 1 to 4. Source: Epson's ESC/POS command reference.
 *
 * @param printer answer 1: bit 3 off line
 * @param offline answer 2: bit 2 cover open, bit 3 paper fed by its button, bit 5 stopped for want
 *     of paper, bit 6 error
 * @param error answer 3: bit 2 recoverable, bit 3 knife, bit 5 not recoverable, bit 6 passes by
 *     itself (head too hot)
 * @param paper answer 4: bits 2 and 3 near the end, bits 5 and 6 at the end
 */
record EscPosStatus(int printer, int offline, int error, int paper) {
  /** All four answers have bits 1 and 4 set, and bits 0 and 7 not. */
  static boolean isStatus(int answer) {
    return (answer & 0x93) == 0x12;
  }

  /** The answer to {@code GS r} has neither bit 4 nor bit 7. */
  static boolean isDone(int answer) {
    return (answer & 0x90) == 0;
  }

  Standing standing() {
    if (has(offline, 2)) {
      return Standing.of(PrinterState.COVER_OPEN, "its cover is open");
    }
    if (has(paper, 5) || has(paper, 6) || has(offline, 5)) {
      return Standing.of(PrinterState.PAPER_OUT, "its paper is at the end");
    }
    if (has(error, 3)) {
      return Standing.of(PrinterState.ERROR, "its knife is stuck");
    }
    if (has(error, 5)) {
      return Standing.of(PrinterState.ERROR, "it has an error that needs a repair");
    }
    if (has(error, 6)) {
      return Standing.of(PrinterState.ERROR, "it is too hot, and goes on by itself");
    }
    if (has(error, 2) || has(offline, 6)) {
      return Standing.of(PrinterState.ERROR, "it has an error: open and close its cover");
    }
    if (has(printer, 3) || has(offline, 3)) {
      return Standing.of(PrinterState.BUSY, "it is off line for the moment");
    }
    if (has(paper, 2) || has(paper, 3)) {
      return Standing.of(PrinterState.PAPER_LOW, "its paper comes to its end");
    }
    return Standing.READY;
  }

  private static boolean has(int bits, int bit) {
    return (bits & (1 << bit)) != 0;
  }
}
