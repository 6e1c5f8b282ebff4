package org.machizu.layers.ground;

/** Straight pieces in arrays of x and y by turns: those at {@code i} and {@code i + 2} end one. */
public final class Segments {
  private Segments() {}

  /** Whether a piece's box is closer to another box than so much. */
  public static boolean isCloser(double[] xy, int i, double[] box, int at, double than) {
    double minX = Math.min(xy[i], xy[i + 2]);
    double maxX = Math.max(xy[i], xy[i + 2]);
    double minY = Math.min(xy[i + 1], xy[i + 3]);
    double maxY = Math.max(xy[i + 1], xy[i + 3]);
    double dx = Math.max(0, Math.max(minX - box[at + 2], box[at] - maxX));
    double dy = Math.max(0, Math.max(minY - box[at + 3], box[at + 1] - maxY));
    return dx * dx + dy * dy < than * than;
  }

  /** The distance of two pieces; 0 where they cross. */
  static double distance(double[] p, int i, double[] q, int k) {
    if (cross(p[i], p[i + 1], p[i + 2], p[i + 3], q[k], q[k + 1], q[k + 2], q[k + 3])) {
      return 0;
    }
    return Math.sqrt(
        Math.min(
            Math.min(squared(p, i, q[k], q[k + 1]), squared(p, i, q[k + 2], q[k + 3])),
            Math.min(squared(q, k, p[i], p[i + 1]), squared(q, k, p[i + 2], p[i + 3]))));
  }

  private static boolean cross(
      double ax, double ay, double bx, double by, double cx, double cy, double dx, double dy) {
    double denominator = (bx - ax) * (dy - cy) - (by - ay) * (dx - cx);
    if (denominator == 0) {
      return false; // parallel: some end is nearest
    }
    double r = ((ay - cy) * (dx - cx) - (ax - cx) * (dy - cy)) / denominator;
    double s = ((ay - cy) * (bx - ax) - (ax - cx) * (by - ay)) / denominator;
    return r >= 0 && r <= 1 && s >= 0 && s <= 1;
  }

  /** The squared distance of a place from a piece. */
  static double squared(double[] xy, int i, double x, double y) {
    double dx = xy[i + 2] - xy[i];
    double dy = xy[i + 3] - xy[i + 1];
    double length2 = dx * dx + dy * dy;
    double t = length2 == 0 ? 0 : ((x - xy[i]) * dx + (y - xy[i + 1]) * dy) / length2;
    double at = Math.max(0, Math.min(1, t));
    double ex = xy[i] + at * dx - x;
    double ey = xy[i + 1] + at * dy - y;
    return ex * ex + ey * ey;
  }
}
