package org.machizu.rasters;

import org.machizu.geo.crs.CoordinateOutOfRangeException;
import org.machizu.geo.crs.CrsPath;
import org.machizu.ingest.raster.Placement;
import org.machizu.layers.RasterContent;
import org.machizu.tiles.grid.TileAddress;
import org.machizu.tiles.grid.WorldGrid;

/**
 * Where the pixels of a map tile lie in a raster. Every sixteenth place is converted exactly and
 * those between are interpolated, which at the scale of a tile is far finer than a pixel.
 */
final class Warp {
  private static final int SIDE = RasterContent.SIDE;
  private static final int STEP = 16;
  private static final int NODES = SIDE / STEP + 1;

  private final double[] columns = new double[NODES * NODES];
  private final double[] rows = new double[NODES * NODES];

  /**
   * @param grid of the tile
   * @param path from JGD2011 lon/lat into the raster's system
   */
  Warp(WorldGrid grid, TileAddress tile, Placement placement, CrsPath path) {
    double pixel = (double) tile.worldSize() / SIDE;
    double[] xy = new double[2];
    for (int j = 0; j < NODES; j++) {
      for (int i = 0; i < NODES; i++) {
        xy[0] = tile.worldMinX() + i * STEP * pixel;
        xy[1] = tile.worldMinY() + j * STEP * pixel;
        int at = j * NODES + i;
        columns[at] = Double.NaN; // unless it is found
        rows[at] = Double.NaN;
        if (!grid.toLonLat(xy)) {
          continue; // a corner of a large tile, beyond the earth
        }
        try {
          path.place(xy);
          columns[at] = placement.column(xy[0]);
          rows[at] = placement.row(xy[1]);
        } catch (CoordinateOutOfRangeException e) {
          // a corner of a large tile, beyond what the system can hold
        }
      }
    }
  }

  /** The raster's column under the middle of a tile's pixel, as a fraction; NaN for nowhere. */
  double column(int x, int y) {
    return between(columns, x, y);
  }

  /** The raster's row under the middle of a tile's pixel. */
  double row(int x, int y) {
    return between(rows, x, y);
  }

  private static double between(double[] nodes, int x, int y) {
    int at = y / STEP * NODES + x / STEP;
    double fx = (x % STEP + 0.5) / STEP;
    double fy = (y % STEP + 0.5) / STEP;
    double north = nodes[at] * (1 - fx) + nodes[at + 1] * fx;
    double south = nodes[at + NODES] * (1 - fx) + nodes[at + NODES + 1] * fx;
    return north * (1 - fy) + south * fy;
  }

  /** Pixels of the raster along a pixel of the tile, where they are most. */
  double density() {
    double most = 0;
    for (int j = 0; j + 1 < NODES; j++) {
      for (int i = 0; i + 1 < NODES; i++) {
        int at = j * NODES + i;
        double across =
            Math.abs(columns[at + 1] - columns[at]) + Math.abs(columns[at + NODES] - columns[at]);
        double down = Math.abs(rows[at + NODES] - rows[at]) + Math.abs(rows[at + 1] - rows[at]);
        most = Math.max(most, Double.isNaN(across + down) ? 0 : Math.max(across, down));
      }
    }
    return most / STEP;
  }

  /** Smallest column, smallest row, largest column, largest row. */
  double[] bounds() {
    double[] box = {
      Double.POSITIVE_INFINITY,
      Double.POSITIVE_INFINITY,
      Double.NEGATIVE_INFINITY,
      Double.NEGATIVE_INFINITY
    };
    for (int i = 0; i < columns.length; i++) {
      if (!Double.isNaN(columns[i])) {
        box[0] = Math.min(box[0], columns[i]);
        box[1] = Math.min(box[1], rows[i]);
        box[2] = Math.max(box[2], columns[i]);
        box[3] = Math.max(box[3], rows[i]);
      }
    }
    return box;
  }
}
