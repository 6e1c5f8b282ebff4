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

/** Cuts blocks as surveyors do: two rows back to back, each row into lots along its street. */
final class Rows {
  private static final double LEAST_FRONTAGE_M = 2.6;

  private final Dice dice;

  Rows(Dice dice) {
    this.dice = dice;
  }

  /** One or two rows; two when both then lie at a street for a good part of their length. */
  List<Polygon> rows(Block block, Polygon shape, double twoFromM) {
    Box box = Box.around(shape);
    if (box.across() < twoFromM) {
      return List.of(shape);
    }
    double shift = dice.between(-0.05, 0.05) * box.across();
    Cut.Halves halves = Cut.along(shape, box.at(0, shift), box.dirX(), box.dirY());
    for (Polygon half : halves.all()) {
      if (block.frontage().lengthM(half) < 0.35 * Box.around(half).along()) {
        return List.of(shape);
      }
    }
    return halves.all();
  }

  /** A row cut across into lots with about this much street each. */
  List<Polygon> across(Polygon row, double dirX, double dirY, double frontM) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (Coordinate place : row.getCoordinates()) {
      double t = place.x * dirX + place.y * dirY;
      low = Math.min(low, t);
      high = Math.max(high, t);
    }
    int count = Math.max(1, (int) Math.round((high - low) / frontM));
    double step = (high - low) / count;
    List<Polygon> lots = new ArrayList<>();
    List<Polygon> rest = List.of(row);
    for (int i = 1; i < count; i++) {
      double t = low + step * (i + (count > 2 ? dice.between(-0.16, 0.16) : 0));
      List<Polygon> behind = new ArrayList<>();
      for (Polygon part : rest) {
        // To the left of a line across the row lies what comes before it.
        Cut.Halves halves = Cut.along(part, Shapes.at(dirX * t, dirY * t), -dirY, dirX);
        lots.addAll(halves.left());
        behind.addAll(halves.right());
      }
      rest = behind;
    }
    lots.addAll(rest);
    return lots;
  }

  /** Halves, and halves of halves, as long as every part keeps a piece of street. */
  List<Polygon> halved(Block block, Polygon shape, double targetM2) {
    if (shape.getArea() < 1.55 * targetM2) {
      return List.of(shape);
    }
    Box box = Box.around(shape);
    for (boolean acrossFirst : new boolean[] {true, false}) {
      double dirX = acrossFirst ? -box.dirY() : box.dirX();
      double dirY = acrossFirst ? box.dirX() : box.dirY();
      double shift = dice.between(-0.07, 0.07);
      Coordinate through =
          acrossFirst ? box.at(shift * box.along(), 0) : box.at(0, shift * box.across());
      List<Polygon> halves = Cut.along(shape, through, dirX, dirY).all();
      if (halves.stream().allMatch(half -> touches(block, half))) {
        List<Polygon> all = new ArrayList<>();
        halves.forEach(half -> all.addAll(halved(block, half, targetM2)));
        return all;
      }
    }
    return List.of(shape);
  }

  static boolean touches(Block block, Polygon lot) {
    return block.frontage().lengthM(lot) >= LEAST_FRONTAGE_M;
  }

  /** Joins lots that no street touches, and crumbs, to a neighbour where that gives one area. */
  static List<Polygon> withoutLocked(Block block, List<Polygon> lots, double leastM2) {
    List<Polygon> kept = new ArrayList<>(lots);
    for (Polygon lot : lots) {
      if (kept.size() > 1 && (lot.getArea() < leastM2 || !touches(block, lot))) {
        kept.remove(lot);
        if (!joinToNeighbour(kept, lot)) {
          kept.add(lot);
        }
      }
    }
    return kept;
  }

  /** Whether an area hangs together by more than a place or a thread. */
  static boolean hasBody(Polygon area) {
    return area.buffer(-0.1) instanceof Polygon inner && !inner.isEmpty();
  }

  private static boolean joinToNeighbour(List<Polygon> kept, Polygon lot) {
    int best = -1;
    Polygon whole = null;
    double shortest = Double.POSITIVE_INFINITY;
    for (int i = 0; i < kept.size(); i++) {
      if (kept.get(i).isWithinDistance(lot, 1e-6)) {
        Geometry union = Shapes.joined(kept.get(i), lot);
        // The shorter the new border, the longer the one that vanished.
        if (union instanceof Polygon one
            && one.getNumInteriorRing() == 0
            && hasBody(one)
            && one.getLength() - kept.get(i).getLength() < shortest) {
          shortest = one.getLength() - kept.get(i).getLength();
          best = i;
          whole = one;
        }
      }
    }
    if (whole == null) {
      return false;
    }
    kept.set(best, whole);
    return true;
  }
}
