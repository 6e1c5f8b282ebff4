package org.machizu.paper;

/** Something is larger than a paper may be. Its message names the thing, its size and the limit. */
public final class PaperTooLargeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Pages of one paper. */
  public static final int MOST_PAGES = 60;

  /** Characters of one cell, and of one value in a list of values. */
  public static final int MOST_CELL_CHARS = 4_000;

  /** Lines of one heading. */
  public static final int MOST_HEADING_LINES = 8;

  /** Characters of one paragraph or heading. */
  public static final int MOST_PARAGRAPH_CHARS = 20_000;

  /** Bytes in one QR code: what version 40 holds at error correction M. */
  public static final int MOST_QR_BYTES = 2_331;

  /** What there is too much of. */
  private final String what;

  private final int allowed;

  private PaperTooLargeException(String what, int allowed, String message) {
    super(message);
    this.what = what;
    this.allowed = allowed;
  }

  static void check(String what, int given, int allowed) {
    if (given > allowed) {
      throw new PaperTooLargeException(
          what, allowed, "too many %s: %d; at most %d are allowed".formatted(what, given, allowed));
    }
  }

  /** What there is too much of, in English ("pages"). */
  public String what() {
    return what;
  }

  /** How many are allowed. */
  public int allowed() {
    return allowed;
  }
}
