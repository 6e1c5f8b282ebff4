package org.machizu.tiles.archive;

import org.machizu.tiles.grid.TileAddress;

/**
 * The numbers of tiles in a PMTiles archive: level after level, within a level along the Hilbert
 * curve.
 */
public final class TileIds {
  private TileIds() {}

  /** How many tiles all levels above have. */
  static long first(int z) {
    return ((1L << (2 * z)) - 1) / 3;
  }

  public static long of(TileAddress tile) {
    long x = tile.x();
    long y = tile.y();
    long place = 0;
    for (long side = 1L << tile.z() >> 1; side > 0; side >>= 1) {
      long right = (x & side) == 0 ? 0 : 1;
      long up = (y & side) == 0 ? 0 : 1;
      place += side * side * ((3 * right) ^ up);
      if (up == 0) {
        if (right == 1) {
          x = side - 1 - (x & (side - 1));
          y = side - 1 - (y & (side - 1));
        }
        long swap = x;
        x = y;
        y = swap;
      }
    }
    return first(tile.z()) + place;
  }

  /**
   * The tile of a number.
   *
   * @throws IllegalArgumentException when the number is beyond the deepest level
   */
  public static TileAddress tile(long id) {
    int z = 0;
    while (id >= first(z + 1)) {
      z++;
      if (z > TileAddress.MAX_ZOOM) {
        throw new IllegalArgumentException("tile number " + id + " is too deep");
      }
    }
    long left = id - first(z);
    long x = 0;
    long y = 0;
    for (long side = 1; side < 1L << z; side *= 2) {
      long right = 1 & (left / 2);
      long up = 1 & (left ^ right);
      if (up == 0) {
        if (right == 1) {
          x = side - 1 - x;
          y = side - 1 - y;
        }
        long swap = x;
        x = y;
        y = swap;
      }
      x += side * right;
      y += side * up;
      left /= 4;
    }
    return new TileAddress(z, (int) x, (int) y);
  }
}
