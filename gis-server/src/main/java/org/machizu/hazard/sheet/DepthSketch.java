package org.machizu.hazard.sheet;

import java.awt.geom.Path2D;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.machizu.hazard.Picture;
import org.machizu.paper.Align;
import org.machizu.paper.Colour;
import org.machizu.paper.Sketch;
import org.machizu.paper.TextStyle;

/**
 * How deep water is against an adult and a house of two storeys, at true proportion: the borders of
 * the depth classes of 水害ハザードマップ作成の手引き (国土交通省) as lines, and the water of one place before them.
 */
final class DepthSketch {
  private static final double TOP_M = 11;
  private static final double FLOOR_M = 2.8;
  private static final double ADULT_M = 1.7;
  private static final double BASE_MM = 4;

  private static final Colour WATER = new Colour(0xC6D9EC);
  private static final Colour WATER_LINE = new Colour(0x1F4E79);
  private static final Colour WALL = new Colour(0xF4F0E6);
  private static final Colour ROOF = new Colour(0x9A8F80);
  private static final Colour LINE = new Colour(0x333333);

  private static final List<Double> BORDERS = List.of(0.5, 3.0, 5.0, 10.0);

  private final Sketch sketch;
  private final SheetWords words;
  private final double mmPerM;
  private final double widthMm;

  private DepthSketch(Sketch sketch, SheetWords words, double widthMm) {
    this.sketch = sketch;
    this.words = words;
    this.widthMm = widthMm;
    this.mmPerM = (sketch.heightMm() - BASE_MM - 2) / TOP_M;
  }

  /**
   * Draws it at the left of a frame.
   *
   * @param here the water of the place; empty where no map tells a depth
   */
  static void draw(Sketch sketch, SheetWords words, Optional<Picture> here, double widthMm) {
    new DepthSketch(sketch, words, widthMm).draw(here);
  }

  private void draw(Optional<Picture> here) {
    double house = widthMm * 0.2;
    here.ifPresent(this::water);
    house(house);
    person(widthMm * 0.09);
    here.ifPresent(this::surface);
    line(0, 0, widthMm, 0, 0.6, LINE);
    for (double metres : BORDERS) {
      double y = y(metres);
      dashes(0, widthMm, y);
      sketch.text(
          words.say("depth." + plain(metres)),
          widthMm,
          y + 0.8,
          new TextStyle(9, false, Colour.BLACK, Align.RIGHT));
    }
  }

  private static String plain(double metres) {
    return metres == Math.rint(metres) ? String.valueOf((int) metres) : String.valueOf(metres);
  }

  private double y(double metres) {
    return BASE_MM + metres * mmPerM;
  }

  private static double depthOf(Picture picture) {
    @Nullable Double to = picture.toM();
    return Math.min(TOP_M - 0.3, to == null ? Math.max(picture.fromM(), 0.3) : to);
  }

  private void water(Picture picture) {
    sketch.area(box(0, BASE_MM, widthMm * 0.62, depthOf(picture) * mmPerM), WATER);
  }

  /** The surface as waves over everything: it is seen in grey, too. */
  private void surface(Picture picture) {
    double top = y(depthOf(picture));
    double end = widthMm * 0.62;
    double wave = 4;
    Path2D path = new Path2D.Double();
    path.moveTo(0, top);
    for (double x = 0; x + wave <= end; x += wave) {
      path.curveTo(x + wave / 3, top + 1, x + 2 * wave / 3, top - 1, x + wave, top);
    }
    sketch.line(path, 0.7, WATER_LINE);
    sketch.text(
        words.say("depth.here"), 1, top + 1.4, new TextStyle(9, true, WATER_LINE, Align.LEFT));
  }

  private void house(double left) {
    double width = widthMm * 0.3;
    double storey = FLOOR_M * mmPerM;
    sketch.area(box(left, BASE_MM, width, 2 * storey), WALL);
    for (int floor = 0; floor < 2; floor++) {
      double bottom = BASE_MM + floor * storey;
      frame(left, bottom, width, storey);
      for (double part : List.of(0.14, 0.62)) {
        frame(left + width * part, bottom + storey * 0.38, width * 0.24, storey * 0.38);
      }
    }
    Path2D roof = new Path2D.Double();
    roof.moveTo(left - width * 0.08, BASE_MM + 2 * storey);
    roof.lineTo(left + width / 2, BASE_MM + 2 * storey + 1.9 * mmPerM);
    roof.lineTo(left + width * 1.08, BASE_MM + 2 * storey);
    roof.closePath();
    sketch.area(roof, ROOF);
    sketch.line(roof, 0.4, LINE);
  }

  private void person(double middle) {
    double tall = ADULT_M * mmPerM;
    double head = tall * 0.14;
    Path2D body = new Path2D.Double();
    body.moveTo(middle, BASE_MM + tall - 2 * head);
    body.lineTo(middle, BASE_MM + tall * 0.45);
    body.lineTo(middle - tall * 0.14, BASE_MM);
    body.moveTo(middle, BASE_MM + tall * 0.45);
    body.lineTo(middle + tall * 0.14, BASE_MM);
    body.moveTo(middle - tall * 0.2, BASE_MM + tall * 0.5);
    body.lineTo(middle, BASE_MM + tall - 2.4 * head);
    body.lineTo(middle + tall * 0.2, BASE_MM + tall * 0.5);
    sketch.line(body, 0.9, LINE);
    sketch.area(circle(middle, BASE_MM + tall - head, head), LINE);
  }

  private void frame(double x, double y, double width, double height) {
    sketch.line(box(x, y, width, height), 0.35, LINE);
  }

  private void dashes(double from, double to, double y) {
    for (double x = from; x < to; x += 3) {
      line(x, y, Math.min(to, x + 1.6), y, 0.25, LINE);
    }
  }

  /** Coordinates above the ground line. */
  private void line(double x1, double y1, double x2, double y2, double widthMm, Colour colour) {
    Path2D path = new Path2D.Double();
    path.moveTo(x1, y1 == 0 ? BASE_MM : y1);
    path.lineTo(x2, y2 == 0 ? BASE_MM : y2);
    sketch.line(path, widthMm, colour);
  }

  private static Path2D box(double x, double y, double width, double height) {
    Path2D path = new Path2D.Double();
    path.moveTo(x, y);
    path.lineTo(x + width, y);
    path.lineTo(x + width, y + height);
    path.lineTo(x, y + height);
    path.closePath();
    return path;
  }

  private static Path2D circle(double x, double y, double r) {
    double k = 0.5523 * r;
    Path2D path = new Path2D.Double();
    path.moveTo(x + r, y);
    path.curveTo(x + r, y + k, x + k, y + r, x, y + r);
    path.curveTo(x - k, y + r, x - r, y + k, x - r, y);
    path.curveTo(x - r, y - k, x - k, y - r, x, y - r);
    path.curveTo(x + k, y - r, x + r, y - k, x + r, y);
    path.closePath();
    return path;
  }
}
