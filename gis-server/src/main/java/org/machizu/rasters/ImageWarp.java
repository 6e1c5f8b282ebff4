package org.machizu.rasters;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.machizu.geo.crs.CrsPath;
import org.machizu.ingest.format.FormatException;
import org.machizu.ingest.raster.Placement;
import org.machizu.ingest.raster.RasterReader;
import org.machizu.ingest.raster.Window;
import org.machizu.layers.RasterContent;
import org.machizu.tiles.grid.TileAddress;
import org.machizu.tiles.grid.WorldGrid;

/** Draws map tiles from a picture in a file, between its pixels (bilinear). */
final class ImageWarp {
  private static final int SIDE = RasterContent.SIDE;

  private final RasterReader reader;
  private final CrsPath path;

  /**
   * @param path from JGD2011 lon/lat into the picture's system
   */
  ImageWarp(RasterReader reader, CrsPath path) {
    this.reader = reader;
    this.path = path;
  }

  /** The tile's pixels; null when there is nothing in it. */
  int @Nullable [] tile(TileAddress address) throws FormatException, IOException {
    Placement placement = reader.info().placement();
    Warp warp = new Warp(WorldGrid.webMercator(), address, placement, path);
    double[] bounds = warp.bounds();
    int fromX = (int) Math.clamp(Math.floor(bounds[0]) - 1, 0, placement.width());
    int fromY = (int) Math.clamp(Math.floor(bounds[1]) - 1, 0, placement.height());
    int toX = (int) Math.clamp(Math.ceil(bounds[2]) + 1, 0, placement.width());
    int toY = (int) Math.clamp(Math.ceil(bounds[3]) + 1, 0, placement.height());
    if (toX <= fromX || toY <= fromY) {
      return null;
    }
    Window window = new Window(fromX, fromY, toX - fromX, toY - fromY);
    Source source = new Source(reader.readImage(0, window), window);
    int[] tile = new int[SIDE * SIDE];
    int seen = 0;
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        int colour = source.at(warp.column(x, y), warp.row(x, y));
        tile[y * SIDE + x] = colour;
        seen |= colour;
      }
    }
    return seen >>> 24 == 0 ? null : tile;
  }

  /**
   * @param argb the pixels of the window
   */
  private record Source(int[] argb, Window window) {

    private int pixel(int x, int y) {
      int column = x - window.x();
      int row = y - window.y();
      return column < 0 || row < 0 || column >= window.width() || row >= window.height()
          ? 0
          : argb[row * window.width() + column];
    }

    int at(double column, double row) {
      return Bilinear.at(this::pixel, column, row);
    }
  }
}
