package org.machizu.tiles.pack;

/**
 * The place of a point along the Hilbert curve over the world grid, so that neighbours on the map
 * are mostly neighbours in memory. The curve lies over the world, not over a layer's extent: the
 * order of two features is the same in every pack.
 *
 * <p>Source: H. S. Warren, Hacker's Delight, 2nd ed., chapter 16; the variant with rotation in each
 * step (Wikipedia, "Hilbert curve", xy2d).
 */
final class Hilbert {
  private Hilbert() {}

  /** The place along the curve, 0 to 2<sup>62</sup>-1. */
  static long index(int worldX, int worldY) {
    int x = worldX;
    int y = worldY;
    long index = 0;
    for (int bit = 30; bit >= 0; bit--) {
      int east = (x >> bit) & 1;
      int south = (y >> bit) & 1;
      index = index << 2 | ((3 * east) ^ south);
      if (south == 0) {
        if (east == 1) {
          x = Integer.MAX_VALUE - x;
          y = Integer.MAX_VALUE - y;
        }
        int swap = x;
        x = y;
        y = swap;
      }
    }
    return index;
  }
}
