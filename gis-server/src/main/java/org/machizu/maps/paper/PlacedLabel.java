package org.machizu.maps.paper;

import java.util.List;
import org.machizu.maps.expression.Rgba;

/**
 * A label that has its place: texts, a sign, or both.
 *
 * @param signs where there are any
 * @param runs texts in one colour; empty for a sign alone
 * @param sizeMm the size of the texts
 * @param spacingMm more room after each character
 * @param haloMm how far the edge reaches around the texts; 0 for none
 */
record PlacedLabel(
    List<PlacedSign> signs,
    List<Run> runs,
    double sizeMm,
    double spacingMm,
    Rgba colour,
    Rgba halo,
    double haloMm) {
  /**
   * A text, or one character of it.
   *
   * @param x where its baseline begins
   * @param angle in radians, counterclockwise
   */
  record Run(String text, double x, double y, double angle) {}

  /** A sign by its middle. */
  record PlacedSign(double x, double y, double angle, Look.Sign look) {}

  void draw(Ink ink, Brush brush, TypeFace face) {
    signs.forEach(sign -> brush.sign(sign.x, sign.y, sign.angle, sign.look));
    if (runs.isEmpty() || colour.isClear()) {
      return;
    }
    if (haloMm > 0 && !halo.isClear()) {
      ink.halo(halo, haloMm, () -> write(ink, face));
    }
    ink.textColour(colour);
    write(ink, face);
  }

  private void write(Ink ink, TypeFace face) {
    runs.forEach(
        run -> ink.text(face.font(), sizeMm, spacingMm, run.text, run.x, run.y, run.angle));
  }
}
