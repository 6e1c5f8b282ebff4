package org.machizu.maps.paper;

/**
 * A rectangle of a page, in millimetres from the page's lower left corner.
 *
 * @param xMm left
 * @param yMm bottom
 */
public record Rect(double xMm, double yMm, double widthMm, double heightMm) {
  public Rect {
    if (!(widthMm > 0 && heightMm > 0 && Double.isFinite(xMm) && Double.isFinite(yMm))) {
      throw new IllegalArgumentException(
          "a rectangle of %s by %s mm at %s, %s is none".formatted(widthMm, heightMm, xMm, yMm));
    }
  }

  double rightMm() {
    return xMm + widthMm;
  }

  double topMm() {
    return yMm + heightMm;
  }
}
