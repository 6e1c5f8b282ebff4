package org.machizu.tiles.pack;

import java.util.Arrays;

/**
 * One geometry on the world grid, in parts. A reusable scratch, for one thread.
 *
 * <p>Points: one part with all points. Lines: one part a line. Polygons: one part a ring without
 * the closing point, each shell followed by its holes; shells have a positive area by the
 * surveyor's formula with y to the south (clockwise on the map), holes a negative one.
 */
public final class WorldShape {
  private int[] xs = new int[64];
  private int[] ys = new int[64];
  private int[] ends = new int[8];
  private boolean[] holes = new boolean[8];
  private int points;
  private int parts;

  /** The number of parts. */
  public int parts() {
    return parts;
  }

  /** The number of points of all parts. */
  public int points() {
    return points;
  }

  /** Index of the first point of a part. */
  public int start(int part) {
    return part == 0 ? 0 : ends[part - 1];
  }

  /** Index after the last point of a part. */
  public int end(int part) {
    return ends[part];
  }

  /** Whether the part is a hole of the shell before it. */
  public boolean isHole(int part) {
    return holes[part];
  }

  public int x(int point) {
    return xs[point];
  }

  public int y(int point) {
    return ys[point];
  }

  void clear() {
    points = 0;
    parts = 0;
  }

  void add(int x, int y) {
    if (points == xs.length) {
      xs = Arrays.copyOf(xs, points * 2);
      ys = Arrays.copyOf(ys, points * 2);
    }
    xs[points] = x;
    ys[points++] = y;
  }

  /** Adds a point unless it repeats the one before in the same part. */
  void addDistinct(int x, int y) {
    int first = start(parts);
    if (points == first || xs[points - 1] != x || ys[points - 1] != y) {
      add(x, y);
    }
  }

  void endPart(boolean hole) {
    if (parts == ends.length) {
      ends = Arrays.copyOf(ends, parts * 2);
      holes = Arrays.copyOf(holes, parts * 2);
    }
    ends[parts] = points;
    holes[parts++] = hole;
  }

  /** Takes back the points after the last ended part. */
  void dropOpenPart() {
    points = start(parts);
  }

  /** Takes back the last point of the open part. */
  void dropLastPoint() {
    points--;
  }

  /** Turns the points of the open part round. */
  void reverseOpenPart() {
    for (int i = start(parts), j = points - 1; i < j; i++, j--) {
      swap(xs, i, j);
      swap(ys, i, j);
    }
  }

  private static void swap(int[] array, int i, int j) {
    int kept = array[i];
    array[i] = array[j];
    array[j] = kept;
  }

  /**
   * Twice the signed area of points {@code from} to {@code to} (exclusive) as a closed ring, in
   * square world units; exact up to the precision of double.
   */
  double doubledArea(int from, int to) {
    double sum = 0;
    for (int i = from, j = to - 1; i < to; j = i++) {
      // relative to the first point, so that small rings far from the origin keep their digits
      double xj = xs[j] - (double) xs[from];
      double yi = ys[i] - (double) ys[from];
      double xi = xs[i] - (double) xs[from];
      double yj = ys[j] - (double) ys[from];
      sum += xj * yi - xi * yj;
    }
    return sum;
  }
}
