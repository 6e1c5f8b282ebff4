package org.machizu.rasters;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.machizu.geo.crs.Crs;
import org.machizu.geo.crs.CrsPath;
import org.machizu.geo.crs.GridShifts;
import org.machizu.geo.feature.ZoomRange;
import org.machizu.ingest.raster.Placement;
import org.machizu.layers.RasterContent;
import org.machizu.layers.RasterStore;
import org.machizu.tiles.grid.PlaneGrid;
import org.machizu.tiles.grid.TileAddress;

/**
 * Tiles of a picture on the plane of a zone, warped from its stored tiles of the web: the zoom with
 * about as large pixels, between them (bilinear).
 */
public final class PlanePictures {
  private static final int SIDE = RasterContent.SIDE;
  private static final double HALF_SIDE_M = Math.PI * 6_378_137;

  /** So many zooms above the first stored one a tile would be made of 16 stored tiles or more. */
  private static final int MOST_ABOVE = 2;

  private PlanePictures() {}

  /**
   * The tile's pixels; empty when there is nothing in it.
   *
   * @return 0xAARRGGBB
   */
  public static Optional<int[]> tile(
      RasterStore.Pixels pixels, RasterContent content, PlaneGrid plane, TileAddress address) {
    ZoomRange stored = content.zooms();
    int wanted = PlaneGrid.webZoom(address.z());
    if (wanted < stored.min() - MOST_ABOVE
        || !plane.box(content.extent()).intersects(address.worldBox(0))) {
      return Optional.empty();
    }
    int zoom = Math.clamp(wanted, stored.min(), stored.max());
    Placement world = world(zoom);
    Warp warp = new Warp(plane, address, world, CrsPath.fromJgd2011(world.crs(), GridShifts.NONE));
    StoredTiles source = new StoredTiles(pixels, zoom);
    int[] tile = new int[SIDE * SIDE];
    int seen = 0;
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        int colour = Bilinear.at(source::at, warp.column(x, y), warp.row(x, y));
        tile[y * SIDE + x] = colour;
        seen |= colour;
      }
    }
    return seen >>> 24 == 0 ? Optional.empty() : Optional.of(tile);
  }

  /** All tiles of a zoom as one picture; at zoom 22 it is 2<sup>30</sup> pixels wide. */
  private static Placement world(int zoom) {
    int side = SIDE << zoom;
    double pixelM = 2 * HALF_SIDE_M / side;
    return new Placement(Crs.WEB_MERCATOR, -HALF_SIDE_M, HALF_SIDE_M, pixelM, pixelM, side, side);
  }

  /** Each stored tile is unpacked once. */
  private static final class StoredTiles {
    private static final int[] NOTHING = {};

    private final RasterStore.Pixels pixels;
    private final int zoom;
    private final Map<Long, int[]> read = new HashMap<>();
    private long lastKey = -1;
    private int[] last = NOTHING;

    StoredTiles(RasterStore.Pixels pixels, int zoom) {
      this.pixels = pixels;
      this.zoom = zoom;
    }

    int at(int x, int y) {
      int side = SIDE << zoom;
      if (x < 0 || y < 0 || x >= side || y >= side) {
        return 0;
      }
      long key = (long) (y / SIDE) << 32 | x / SIDE;
      if (key != lastKey) {
        last = read.computeIfAbsent(key, _ -> tile(x / SIDE, y / SIDE));
        lastKey = key;
      }
      return last.length == 0 ? 0 : last[y % SIDE * SIDE + x % SIDE];
    }

    private int[] tile(int column, int row) {
      return pixels.tile(new TileAddress(zoom, column, row)).map(TileImages::read).orElse(NOTHING);
    }
  }
}
