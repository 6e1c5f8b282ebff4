package org.machizu.tiles.encode;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.machizu.tiles.pack.ByteWriter;

/**
 * Points in tile units on their way to the commands of a vector tile's geometry (Mapbox Vector Tile
 * 2.1, section 4.3): repeated points left out, rings wound as they must be. A reusable scratch; the
 * cursor runs through all paths of one feature.
 */
final class TilePath {
  private static final int MOVE_TO = 1;
  private static final int LINE_TO = 2;
  private static final int CLOSE_PATH = 7;

  /** Below so many units, rounding the corners may push one across a side. */
  private static final int THIN = 8;

  /** Up to so many points, comparing each with each is faster than a set. */
  private static final int FEW = 32;

  private int[] xs = new int[64];
  private int[] ys = new int[64];
  private int count;
  private int cursorX;
  private int cursorY;

  /** Begins a feature. */
  void startFeature() {
    cursorX = 0;
    cursorY = 0;
    count = 0;
  }

  /** Begins a path. */
  void start() {
    count = 0;
  }

  int count() {
    return count;
  }

  /** Adds a point as it is. */
  void add(int x, int y) {
    if (count == xs.length) {
      xs = Arrays.copyOf(xs, count * 2);
      ys = Arrays.copyOf(ys, count * 2);
    }
    xs[count] = x;
    ys[count++] = y;
  }

  /** Adds a point of a line unless it repeats the one before. */
  void addDistinct(int x, int y) {
    if (count == 0 || xs[count - 1] != x || ys[count - 1] != y) {
      add(x, y);
    }
  }

  /**
   * Adds a point of a ring. A point between two others on a vertical or horizontal line is left out
   * again: it says nothing, and clipping leaves spikes there that run to and fro on the border.
   */
  void addRingPoint(int x, int y) {
    while (count > 1 && inRow(count - 2, count - 1, x, y)) {
      count--;
    }
    addDistinct(x, y);
  }

  private boolean inRow(int a, int b, int x, int y) {
    return (xs[a] == xs[b] && xs[b] == x) || (ys[a] == ys[b] && ys[b] == y);
  }

  /** Writes all points as one MoveTo; false when there is none. */
  boolean writePoints(ByteWriter out) {
    if (count > 0) {
      command(MOVE_TO, count, out);
      steps(0, count, out);
    }
    return count > 0;
  }

  /** Writes the points as a line; false when it has less than two. */
  boolean writeLine(ByteWriter out) {
    if (count < 2) {
      return false;
    }
    command(MOVE_TO, 1, out);
    steps(0, 1, out);
    command(LINE_TO, count - 1, out);
    steps(1, count, out);
    return true;
  }

  /**
   * Writes the points as a ring; false when it has no area, or is a hole that snapping has turned
   * inside out.
   */
  boolean writeRing(boolean hole, ByteWriter out) {
    trimEnd();
    long doubled = doubledArea();
    if (count < 3 || doubled == 0 || (hole && doubled > 0)) {
      return false;
    }
    if (!hole && doubled < 0) {
      reverse();
    }
    command(MOVE_TO, 1, out);
    steps(0, 1, out);
    command(LINE_TO, count - 1, out);
    steps(1, count, out);
    command(CLOSE_PATH, 1, out);
    return true;
  }

  /** Whether a place comes twice, so that the ring touches itself. */
  boolean repeatsPoint() {
    if (count > FEW) {
      Set<Long> places = HashSet.newHashSet(count);
      for (int i = 0; i < count; i++) {
        if (!places.add((long) xs[i] << 32 | (ys[i] & 0xFFFF_FFFFL))) {
          return true;
        }
      }
      return false;
    }
    for (int i = 1; i < count; i++) {
      for (int j = 0; j < i; j++) {
        if (xs[i] == xs[j] && ys[i] == ys[j]) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether the points span less than {@link #THIN} units in one direction. */
  boolean isThin() {
    int minX = Integer.MAX_VALUE;
    int minY = Integer.MAX_VALUE;
    int maxX = Integer.MIN_VALUE;
    int maxY = Integer.MIN_VALUE;
    for (int i = 0; i < count; i++) {
      minX = Math.min(minX, xs[i]);
      minY = Math.min(minY, ys[i]);
      maxX = Math.max(maxX, xs[i]);
      maxY = Math.max(maxY, ys[i]);
    }
    return count > 0 && ((long) maxX - minX < THIN || (long) maxY - minY < THIN);
  }

  /** Turns the points round where a ring of this kind must run the other way. */
  void orient(boolean hole) {
    if (hole == doubledArea() > 0) {
      reverse();
    }
  }

  /** The last point may repeat the first, or lie in a row with it. */
  void trimEnd() {
    while (count > 1
        && ((xs[count - 1] == xs[0] && ys[count - 1] == ys[0])
            || (count > 2 && inRow(count - 2, count - 1, xs[0], ys[0])))) {
      count--;
    }
  }

  /** The surveyor's formula; positive for a shell, y to the south. */
  private long doubledArea() {
    long sum = 0;
    for (int i = 0, j = count - 1; i < count; j = i++) {
      sum += (long) xs[j] * ys[i] - (long) xs[i] * ys[j];
    }
    return sum;
  }

  private void reverse() {
    for (int i = 0, j = count - 1; i < j; i++, j--) {
      int x = xs[i];
      int y = ys[i];
      xs[i] = xs[j];
      ys[i] = ys[j];
      xs[j] = x;
      ys[j] = y;
    }
  }

  private static void command(int id, int repeat, ByteWriter out) {
    out.writeVarint((long) repeat << 3 | id);
  }

  private void steps(int from, int to, ByteWriter out) {
    for (int i = from; i < to; i++) {
      out.writeZigzag(xs[i] - cursorX);
      out.writeZigzag(ys[i] - cursorY);
      cursorX = xs[i];
      cursorY = ys[i];
    }
  }
}
