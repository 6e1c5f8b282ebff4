package org.machizu.maps.paper;

import java.util.List;
import org.machizu.maps.expression.Rgba;
import org.machizu.maps.sign.Drawing;
import org.machizu.maps.sign.ImageName;

/**
 * How a feature is drawn by one style layer, all lengths in mm; drawn in the map and the legend.
 */
sealed interface Look {
  /** A filled area. {@code outline} is clear where it has none. */
  record Area(Rgba fill, Rgba outline) implements Look {}

  /** An area full of a pattern's tiles. */
  record Tiled(ImageName pattern, double opacity) implements Look {}

  /**
   * A line.
   *
   * @param cap as PDF counts them: 0 butt, 1 round, 2 square
   * @param join as PDF counts them: 0 miter, 1 round, 2 bevel
   * @param gapMm between two lines that go side by side; 0 for one line
   * @param offsetMm to the right of its direction
   */
  record Line(
      Rgba colour,
      double widthMm,
      int cap,
      int join,
      List<Double> dashMm,
      double gapMm,
      double offsetMm)
      implements Look {}

  /** A disc. */
  record Disc(double radiusMm, Rgba fill, Rgba edge, double edgeMm) implements Look {}

  /** A sign. */
  record Sign(Drawing drawing, double scale, double opacity) implements Look {}
}
