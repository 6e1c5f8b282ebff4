package org.machizu.samples.buildings;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Polygon;
import org.machizu.samples.parcels.Parcel;
import org.machizu.samples.plane.Box;
import org.machizu.samples.plane.Shapes;

/** Finds room for walls on a lot. */
final class Footprint {
  private static final double MARGIN_M = 0.5;
  private static final int TRIES = 9;

  private Footprint() {}

  /**
   * A rectangle along the lot's sides, made smaller until it fits.
   *
   * @param alongM wanted length along the lot's longer side
   * @param shiftAlong where its middle lies, from -1 (one end) over 0 to 1
   * @return null where not even a small one fits
   */
  static @Nullable Polygon on(
      Parcel parcel, double alongM, double acrossM, double shiftAlong, double shiftAcross) {
    Box box = Box.around(parcel.shape());
    double along = Math.min(alongM, box.along() - 2 * MARGIN_M);
    double across = Math.min(acrossM, box.across() - 2 * MARGIN_M);
    for (int i = 0; i < TRIES; i++) {
      double pull = 1 - (double) i / TRIES;
      double freeAlong = Math.max(0, box.along() - along - 2 * MARGIN_M) / 2;
      double freeAcross = Math.max(0, box.across() - across - 2 * MARGIN_M) / 2;
      Polygon walls =
          Shapes.rectangle(
              box.at(shiftAlong * freeAlong * pull, shiftAcross * freeAcross * pull),
              box.dirX(),
              box.dirY(),
              along,
              across);
      if (parcel.shape().contains(walls)) {
        return walls;
      }
      if (i >= 2) {
        along *= 0.86;
        across *= 0.86;
      }
    }
    Coordinate inside = parcel.shape().getInteriorPoint().getCoordinate();
    Polygon small = Shapes.rectangle(inside, box.dirX(), box.dirY(), 6, 4.5);
    return parcel.shape().contains(small) ? small : null;
  }

  /** With a corner taken out, as many houses and most schools have it. */
  static Polygon withoutCorner(Polygon walls, double share) {
    Coordinate[] c = walls.getCoordinates();
    return Shapes.area(
        List.of(
            c[0],
            c[1],
            between(c[1], c[2], 1 - share),
            inner(c, share),
            between(c[3], c[2], 1 - share),
            c[3]));
  }

  private static Coordinate between(Coordinate from, Coordinate to, double t) {
    return Shapes.at(from.x + t * (to.x - from.x), from.y + t * (to.y - from.y));
  }

  private static Coordinate inner(Coordinate[] c, double share) {
    Coordinate side = between(c[1], c[2], 1 - share);
    Coordinate top = between(c[3], c[2], 1 - share);
    return Shapes.at(side.x + top.x - c[2].x, side.y + top.y - c[2].y);
  }
}
