package org.machizu.maps.paper;

import java.awt.geom.AffineTransform;
import java.util.List;
import org.locationtech.jts.geom.Envelope;
import org.machizu.maps.expression.Rgba;
import org.machizu.maps.sign.Drawing;
import org.machizu.maps.sign.ImageName;

/**
 * Fills the present clip path with a pattern, as lines and signs of their own: a PDF's tiling
 * patterns would need the page's resources, and printers draw them as pixels with seams. Tiles lie
 * on one grid for the whole map, so that neighbours go together.
 */
final class Tiles {
  /** A pattern of 3 px over an A3 page has about so many; more is a page that nobody can print. */
  private static final int MOST = 120_000;

  /** Straight lines go right across instead of tile by tile. */
  private static final double LONGEST_MM = 2_000;

  private final Ink ink;
  private final Rect frame;
  private int drawn;

  Tiles(Ink ink, Rect frame) {
    this.ink = ink;
    this.frame = frame;
  }

  /**
   * @param ring the outer border of what is clipped to, in mm
   * @return whether it was drawn
   */
  boolean fill(double[] ring, ImageName name, Drawing tile, double opacity) {
    Envelope box = box(ring);
    if (box.isNull()) {
      return true;
    }
    Rgba colour = name.colour().faded(opacity);
    if (colour.isClear()) {
      return true;
    }
    if (drawn > MOST) {
      return false;
    }
    double width = tile.widthPx() * Ink.MM_PER_PX;
    double height = tile.heightPx() * Ink.MM_PER_PX;
    double lineMm = name.widthPx() * Ink.MM_PER_PX;
    switch (name.name()) {
      case "hatch-0" -> level(box, height);
      case "hatch-90" -> upright(box, width);
      case "cross" -> {
        level(box, height);
        upright(box, width);
      }
      case "hatch-45" -> slanted(box, width, 1);
      case "hatch-135" -> slanted(box, width, -1);
      case "cross-45" -> {
        slanted(box, width, 1);
        slanted(box, width, -1);
      }
      default -> {
        return each(box, tile, width, height, colour, lineMm);
      }
    }
    ink.pen(colour, lineMm, 0, 0, List.of());
    ink.stroke();
    return true;
  }

  /** What of a ring's box is seen. */
  private Envelope box(double[] ring) {
    Envelope box = new Envelope();
    for (int i = 0; i < ring.length; i += 2) {
      box.expandToInclude(ring[i], ring[i + 1]);
    }
    return box.intersection(new Envelope(frame.xMm(), frame.rightMm(), frame.yMm(), frame.topMm()));
  }

  private void level(Envelope box, double step) {
    for (double y = first(box.getMinY(), frame.yMm() + step / 2, step);
        y <= box.getMaxY();
        y += step) {
      drawn++;
      ink.moveTo(box.getMinX(), y);
      ink.lineTo(box.getMaxX(), y);
    }
  }

  private void upright(Envelope box, double step) {
    for (double x = first(box.getMinX(), frame.xMm() + step / 2, step);
        x <= box.getMaxX();
        x += step) {
      drawn++;
      ink.moveTo(x, box.getMinY());
      ink.lineTo(x, box.getMaxY());
    }
  }

  /**
   * Lines at 45°.
   *
   * @param slope 1 rising to the right, -1 falling
   */
  private void slanted(Envelope box, double step, int slope) {
    double low = slope > 0 ? box.getMinY() : box.getMaxY();
    double high = slope > 0 ? box.getMaxY() : box.getMinY();
    double run = Math.min(LONGEST_MM, Math.abs(high - low));
    // All lines of a slope cross the frame's lower side at whole steps from its corner.
    double base = frame.xMm() + slope * (low - frame.yMm());
    for (double x = first(box.getMinX() - run, base, step); x <= box.getMaxX(); x += step) {
      drawn++;
      ink.moveTo(x, low);
      ink.lineTo(x + run, high);
    }
  }

  /** The first of places that lie a step apart that is not below a bound. */
  private static double first(double bound, double origin, double step) {
    return origin + Math.ceil((bound - origin) / step) * step;
  }

  private boolean each(
      Envelope box, Drawing tile, double width, double height, Rgba colour, double lineMm) {
    double left = first(box.getMinX() - width, frame.xMm(), width);
    double bottom = first(box.getMinY() - height, frame.yMm(), height);
    long columns = (long) Math.ceil((box.getMaxX() - left) / width);
    long rows = (long) Math.ceil((box.getMaxY() - bottom) / height);
    if (columns * rows + drawn > MOST) {
      return false;
    }
    drawn += (int) (columns * rows);
    Drawing.Shape shape = tile.shapes().getLast();
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        AffineTransform place =
            AffineTransform.getTranslateInstance(
                left + column * width, bottom + row * height + height);
        place.scale(Ink.MM_PER_PX, -Ink.MM_PER_PX);
        ink.path(shape.path(), place);
      }
    }
    if (shape.fill() != null) {
      ink.fill(colour);
    } else {
      ink.roundPen(colour, lineMm);
      ink.stroke();
    }
    return true;
  }
}
