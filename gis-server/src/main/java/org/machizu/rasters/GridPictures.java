package org.machizu.rasters;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.machizu.access.View;
import org.machizu.geo.crs.CoordinateOutOfRangeException;
import org.machizu.geo.crs.CrsPath;
import org.machizu.geo.crs.GridShifts;
import org.machizu.ingest.raster.Placement;
import org.machizu.layers.ColourRamp;
import org.machizu.layers.RasterContent;
import org.machizu.layers.RasterContent.Grid;
import org.machizu.layers.RasterStore;
import org.machizu.tiles.grid.TileAddress;
import org.machizu.tiles.grid.WorldGrid;

/** Grids as somebody sees them: the number at a place, and tiles in colours. */
public final class GridPictures {
  private static final int SIDE = RasterContent.SIDE;

  private final RasterStore rasters;
  private final GridShifts grids;

  /**
   * @param grids the same as at the import, so that places are found where they were put
   */
  public GridPictures(RasterStore rasters, GridShifts grids) {
    this.rasters = rasters;
    this.grids = grids;
  }

  /**
   * The number of the pixel that holds a place, exactly as it stood in the file; empty outside and
   * where there is nothing.
   *
   * @param lon degrees, JGD2011
   * @param lat degrees
   * @throws IllegalStateException when the layer is no grid
   */
  public OptionalDouble valueAt(View view, double lon, double lat) {
    return valuesAt(view, new double[] {lon, lat}).getFirst().value();
  }

  /**
   * What a grid has at a place.
   *
   * @param isInside whether the grid reaches there at all
   * @param value of the pixel; empty where there is nothing
   */
  public record At(boolean isInside, OptionalDouble value) {
    private static final At OUTSIDE = new At(false, OptionalDouble.empty());
  }

  /**
   * The numbers at several places, of one state of the layer, as {@link #valueAt} has them.
   *
   * @param lonLats degrees, JGD2011: one after the other, east before north
   * @return as many as there are places, in their order
   * @throws IllegalStateException when the layer is no grid
   */
  public List<At> valuesAt(View view, double[] lonLats) {
    return rasters.read(
        view,
        pixels ->
            pixels
                .content()
                .map(content -> {
                  Grid grid = grid(content);
                  return values(grid, lonLats, new Blocks(pixels, grid, 0)::at);
                })
                .orElseGet(() -> Collections.nCopies(lonLats.length / 2, At.OUTSIDE)));
  }

  /** The number of a pixel of level 0, given as fractions; NaN for nothing. */
  interface Cells {
    float at(double column, double row);
  }

  /** What stands at places, of whatever keeps the cells. */
  List<At> values(Grid grid, double[] lonLats, Cells cells) {
    Placement placement = grid.placement();
    CrsPath path = CrsPath.fromJgd2011(placement.crs(), grids);
    List<At> values = new ArrayList<>(lonLats.length / 2);
    for (int i = 0; i < lonLats.length; i += 2) {
      values.add(value(placement, path, lonLats[i], lonLats[i + 1], cells));
    }
    return values;
  }

  private static At value(Placement placement, CrsPath path, double lon, double lat, Cells cells) {
    double[] xy = {lon, lat};
    try {
      path.place(xy);
    } catch (CoordinateOutOfRangeException e) {
      return At.OUTSIDE;
    }
    double column = placement.column(xy[0]);
    double row = placement.row(xy[1]);
    if (!(column >= 0 && row >= 0 && column < placement.width() && row < placement.height())) {
      return At.OUTSIDE;
    }
    float value = cells.at(column, row);
    return new At(true, Float.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value));
  }

  /**
   * A map tile, each pixel in the colour of the number in its middle; empty when there is nothing
   * in it.
   *
   * @return 0xAARRGGBB
   */
  public Optional<int[]> tile(View view, WorldGrid plane, TileAddress address, ColourRamp ramp) {
    return rasters.read(
        view,
        pixels ->
            pixels.content().flatMap(content -> draw(pixels, grid(content), plane, address, ramp)));
  }

  private static Grid grid(RasterContent content) {
    if (content instanceof Grid grid) {
      return grid;
    }
    throw new IllegalStateException("the layer is a picture, no grid");
  }

  private Optional<int[]> draw(
      RasterStore.Pixels pixels, Grid grid, WorldGrid plane, TileAddress address, ColourRamp ramp) {
    Placement p = grid.placement();
    Warp warp = new Warp(plane, address, p, CrsPath.fromJgd2011(p.crs(), grids));
    double[] box = warp.bounds();
    if (!(box[0] < p.width() && box[1] < p.height() && box[2] > 0 && box[3] > 0)) {
      return Optional.empty();
    }
    int level =
        Math.clamp((int) Math.floor(Math.log(warp.density()) / Math.log(2)), 0, grid.levels() - 1);
    Blocks blocks = new Blocks(pixels, grid, level);
    int[] tile = new int[SIDE * SIDE];
    int seen = 0;
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        int colour = ramp.argb(blocks.at(warp.column(x, y), warp.row(x, y)));
        tile[y * SIDE + x] = colour;
        seen |= colour;
      }
    }
    return seen == 0 ? Optional.empty() : Optional.of(tile);
  }

  /** The numbers of one level; each block is read once. */
  private static final class Blocks {
    private final RasterStore.Pixels pixels;
    private final Grid grid;
    private final int level;
    private final Map<Long, Optional<float[]>> read = new HashMap<>();
    private long lastKey = -1;
    private Optional<float[]> last = Optional.empty();

    Blocks(RasterStore.Pixels pixels, Grid grid, int level) {
      this.pixels = pixels;
      this.grid = grid;
      this.level = level;
    }

    /** The number at a place of level 0, given as fractions of its pixels; NaN for nothing. */
    float at(double column, double row) {
      Placement p = grid.placement();
      if (!(column >= 0 && row >= 0 && column < p.width() && row < p.height())) {
        return Float.NaN;
      }
      int x = (int) column >> level;
      int y = (int) row >> level;
      long key = (long) (y / SIDE) << 32 | x / SIDE;
      if (key != lastKey) {
        last = read.computeIfAbsent(key, k -> pixels.block(level, x / SIDE, y / SIDE));
        lastKey = key;
      }
      return last.isEmpty() ? Float.NaN : last.get()[y % SIDE * SIDE + x % SIDE];
    }
  }
}
