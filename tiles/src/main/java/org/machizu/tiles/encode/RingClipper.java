package org.machizu.tiles.encode;

import java.util.Arrays;
import org.machizu.tiles.grid.WorldBox;
import org.machizu.tiles.pack.WorldShape;

/**
 * Cuts a ring to a box on the world grid. Parts of a ring that lie apart within the box stay
 * connected along its border ({@link #mayTouchItself} tells). A reusable scratch.
 *
 * <p>Source: I. Sutherland, G. Hodgman, "Reentrant polygon clipping", 1974.
 */
final class RingClipper {
  private int[] xs = new int[64];
  private int[] ys = new int[64];
  private int[] nextXs = new int[64];
  private int[] nextYs = new int[64];
  private int count;
  private int nextCount;

  int count() {
    return count;
  }

  int x(int i) {
    return xs[i];
  }

  int y(int i) {
    return ys[i];
  }

  /** Cuts one part of a shape; the result is in this clipper until the next call. */
  void clip(WorldShape shape, int part, WorldBox box) {
    take(shape, part);
    cut(true, box.minX(), 1);
    cut(true, box.maxX(), -1);
    cut(false, box.minY(), 1);
    cut(false, box.maxY(), -1);
  }

  /**
   * Whether the result runs along one side of the box more than once, and so may touch itself
   * there.
   */
  boolean mayTouchItself(WorldBox box) {
    int[] along = new int[4];
    for (int i = 0, j = count - 1; i < count; j = i++) {
      boolean upright = xs[i] == xs[j] && ys[i] != ys[j];
      boolean level = ys[i] == ys[j] && xs[i] != xs[j];
      along[0] += upright && xs[i] == box.minX() ? 1 : 0;
      along[1] += upright && xs[i] == box.maxX() ? 1 : 0;
      along[2] += level && ys[i] == box.minY() ? 1 : 0;
      along[3] += level && ys[i] == box.maxY() ? 1 : 0;
    }
    return along[0] > 1 || along[1] > 1 || along[2] > 1 || along[3] > 1;
  }

  private void take(WorldShape shape, int part) {
    count = shape.end(part) - shape.start(part);
    if (count > xs.length) {
      xs = new int[count * 2];
      ys = new int[count * 2];
    }
    for (int i = 0; i < count; i++) {
      xs[i] = shape.x(shape.start(part) + i);
      ys[i] = shape.y(shape.start(part) + i);
    }
  }

  /**
   * Keeps what lies on one side of a line.
   *
   * @param vertical whether the line is x = border, else y = border
   * @param sign 1 to keep what is at or above the border, -1 at or below
   */
  private void cut(boolean vertical, int border, int sign) {
    int[] across = vertical ? xs : ys;
    if (count == 0 || allInside(across, border, sign)) {
      return;
    }
    nextCount = 0;
    int last = count - 1;
    for (int i = 0; i < count; i++) {
      boolean inside = sign * ((long) across[i] - border) >= 0;
      boolean lastInside = sign * ((long) across[last] - border) >= 0;
      if (inside != lastInside) {
        if (vertical) {
          add(border, crossing(xs[last], ys[last], xs[i], ys[i], border));
        } else {
          add(crossing(ys[last], xs[last], ys[i], xs[i], border), border);
        }
      }
      if (inside) {
        add(xs[i], ys[i]);
      }
      last = i;
    }
    swap();
  }

  private boolean allInside(int[] across, int border, int sign) {
    for (int i = 0; i < count; i++) {
      if (sign * ((long) across[i] - border) < 0) {
        return false;
      }
    }
    return true;
  }

  /**
   * Where the segment from (a0, b0) to (a1, b1) crosses a = border; the same from either end, so
   * that neighbours with a common edge stay neighbours.
   */
  static int crossing(int a0, int b0, int a1, int b1, int border) {
    boolean forward = a0 < a1;
    double lowA = forward ? a0 : a1;
    double lowB = forward ? b0 : b1;
    double highA = forward ? a1 : a0;
    double highB = forward ? b1 : b0;
    return (int) Math.rint(lowB + (highB - lowB) * ((border - lowA) / (highA - lowA)));
  }

  private void add(int x, int y) {
    if (nextCount == nextXs.length) {
      nextXs = Arrays.copyOf(nextXs, nextCount * 2);
      nextYs = Arrays.copyOf(nextYs, nextCount * 2);
    }
    nextXs[nextCount] = x;
    nextYs[nextCount++] = y;
  }

  private void swap() {
    int[] x = xs;
    int[] y = ys;
    xs = nextXs;
    ys = nextYs;
    nextXs = x;
    nextYs = y;
    count = nextCount;
  }
}
