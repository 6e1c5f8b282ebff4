package org.machizu.printing;

/** How a printer is doing, as the page at the counter tells it. */
public enum PrinterState {
  READY("ready"),
  /** It is at work, or was taken off line for a moment. */
  BUSY("busy"),
  /** It prints; somebody should bring paper. */
  PAPER_LOW("paper-low"),
  PAPER_OUT("paper-out"),
  COVER_OPEN("cover-open"),
  /** Something that people have to see to at the printer, or in the file of terminals. */
  ERROR("error"),
  /** Nobody is there: switched off, unplugged, or at another address. */
  OFF("off"),
  /** The terminal has no such printer. */
  NONE("none");

  private final String word;

  PrinterState(String word) {
    this.word = word;
  }

  /** The word in answers: "paper-out". */
  public String word() {
    return word;
  }

  /** Whether what is sent now is printed at once. */
  public boolean canPrint() {
    return this == READY || this == PAPER_LOW;
  }
}
