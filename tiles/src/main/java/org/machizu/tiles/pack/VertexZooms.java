package org.machizu.tiles.pack;

import java.util.Arrays;

/**
 * For each vertex of a line or ring the lowest zoom level that needs it, so that a tile is
 * simplified by leaving out vertices, without any geometry work.
 *
 * <p>The measure is the distance of Douglas and Peucker ("Algorithms for the reduction of the
 * number of points required to represent a digitized line or its caricature", 1973); a vertex shows
 * from the zoom at which it stands more than {@link #TOLERANCE_UNITS} of a tile's 4096 units off
 * the line without it.
 */
final class VertexZooms {
  /** 3/4096 of a tile is 0.4 pixels of a 512-pixel tile: a shift nobody sees. */
  private static final double TOLERANCE_UNITS = 3;

  /** Marks a vertex on the straight line between its neighbours; only the full zoom shows it. */
  static final byte NEVER = 63;

  /**
   * Longest run worked on at once. Douglas-Peucker takes quadratic time on unlucky lines; cutting a
   * line at every 1024th vertex bounds that and costs a vertex in a thousand.
   */
  private static final int RUN = 1024;

  private final WorldShape shape;
  private final byte[] zooms;
  private int first;
  private int count;

  private VertexZooms(WorldShape shape) {
    this.shape = shape;
    this.zooms = new byte[shape.points()];
  }

  /** The zooms of all vertices of a shape of lines or rings, in its order. */
  static byte[] of(WorldShape shape, boolean rings) {
    VertexZooms work = new VertexZooms(shape);
    for (int part = 0; part < shape.parts(); part++) {
      work.first = shape.start(part);
      work.count = shape.end(part) - work.first;
      if (rings) {
        work.ring();
      } else {
        work.line(0, work.count - 1);
      }
    }
    return work.zooms;
  }

  /** The lowest zoom at which a distance in world units exceeds the tolerance. */
  static byte zoomOf(double distance) {
    if (distance <= 0) {
      return NEVER;
    }
    // tolerance at zoom z is TOLERANCE_UNITS * 2^(19-z) world units
    double ratio = TOLERANCE_UNITS * (1 << 19) / distance;
    return (byte) Math.clamp(Math.getExponent(ratio) + 1, 0, NEVER);
  }

  private void ring() {
    if (count <= 3) {
      Arrays.fill(zooms, first, first + count, (byte) 0);
      return;
    }
    int far = farthestFromFirst();
    line(0, far);
    line(far, count);
    // a third vertex, the most important of the others, or the ring would have no area
    int third = far == 1 ? 2 : 1;
    for (int i = 1; i < count; i++) {
      if (i != far && zooms[first + i] < zooms[first + third]) {
        third = i;
      }
    }
    zooms[first + third] = 0;
  }

  private int farthestFromFirst() {
    int far = 1;
    double best = -1;
    for (int i = 1; i < count; i++) {
      double dx = x(i) - x(0);
      double dy = y(i) - y(0);
      double distance = dx * dx + dy * dy;
      if (distance > best) {
        best = distance;
        far = i;
      }
    }
    return far;
  }

  /** Both ends show always; in a ring, position {@code count} is the first vertex again. */
  private void line(int from, int to) {
    set(from, (byte) 0);
    set(to, (byte) 0);
    if (to - from <= RUN) {
      split(from, to, 1);
      return;
    }
    split(from, to, RUN);
    for (int start = from; start < to; start += RUN) {
      split(start, Math.min(start + RUN, to), 1);
    }
  }

  /** Douglas-Peucker over every {@code step}th vertex, without recursion. */
  private void split(int from, int to, int step) {
    int last = Math.ceilDiv(to - from, step);
    int[] stack = new int[64];
    byte[] parents = new byte[32];
    stack[0] = 0;
    stack[1] = last;
    int depth = 1;
    while (depth > 0) {
      depth--;
      int low = stack[2 * depth];
      int high = stack[2 * depth + 1];
      byte parent = parents[depth];
      if (high - low < 2) {
        continue;
      }
      int best = low + 1;
      double bestDistance = -1;
      int a = at(from, to, step, low);
      int b = at(from, to, step, high);
      for (int i = low + 1; i < high; i++) {
        double distance = squaredDistance(at(from, to, step, i), a, b);
        if (distance > bestDistance) {
          bestDistance = distance;
          best = i;
        }
      }
      byte zoom = (byte) Math.max(parent, zoomOf(Math.sqrt(bestDistance)));
      set(at(from, to, step, best), zoom);
      if (depth + 2 > parents.length) {
        stack = Arrays.copyOf(stack, stack.length * 2);
        parents = Arrays.copyOf(parents, parents.length * 2);
      }
      stack[2 * depth] = low;
      stack[2 * depth + 1] = best;
      parents[depth++] = zoom;
      stack[2 * depth] = best;
      stack[2 * depth + 1] = high;
      parents[depth++] = zoom;
    }
  }

  private static int at(int from, int to, int step, int position) {
    return (int) Math.min(from + (long) position * step, to);
  }

  private void set(int vertex, byte zoom) {
    zooms[first + (vertex == count ? 0 : vertex)] = zoom;
  }

  private double x(int vertex) {
    return shape.x(first + (vertex == count ? 0 : vertex));
  }

  private double y(int vertex) {
    return shape.y(first + (vertex == count ? 0 : vertex));
  }

  /** From a vertex to the segment between two others. */
  private double squaredDistance(int vertex, int a, int b) {
    double px = x(vertex) - x(a);
    double py = y(vertex) - y(a);
    double dx = x(b) - x(a);
    double dy = y(b) - y(a);
    double length = dx * dx + dy * dy;
    double along = length == 0 ? 0 : Math.clamp((px * dx + py * dy) / length, 0, 1);
    double offX = px - along * dx;
    double offY = py - along * dy;
    return offX * offX + offY * offY;
  }
}
