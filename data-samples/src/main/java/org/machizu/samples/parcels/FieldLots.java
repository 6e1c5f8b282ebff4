package org.machizu.samples.parcels;

import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygon;
import org.machizu.samples.plane.Box;
import org.machizu.samples.plane.Cut;
import org.machizu.samples.plane.Dice;
import org.machizu.samples.plane.Shapes;

/**
 * Lots between the fields' roads: a square of 300 間 holds six of 5 町歩, two rows of three; in the
 * course of time each was divided among heirs, and a farmstead stands at the road of many.
 */
final class FieldLots {
  private static final double LOT_FRONT_M = 181.8;
  private static final double TWO_ROWS_FROM_M = 300;
  private static final double SMALLEST_M2 = 400;

  private final Dice dice;
  private final Rows rows;

  FieldLots(Dice dice) {
    this.dice = dice;
    this.rows = new Rows(dice);
  }

  List<Lot> fields(Block block) {
    Polygon shape = block.shape();
    Box box = Box.around(shape);
    List<Lot> lots = new ArrayList<>();
    int main = 0;
    for (Polygon row : rows.rows(block, shape, TWO_ROWS_FROM_M)) {
      List<Polygon> origins =
          Rows.withoutLocked(
              block, rows.across(row, box.dirX(), box.dirY(), LOT_FRONT_M), 3 * SMALLEST_M2);
      for (Polygon origin : origins) {
        main++;
        divide(block, origin, box, main, lots);
      }
    }
    return lots;
  }

  private void divide(Block block, Polygon origin, Box box, int main, List<Lot> lots) {
    int parts = 1 + dice.weighted(0.04, 0.11, 0.20, 0.26, 0.27, 0.12);
    double front = Math.max(24, LOT_FRONT_M / parts);
    List<Polygon> strips =
        Rows.withoutLocked(block, rows.across(origin, box.dirX(), box.dirY(), front), SMALLEST_M2);
    boolean settled = !dice.chance(0.52);
    for (Polygon strip : strips) {
      if (!settled && strip.getArea() > 4_000 && Rows.touches(block, strip)) {
        settled = settle(block, strip, main, lots);
        if (settled) {
          continue;
        }
      }
      lots.add(new Lot(strip, Use.FIELD, main));
    }
  }

  /** Takes a farmstead out of a strip's corner at the road; false when there is no good corner. */
  private boolean settle(Block block, Polygon strip, int main, List<Lot> lots) {
    Box box = Box.around(strip);
    for (int end : new int[] {1, -1}) {
      double deep = dice.between(38, 62);
      double wide = Math.min(box.across() * 0.72, dice.between(32, 58));
      double side = dice.chance(0.5) ? 1 : -1;
      Coordinate middle =
          box.at(end * (box.along() / 2 - deep / 2 + 1), side * (box.across() / 2 - wide / 2 + 1));
      Polygon frame = Shapes.rectangle(middle, box.dirX(), box.dirY(), deep + 2, wide + 2);
      Geometry yard = Shapes.intersection(strip, frame);
      Geometry field = Shapes.difference(strip, frame);
      if (yard instanceof Polygon home
          && field instanceof Polygon rest
          && home.getArea() > 900
          && Rows.touches(block, home)
          && Rows.hasBody(rest)
          && Rows.touches(block, rest)) {
        lots.add(new Lot(home, Use.FARMSTEAD, main));
        lots.add(new Lot(rest, Use.FIELD, main));
        return true;
      }
    }
    return false;
  }

  /** Forest in the hills, in pieces of some hectares. */
  List<Lot> forest(Block block) {
    List<Polygon> pieces = new ArrayList<>();
    split(block.shape(), dice.between(150_000, 330_000), pieces, 0);
    List<Lot> lots = new ArrayList<>();
    for (Polygon piece : pieces) {
      lots.add(new Lot(piece, Use.FOREST, lots.size() + 1));
    }
    return lots;
  }

  private void split(Polygon shape, double targetM2, List<Polygon> pieces, int depth) {
    if (shape.getArea() < 1.6 * targetM2 || depth > 14) {
      pieces.add(shape);
      return;
    }
    Box box = Box.around(shape);
    double angle = Math.atan2(box.dirX(), -box.dirY()) + dice.between(-0.35, 0.35);
    Coordinate through = box.at(dice.between(-0.12, 0.12) * box.along(), 0);
    for (Polygon half : Cut.along(shape, through, Math.cos(angle), Math.sin(angle)).all()) {
      split(half, targetM2, pieces, depth + 1);
    }
  }
}
