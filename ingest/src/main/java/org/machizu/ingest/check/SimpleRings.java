package org.machizu.ingest.check;

import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Polygon;

/**
 * A fast test for what nearly every parcel is: one small ring that neither crosses nor touches
 * itself. It says yes only when that is certain; everything else is left to the full test.
 *
 * <p>Two segments are apart for certain when the two ends of one lie clearly on one side of the
 * other. "Clearly" is the error bound of Shewchuk (1997, "Adaptive precision floating-point
 * arithmetic", section 4.3, constant ccwerrboundA): a sign beyond it is right.
 */
final class SimpleRings {
  /** Beyond this the square of the number of segments costs more than the full test. */
  private static final int MAX_POSITIONS = 40;

  /** (3 + 16 ε) ε with ε = 2^-53. */
  private static final double ERROR_BOUND = 3.3306690738754716e-16;

  private SimpleRings() {}

  /** Whether the polygon is valid for certain; false means "not known". */
  static boolean isSurelyValid(Polygon polygon) {
    CoordinateSequence ring = polygon.getExteriorRing().getCoordinateSequence();
    int segments = ring.size() - 1;
    if (polygon.getNumInteriorRing() > 0 || segments < 3 || ring.size() > MAX_POSITIONS) {
      return false;
    }
    for (int i = 0; i < segments; i++) {
      int after = i + 1 == segments ? 0 : i + 1;
      if (side(ring, i, i + 1, after + 1) == 0) {
        return false; // straight on, doubled or turning back on itself: let the full test see
      }
      for (int j = i + 2; j < segments; j++) {
        boolean areNeighbours = i == 0 && j == segments - 1;
        if (!areNeighbours && !areApart(ring, i, j)) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean areApart(CoordinateSequence ring, int i, int j) {
    double ax = ring.getX(i);
    double bx = ring.getX(i + 1);
    double cx = ring.getX(j);
    double dx = ring.getX(j + 1);
    if (Math.max(ax, bx) < Math.min(cx, dx) || Math.max(cx, dx) < Math.min(ax, bx)) {
      return true;
    }
    double ay = ring.getY(i);
    double by = ring.getY(i + 1);
    double cy = ring.getY(j);
    double dy = ring.getY(j + 1);
    if (Math.max(ay, by) < Math.min(cy, dy) || Math.max(cy, dy) < Math.min(ay, by)) {
      return true;
    }
    return side(ring, i, i + 1, j) * side(ring, i, i + 1, j + 1) > 0
        || side(ring, j, j + 1, i) * side(ring, j, j + 1, i + 1) > 0;
  }

  /** 1 or -1 when c lies for certain left or right of a → b; 0 when that is not certain. */
  private static int side(CoordinateSequence ring, int a, int b, int c) {
    double left = (ring.getX(a) - ring.getX(c)) * (ring.getY(b) - ring.getY(c));
    double right = (ring.getY(a) - ring.getY(c)) * (ring.getX(b) - ring.getX(c));
    double determinant = left - right;
    double bound = ERROR_BOUND * (Math.abs(left) + Math.abs(right));
    return determinant > bound ? 1 : determinant < -bound ? -1 : 0;
  }
}
