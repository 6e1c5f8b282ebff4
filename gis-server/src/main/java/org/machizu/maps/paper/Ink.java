package org.machizu.maps.paper;

import java.awt.geom.AffineTransform;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.graphics.state.PDExtendedGraphicsState;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;
import org.apache.pdfbox.util.Matrix;
import org.machizu.maps.expression.Rgba;
import org.machizu.maps.sign.PathStep;

/**
 * Draws on a page in millimetres. Lengths are written in points to a thousandth, 0.0004 mm; lines
 * are 0.1 mm wide or more, as thinner ones do not print.
 */
final class Ink {
  static final double MM_PER_PX = 25.4 / 96;
  static final double MM_PER_PT = 25.4 / 72;

  private static final double THINNEST_MM = 0.1;
  private static final double DIGITS = 1000;

  private final PDPageContentStream content;
  private final Map<Integer, PDExtendedGraphicsState> alphas = new HashMap<>();

  Ink(PDPageContentStream content) {
    this.content = content;
  }

  private interface Step {
    void write() throws IOException;
  }

  private static void write(Step step) {
    try {
      step.write();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static float pt(double mm) {
    return (float) (Math.rint(mm / MM_PER_PT * DIGITS) / DIGITS);
  }

  void save() {
    write(content::saveGraphicsState);
  }

  void restore() {
    write(content::restoreGraphicsState);
  }

  void moveTo(double x, double y) {
    write(() -> content.moveTo(pt(x), pt(y)));
  }

  void lineTo(double x, double y) {
    write(() -> content.lineTo(pt(x), pt(y)));
  }

  void close() {
    write(content::closePath);
  }

  void rectangle(Rect rect) {
    write(() ->
        content.addRect(pt(rect.xMm()), pt(rect.yMm()), pt(rect.widthMm()), pt(rect.heightMm())));
  }

  /** A path of x and y by turns; a closed one where its last place is its first. */
  void path(double[] xy) {
    int last = xy.length - 2;
    boolean isClosed = last > 2 && xy[0] == xy[last] && xy[1] == xy[last + 1];
    moveTo(xy[0], xy[1]);
    for (int i = 2; i < (isClosed ? last : xy.length); i += 2) {
      lineTo(xy[i], xy[i + 1]);
    }
    if (isClosed) {
      close();
    }
  }

  /** A path of a drawing (y down), placed by a transformation into mm of the page. */
  void path(List<PathStep> path, AffineTransform place) {
    double[] p = new double[6];
    for (PathStep step : path) {
      switch (step) {
        case PathStep.Move(double x, double y) -> {
          transform(place, p, x, y);
          moveTo(p[0], p[1]);
        }
        case PathStep.Line(double x, double y) -> {
          transform(place, p, x, y);
          lineTo(p[0], p[1]);
        }
        case PathStep.Curve c -> {
          transform(place, p, c.x1(), c.y1(), c.x2(), c.y2(), c.x(), c.y());
          write(() -> content.curveTo(pt(p[0]), pt(p[1]), pt(p[2]), pt(p[3]), pt(p[4]), pt(p[5])));
        }
        case PathStep.Close _ -> close();
      }
    }
  }

  private static void transform(AffineTransform place, double[] into, double... xy) {
    place.transform(xy, 0, into, 0, xy.length / 2);
  }

  /** A disc of four Bézier curves. */
  void disc(double x, double y, double radius) {
    double k = radius * 4 / 3 * (Math.sqrt(2) - 1);
    moveTo(x + radius, y);
    curve(x + radius, y + k, x + k, y + radius, x, y + radius);
    curve(x - k, y + radius, x - radius, y + k, x - radius, y);
    curve(x - radius, y - k, x - k, y - radius, x, y - radius);
    curve(x + k, y - radius, x + radius, y - k, x + radius, y);
    close();
  }

  private void curve(double x1, double y1, double x2, double y2, double x, double y) {
    write(() -> content.curveTo(pt(x1), pt(y1), pt(x2), pt(y2), pt(x), pt(y)));
  }

  void fill(Rgba colour) {
    colour(colour, true);
    write(content::fillEvenOdd);
  }

  /** Only what is drawn within the path shows, until {@link #restore}. */
  void clip() {
    write(content::clipEvenOdd);
  }

  void stroke() {
    write(content::stroke);
  }

  void pen(Rgba colour, double widthMm, int cap, int join, List<Double> dashMm) {
    colour(colour, false);
    write(() -> {
      content.setLineWidth(pt(Math.max(THINNEST_MM, widthMm)));
      content.setLineCapStyle(cap);
      content.setLineJoinStyle(join);
      float[] dash = new float[dashMm.size()];
      for (int i = 0; i < dash.length; i++) {
        dash[i] = pt(dashMm.get(i));
      }
      content.setLineDashPattern(dash, 0);
    });
  }

  /** A pen with round ends and corners. */
  void roundPen(Rgba colour, double widthMm) {
    pen(colour, widthMm, 1, 1, List.of());
  }

  private void colour(Rgba colour, boolean isForAreas) {
    float red = part(colour.red());
    float green = part(colour.green());
    float blue = part(colour.blue());
    write(() -> {
      content.setGraphicsStateParameters(alpha(colour.alpha()));
      if (isForAreas) {
        content.setNonStrokingColor(red, green, blue);
      } else {
        content.setStrokingColor(red, green, blue);
      }
    });
  }

  private static float part(double value) {
    return (float) (Math.rint(Math.clamp(value, 0, 1) * DIGITS) / DIGITS);
  }

  /** One state for each opacity, so that the page lists it once. */
  private PDExtendedGraphicsState alpha(double alpha) {
    int percent = (int) Math.rint(Math.clamp(alpha, 0, 1) * 100);
    return alphas.computeIfAbsent(
        percent,
        of -> {
          PDExtendedGraphicsState state = new PDExtendedGraphicsState();
          state.setNonStrokingAlphaConstant(of / 100f);
          state.setStrokingAlphaConstant(of / 100f);
          return state;
        });
  }

  /**
   * The edge of texts. It is marked as an artifact: who reads the paper aloud or takes texts out of
   * it is not to get each word twice.
   */
  void halo(Rgba colour, double widthMm, Runnable texts) {
    roundPen(colour, 2 * widthMm);
    write(() -> content.beginMarkedContent(COSName.ARTIFACT));
    write(() -> content.setRenderingMode(RenderingMode.STROKE));
    texts.run();
    write(() -> content.setRenderingMode(RenderingMode.FILL));
    write(content::endMarkedContent);
  }

  void textColour(Rgba colour) {
    colour(colour, true);
  }

  /**
   * A text on one line.
   *
   * @param x where its baseline begins
   * @param angle in radians, counterclockwise
   * @param spacingMm more room after each character
   */
  void text(
      PDFont font, double sizeMm, double spacingMm, String text, double x, double y, double angle) {
    float cos = rounded(Math.cos(angle));
    float sin = rounded(Math.sin(angle));
    write(() -> {
      content.beginText();
      content.setFont(font, pt(sizeMm));
      content.setCharacterSpacing(pt(spacingMm));
      content.setTextMatrix(new Matrix(cos, sin, -sin, cos, pt(x), pt(y)));
      content.showText(text);
      content.endText();
    });
  }

  private static float rounded(double value) {
    return (float) (Math.rint(value * 1e5) / 1e5);
  }
}
