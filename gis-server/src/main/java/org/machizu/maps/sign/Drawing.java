package org.machizu.maps.sign;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.machizu.maps.expression.Rgba;

/**
 * A small picture made of paths; lengths are CSS pixels, x to the right and y down from the upper
 * left corner.
 *
 * @param shapes from below
 */
public record Drawing(double widthPx, double heightPx, List<Shape> shapes) {
  /**
   * One stroke or area of a drawing. Strokes have round ends and corners; areas are filled by the
   * even-odd rule.
   *
   * @param fill null where it has no area
   * @param stroke null where it has no stroke
   * @param widthPx of the stroke
   */
  public record Shape(
      List<PathStep> path, @Nullable Rgba fill, @Nullable Rgba stroke, double widthPx) {
    public Shape {
      path = List.copyOf(path);
    }

    static Shape area(List<PathStep> path, Rgba fill) {
      return new Shape(path, fill, null, 0);
    }

    static Shape line(List<PathStep> path, Rgba stroke, double widthPx) {
      return new Shape(path, null, stroke, widthPx);
    }
  }

  public Drawing {
    shapes = List.copyOf(shapes);
  }
}
