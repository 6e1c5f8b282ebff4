package org.machizu.paper;

/**
 * A colour in sRGB.
 *
 * @param rgb as 0xRRGGBB
 */
public record Colour(int rgb) {
  public static final Colour BLACK = new Colour(0x000000);
  public static final Colour GREY = new Colour(0x5A5A5A);

  /** Of the rules of tables. */
  public static final Colour RULE = new Colour(0x8C8C8C);

  /** Behind the heads of tables and the labels of values. */
  public static final Colour SHADE = new Colour(0xF1F1F1);

  public static final Colour WHITE = new Colour(0xFFFFFF);

  public Colour {
    if (rgb < 0 || rgb > 0xFFFFFF) {
      throw new IllegalArgumentException("a colour is 0x000000 to 0xFFFFFF, not " + rgb);
    }
  }

  float red() {
    return (rgb >> 16 & 0xFF) / 255f;
  }

  float green() {
    return (rgb >> 8 & 0xFF) / 255f;
  }

  float blue() {
    return (rgb & 0xFF) / 255f;
  }
}
