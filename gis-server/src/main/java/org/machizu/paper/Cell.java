package org.machizu.paper;

import org.jspecify.annotations.Nullable;

/**
 * One cell of a table.
 *
 * @param text may have several lines; at most {@link PaperTooLargeException#MOST_CELL_CHARS}
 * @param ground behind the text; null for white
 */
public record Cell(
    String text, boolean bold, Colour colour, @Nullable Mark mark, @Nullable Colour ground) {
  public Cell {
    PaperTooLargeException.check(
        "characters in one cell", text.length(), PaperTooLargeException.MOST_CELL_CHARS);
  }

  /** Plain text. */
  public static Cell of(String text) {
    return new Cell(text, false, Colour.BLACK, null, null);
  }

  /** The same, bold. */
  public Cell strong() {
    return new Cell(text, true, colour, mark, ground);
  }

  /** The same, in another colour. */
  public Cell in(Colour other) {
    return new Cell(text, bold, other, mark, ground);
  }

  /** The same, with a mark before its text. */
  public Cell marked(Mark sign) {
    return new Cell(text, bold, colour, sign, ground);
  }

  /** The same, on a ground. */
  public Cell on(Colour behind) {
    return new Cell(text, bold, colour, mark, behind);
  }
}
