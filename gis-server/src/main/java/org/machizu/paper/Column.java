package org.machizu.paper;

/**
 * One column of a table.
 *
 * @param title in the head, which is repeated on every page; a table whose titles are all empty has
 *     no head
 * @param widthMm 0 for a share of what the columns with a width leave over
 * @param share in proportion to the other columns with a share
 */
public record Column(String title, double widthMm, double share, Align align) {
  public Column {
    if (!(widthMm >= 0 && share >= 0) || (widthMm > 0) == (share > 0)) {
      throw new IllegalArgumentException(
          "column '%s' has either a width or a share, above 0".formatted(title));
    }
  }

  /** A column with a width. */
  public static Column mm(String title, double widthMm) {
    return new Column(title, widthMm, 0, Align.LEFT);
  }

  /** A column with a share of what is left. */
  public static Column share(String title, double share) {
    return new Column(title, 0, share, Align.LEFT);
  }

  /** The same, its cells at another edge. */
  public Column at(Align other) {
    return new Column(title, widthMm, share, other);
  }
}
