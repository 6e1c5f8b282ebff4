package org.machizu.tiles.grid;

import java.util.List;
import org.machizu.geo.feature.Envelope;
import org.machizu.geo.feature.ZoomRange;

/**
 * The address of a tile in WebMercatorQuad (OGC 17-083r4, annex D.1): tile matrix z has
 * 2<sup>z</sup> columns and rows, row 0 in the north, as in XYZ addresses.
 *
 * @param z 0 to 22
 * @param x column, 0 to 2<sup>z</sup>-1, from west to east
 * @param y row, 0 to 2<sup>z</sup>-1, from north to south
 */
public record TileAddress(int z, int x, int y) {
  /** The deepest zoom level. */
  public static final int MAX_ZOOM = ZoomRange.DEEPEST;

  /** Units of a tile's own grid along one side (the extent of a vector tile). */
  public static final int EXTENT = 4096;

  private static final int EXTENT_BITS = 12;

  public TileAddress {
    if (z < 0 || z > MAX_ZOOM) {
      throw new IllegalArgumentException("zoom " + z + " is not allowed; give 0 to " + MAX_ZOOM);
    }
    int last = (1 << z) - 1;
    if (x < 0 || x > last || y < 0 || y > last) {
      throw new IllegalArgumentException(
          "tile %d/%d/%d does not exist; at zoom %d give x and y from 0 to %d"
              .formatted(z, x, y, z, last));
    }
  }

  /** The tile that holds a place; on a border, the eastern and southern one. */
  public static TileAddress at(int z, double lon, double lat) {
    TileAddress checked = new TileAddress(z, 0, 0);
    int shift = checked.worldBits();
    return new TileAddress(z, WebMercator.worldX(lon) >> shift, WebMercator.worldY(lat) >> shift);
  }

  /** The tile's width on the world grid is two to this power. */
  private int worldBits() {
    return WebMercator.WORLD_BITS - z;
  }

  /** The western border on the world grid. */
  public long worldMinX() {
    return (long) x << worldBits();
  }

  /** The northern border on the world grid. */
  public long worldMinY() {
    return (long) y << worldBits();
  }

  /** Width and height on the world grid. */
  public long worldSize() {
    return 1L << worldBits();
  }

  /**
   * A length of the tile's own grid as a length on the world grid.
   *
   * @param units in 1/4096 of the tile; rounded down to whole world units below zoom 19
   */
  public static long toWorldUnits(int z, int units) {
    int shift = WebMercator.WORLD_BITS - EXTENT_BITS - z;
    return shift >= 0 ? (long) units << shift : (long) units >> -shift;
  }

  /**
   * The tile's box on the world grid with a margin, borders included.
   *
   * @param bufferUnits the margin in 1/4096 of the tile, 0 or more
   */
  public WorldBox worldBox(int bufferUnits) {
    long buffer = toWorldUnits(z, bufferUnits);
    return WorldBox.cut(
        worldMinX() - buffer,
        worldMinY() - buffer,
        worldMinX() + worldSize() + buffer,
        worldMinY() + worldSize() + buffer);
  }

  /** The tile's box in lon/lat degrees. */
  public Envelope envelope() {
    return new Envelope(
        WebMercator.lon((double) worldMinX()),
        WebMercator.lat((double) (worldMinY() + worldSize())),
        WebMercator.lon((double) (worldMinX() + worldSize())),
        WebMercator.lat((double) worldMinY()));
  }

  /**
   * The tile one level up that holds this one.
   *
   * @throws IllegalStateException for the tile of zoom 0
   */
  public TileAddress parent() {
    if (z == 0) {
      throw new IllegalStateException("tile 0/0/0 holds the whole world and has no parent");
    }
    return new TileAddress(z - 1, x >> 1, y >> 1);
  }

  /**
   * The four tiles one level down: north-west, north-east, south-west, south-east.
   *
   * @throws IllegalStateException at {@link #MAX_ZOOM}
   */
  public List<TileAddress> children() {
    if (z == MAX_ZOOM) {
      throw new IllegalStateException(this + " is at the deepest zoom and has no children");
    }
    int west = x << 1;
    int north = y << 1;
    return List.of(
        new TileAddress(z + 1, west, north),
        new TileAddress(z + 1, west + 1, north),
        new TileAddress(z + 1, west, north + 1),
        new TileAddress(z + 1, west + 1, north + 1));
  }

  /** As in addresses: "z/x/y". */
  @Override
  public String toString() {
    return z + "/" + x + "/" + y;
  }
}
