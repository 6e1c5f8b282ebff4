package org.machizu.tiles.grid;

import java.util.ArrayList;
import java.util.List;
import org.machizu.geo.feature.Envelope;

/**
 * A block of tiles of one zoom level, borders included. Never empty.
 *
 * @param min the north-western tile
 * @param max the south-eastern tile, of the same zoom
 */
public record TileRange(TileAddress min, TileAddress max) {
  public TileRange {
    if (min.z() != max.z() || min.x() > max.x() || min.y() > max.y()) {
      throw new IllegalArgumentException(
          "tiles %s to %s are no block; give the north-western and the south-eastern tile of one zoom"
              .formatted(min, max));
    }
  }

  /**
   * The tiles whose box with a margin shares a point with {@code box}, borders included: exactly
   * those that a feature with this box can show in.
   *
   * @param bufferUnits the margin of a tile in 1/4096 of its side, 0 or more
   */
  public static TileRange touching(WorldBox box, int z, int bufferUnits) {
    TileAddress first = new TileAddress(z, 0, 0);
    long size = first.worldSize();
    long buffer = TileAddress.toWorldUnits(z, bufferUnits);
    return new TileRange(
        new TileAddress(z, from(box.minX(), buffer, size, z), from(box.minY(), buffer, size, z)),
        new TileAddress(z, to(box.maxX(), buffer, size, z), to(box.maxY(), buffer, size, z)));
  }

  /** As {@link #touching(WorldBox, int, int)}, for a box in lon/lat degrees. */
  public static TileRange touching(Envelope box, int z, int bufferUnits) {
    return touching(WorldBox.of(box), z, bufferUnits);
  }

  /** The first tile whose eastern (southern) border plus margin reaches {@code min}. */
  private static int from(long min, long buffer, long size, int z) {
    return (int) Math.clamp(Math.ceilDiv(min - buffer, size) - 1, 0, (1L << z) - 1);
  }

  /** The last tile whose western (northern) border less margin reaches {@code max}. */
  private static int to(long max, long buffer, long size, int z) {
    return (int) Math.clamp(Math.floorDiv(max + buffer, size), 0, (1L << z) - 1);
  }

  /** How many tiles there are. */
  public long count() {
    return (max.x() - min.x() + 1L) * (max.y() - min.y() + 1L);
  }

  /** Whether the tile is one of the block; false for other zoom levels. */
  public boolean contains(TileAddress tile) {
    return tile.z() == min.z()
        && tile.x() >= min.x()
        && tile.x() <= max.x()
        && tile.y() >= min.y()
        && tile.y() <= max.y();
  }

  /**
   * All tiles, row by row from the north-west.
   *
   * @param atMost the most that the caller can take
   * @throws IllegalArgumentException when there are more
   */
  public List<TileAddress> list(int atMost) {
    if (count() > atMost) {
      throw new IllegalArgumentException(
          "tiles %s to %s are %d, but at most %d may be listed; take a smaller box or a lower zoom"
              .formatted(min, max, count(), atMost));
    }
    List<TileAddress> tiles = new ArrayList<>((int) count());
    for (int y = min.y(); y <= max.y(); y++) {
      for (int x = min.x(); x <= max.x(); x++) {
        tiles.add(new TileAddress(min.z(), x, y));
      }
    }
    return tiles;
  }
}
