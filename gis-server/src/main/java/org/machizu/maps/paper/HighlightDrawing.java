package org.machizu.maps.paper;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.machizu.maps.expression.Rgba;
import org.machizu.maps.paper.LeftOut.Reason;
import org.machizu.maps.sign.ImageName;

/** Draws what a paper is about above its map. */
final class HighlightDrawing {
  /** So far the edge reaches around the line. */
  private static final double EDGE_MM = 0.5;

  private final Brush brush;
  private final Sheet sheet;
  private final Missing missing;

  HighlightDrawing(Brush brush, Sheet sheet, Missing missing) {
    this.brush = brush;
    this.sheet = sheet;
    this.missing = missing;
  }

  /**
   * @return how it looks, from below; empty when it lies outside of the map
   */
  List<Look> draw(Highlight highlight) {
    PaperShape shape = PaperShape.of(highlight.plane(), sheet);
    if (shape.isEmpty()) {
      return List.of();
    }
    List<Look> looks = looks(highlight.pen());
    for (Look look : looks) {
      switch (look) {
        case Look.Area area -> brush.area(shape.areas(), area);
        case Look.Tiled tiled -> {
          if (!brush.tiled(shape.areas(), tiled)) {
            missing.add("", Reason.IMAGE, highlight.pen().pattern());
          }
        }
        case Look.Line line -> {
          brush.lines(shape.lines(), line);
          Look.Disc disc = new Look.Disc(line.widthMm() * 1.5, line.colour(), Rgba.CLEAR, 0);
          shape.points().forEach(point -> brush.disc(point[0], point[1], disc));
        }
        case Look.Disc _, Look.Sign _ -> {
          // a pen has none
        }
      }
    }
    return looks;
  }

  private static List<Look> looks(PaperPen pen) {
    List<Look> looks = new ArrayList<>();
    colour(pen.fill()).ifPresent(fill -> looks.add(new Look.Area(fill, Rgba.CLEAR)));
    ImageName.find(pen.pattern())
        .filter(name -> !name.isSign() && name.drawing().isPresent())
        .ifPresent(name -> looks.add(new Look.Tiled(name, 1)));
    colour(pen.edge())
        .ifPresent(edge -> looks.add(line(edge, pen.widthMm() + 2 * EDGE_MM, List.of())));
    colour(pen.line()).ifPresent(line -> looks.add(line(line, pen.widthMm(), pen.dashMm())));
    return looks;
  }

  private static Look line(Rgba colour, double widthMm, List<Double> dashMm) {
    return new Look.Line(colour, widthMm, dashMm.isEmpty() ? 1 : 0, 1, dashMm, 0, 0);
  }

  private static Optional<Rgba> colour(String text) {
    return Rgba.find(text).filter(colour -> !colour.isClear());
  }
}
