package org.machizu.rasters;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.machizu.ingest.format.FormatException;
import org.machizu.jobs.CancelledException;

/**
 * Builds a pyramid of tiles from its base: each tile above is made of the four below it. The base
 * is asked for row by row within squares of 64 by 64 tiles, so that files in strips are read nearly
 * in order and only a few rows of tiles are in memory.
 *
 * @param <T> a tile's pixels
 */
final class TilePyramid<T> {
  private static final int SQUARE_LEVELS = 6;

  /** The tiles as they are made and used. */
  interface Tiles<T> {
    /** A tile of the base; null when there is nothing in it. */
    @Nullable T base(int x, int y) throws FormatException, IOException, CancelledException;

    T empty();

    /** Puts a tile at half its size into a quarter of another: 0 or 1 to the east and south. */
    void halve(T tile, T into, int east, int south);

    /**
     * Takes a finished tile that is not empty.
     *
     * @param up levels above the base
     */
    void done(int up, int x, int y, T tile) throws FormatException, IOException, CancelledException;
  }

  private final Tiles<T> tiles;
  private final int minX;
  private final int minY;
  private final int maxX;
  private final int maxY;

  /** The base is the block of tiles from min to max, both included. */
  TilePyramid(Tiles<T> tiles, int minX, int minY, int maxX, int maxY) {
    this.tiles = tiles;
    this.minX = minX;
    this.minY = minY;
    this.maxX = maxX;
    this.maxY = maxY;
  }

  /**
   * Builds everything.
   *
   * @param levels levels above the base
   */
  void build(int levels) throws FormatException, IOException, CancelledException {
    for (int y = minY >> levels; y <= maxY >> levels; y++) {
      for (int x = minX >> levels; x <= maxX >> levels; x++) {
        var unused = build(levels, x, y);
      }
    }
  }

  private @Nullable T build(int up, int x, int y)
      throws FormatException, IOException, CancelledException {
    boolean outside = x > maxX >> up || y > maxY >> up || x < minX >> up || y < minY >> up;
    if (outside) {
      return null;
    }
    if (up <= SQUARE_LEVELS) {
      return square(up, x, y);
    }
    T whole = null;
    for (int quarter = 0; quarter < 4; quarter++) {
      int east = quarter % 2;
      int south = quarter / 2;
      whole = put(build(up - 1, 2 * x + east, 2 * y + south), whole, east, south);
    }
    if (whole != null) {
      tiles.done(up, x, y, whole);
    }
    return whole;
  }

  private @Nullable T put(@Nullable T tile, @Nullable T into, int east, int south) {
    if (tile == null) {
      return into;
    }
    T whole = into == null ? tiles.empty() : into;
    tiles.halve(tile, whole, east, south);
    return whole;
  }

  /** A tile and all below it, row by row of the base. */
  private @Nullable T square(int up, int x, int y)
      throws FormatException, IOException, CancelledException {
    List<List<@Nullable T>> open = new ArrayList<>();
    for (int level = 0; level <= up; level++) {
      open.add(nothing(1 << up - level));
    }
    int side = 1 << up;
    for (int row = 0; row < side; row++) {
      int baseY = (y << up) + row;
      if (baseY >= minY && baseY <= maxY) {
        baseRow(open.get(0), x << up, baseY);
      }
      close(open, up, x, y, row);
    }
    return open.get(up).get(0);
  }

  private void baseRow(List<@Nullable T> row, int firstX, int baseY)
      throws FormatException, IOException, CancelledException {
    for (int i = 0; i < row.size(); i++) {
      int baseX = firstX + i;
      if (baseX >= minX && baseX <= maxX) {
        row.set(i, tiles.base(baseX, baseY));
      }
    }
  }

  /** After a row of the base: hands out what is complete, and puts it into the rows above. */
  private void close(List<List<@Nullable T>> open, int up, int x, int y, int baseRow)
      throws FormatException, IOException, CancelledException {
    int row = baseRow;
    for (int level = 0; ; level++) {
      List<@Nullable T> complete = open.get(level);
      for (int i = 0; i < complete.size(); i++) {
        T tile = complete.get(i);
        if (tile != null) {
          tiles.done(level, (x << up - level) + i, (y << up - level) + row, tile);
        }
      }
      if (level == up) {
        return;
      }
      List<@Nullable T> above = open.get(level + 1);
      for (int i = 0; i < complete.size(); i++) {
        above.set(i / 2, put(complete.get(i), above.get(i / 2), i % 2, row % 2));
      }
      open.set(level, nothing(complete.size()));
      if (row % 2 == 0) {
        return; // the row above waits for its second half
      }
      row /= 2;
    }
  }

  private List<@Nullable T> nothing(int size) {
    List<@Nullable T> row = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      row.add(null);
    }
    return row;
  }
}
