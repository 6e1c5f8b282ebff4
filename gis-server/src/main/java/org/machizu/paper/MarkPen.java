package org.machizu.paper;

import java.io.IOException;
import org.apache.pdfbox.pdmodel.PDPageContentStream;

/** Draws the marks before cells, as areas and lines: the font's own signs differ in size. */
final class MarkPen {
  /** Bézier arms that make a circle of four curves, as parts of its radius. */
  private static final float ARM = 0.5523f;

  private MarkPen() {}

  /** Draws one around a middle, within a square; all in points. */
  static void draw(PDPageContentStream c, Mark mark, float x, float y, float side)
      throws IOException {
    Colour colour = mark.colour();
    c.setNonStrokingColor(colour.red(), colour.green(), colour.blue());
    c.setStrokingColor(colour.red(), colour.green(), colour.blue());
    c.setLineWidth(side * 0.16f);
    c.setLineCapStyle(0);
    float r = side / 2;
    switch (mark.shape()) {
      case DOT -> {
        circle(c, x, y, r);
        c.fill();
      }
      case RING -> {
        circle(c, x, y, r * 0.84f);
        c.stroke();
      }
      case SQUARE -> {
        c.addRect(x - r * 0.88f, y - r * 0.88f, r * 1.76f, r * 1.76f);
        c.fill();
      }
      case TRIANGLE -> {
        c.moveTo(x - r, y - r * 0.82f);
        c.lineTo(x + r, y - r * 0.82f);
        c.lineTo(x, y + r * 0.92f);
        c.closePath();
        c.fill();
      }
      case CROSS -> {
        float d = r * 0.75f;
        c.moveTo(x - d, y - d);
        c.lineTo(x + d, y + d);
        c.moveTo(x - d, y + d);
        c.lineTo(x + d, y - d);
        c.stroke();
      }
      case DASH -> {
        c.moveTo(x - r, y);
        c.lineTo(x + r, y);
        c.stroke();
      }
    }
  }

  private static void circle(PDPageContentStream c, float x, float y, float r) throws IOException {
    float a = r * ARM;
    c.moveTo(x + r, y);
    c.curveTo(x + r, y + a, x + a, y + r, x, y + r);
    c.curveTo(x - a, y + r, x - r, y + a, x - r, y);
    c.curveTo(x - r, y - a, x - a, y - r, x, y - r);
    c.curveTo(x + a, y - r, x + r, y - a, x + r, y);
    c.closePath();
  }
}
