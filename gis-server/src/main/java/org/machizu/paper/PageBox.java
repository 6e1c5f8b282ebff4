package org.machizu.paper;

import java.awt.geom.AffineTransform;

/**
 * What is seen of a page, in its own units, and how it is turned for reading.
 *
 * @param turn clockwise, in degrees; a multiple of 90
 */
record PageBox(double x, double y, double width, double height, int turn) {
  /** A page of the sheet's own size becomes so much smaller, to make room for the foot. */
  private static final double SHRUNK = 0.95;

  private static final double SIDE_MM = 5;

  PageBox {
    if (!(width > 0 && height > 0)) {
      throw new IllegalArgumentException("a page without size");
    }
    turn = Math.floorMod(turn, 360);
  }

  private boolean isOnItsSide() {
    return turn % 180 != 0;
  }

  /** Whether it is wider than high when it is read. */
  boolean isLying() {
    return isOnItsSide() ? height > width : width > height;
  }

  /**
   * From its own units to points of a sheet: upright, as large as fits above the foot, in the
   * middle.
   *
   * @param unit points of one of its units; it never becomes larger than {@link #SHRUNK} of that
   */
  AffineTransform onto(PaperSize sheet, double unit) {
    double seenWidth = isOnItsSide() ? height : width;
    double seenHeight = isOnItsSide() ? width : height;
    double footPt = Sheet.pt(Sheet.COPY_FOOT_MM);
    double roomWidth = Sheet.pt(sheet.widthMm() - 2 * SIDE_MM);
    double roomHeight = Sheet.pt(sheet.heightMm()) - footPt;
    double scale =
        Math.min(SHRUNK * unit, Math.min(roomWidth / seenWidth, roomHeight / seenHeight));
    AffineTransform at =
        AffineTransform.getTranslateInstance(
            (Sheet.pt(sheet.widthMm()) - scale * seenWidth) / 2,
            footPt + (roomHeight - scale * seenHeight) / 2);
    at.scale(scale, scale);
    at.concatenate(upright());
    return at;
  }

  private AffineTransform upright() {
    return switch (turn) {
      case 90 -> new AffineTransform(0, -1, 1, 0, -y, x + width);
      case 180 -> new AffineTransform(-1, 0, 0, -1, x + width, y + height);
      case 270 -> new AffineTransform(0, 1, -1, 0, y + height, -x);
      default -> AffineTransform.getTranslateInstance(-x, -y);
    };
  }
}
