package org.machizu.paper;

/**
 * How a paragraph looks.
 *
 * @param sizePt of the letters; 5 to 72
 */
public record TextStyle(double sizePt, boolean bold, Colour colour, Align align) {
  /** Running text. */
  public static final TextStyle BODY = new TextStyle(10, false, Colour.BLACK, Align.JUSTIFY);

  /** Remarks below something. */
  public static final TextStyle NOTE = new TextStyle(8.5, false, Colour.BLACK, Align.JUSTIFY);

  public TextStyle {
    if (!(sizePt >= 5 && sizePt <= 72)) {
      throw new IllegalArgumentException("letters are 5 to 72 pt high, not " + sizePt);
    }
  }

  /** The same, in other letters. */
  public TextStyle size(double newSizePt) {
    return new TextStyle(newSizePt, bold, colour, align);
  }

  /** The same, bold. */
  public TextStyle strong() {
    return new TextStyle(sizePt, true, colour, align);
  }

  /** The same, in another colour. */
  public TextStyle in(Colour other) {
    return new TextStyle(sizePt, bold, other, align);
  }

  /** The same, elsewhere in its room. */
  public TextStyle at(Align other) {
    return new TextStyle(sizePt, bold, colour, other);
  }
}
