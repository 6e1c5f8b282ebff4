package org.machizu.paper;

/**
 * What stays free around a page's text, in millimetres. The footer stands in the lower margin.
 * Printers leave some 5 mm white at every edge.
 */
public record Margins(double topMm, double rightMm, double bottomMm, double leftMm) {
  /** 18 mm, and 20 mm below. */
  public static final Margins USUAL = new Margins(18, 18, 20, 18);

  public Margins {
    if (!(topMm >= 5 && rightMm >= 5 && bottomMm >= 5 && leftMm >= 5)) {
      throw new IllegalArgumentException("margins are at least 5 mm, for the sake of printers");
    }
  }
}
