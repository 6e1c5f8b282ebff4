package org.machizu.rasters;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.machizu.access.View;
import org.machizu.geo.feature.LayerId;
import org.machizu.geo.feature.Revision;
import org.machizu.layers.RasterContent;
import org.machizu.layers.RasterContent.Grid;
import org.machizu.layers.RasterStore;
import org.machizu.rasters.GridPictures.At;

/**
 * Grids as questions about places read them: blocks that were asked for stay in memory as long as
 * the layer stands at the revision of the catalogue. Pixels have no rights of their own: whoever
 * has a View of the layer sees all of them.
 */
public final class HeldGrids {
  private static final int SIDE = RasterContent.SIDE;

  /** 256 KiB each. */
  private static final int MOST_BLOCKS = 64;

  private static final int MOST_GRIDS = 100;

  private final RasterStore rasters;
  private final GridPictures pictures;
  private final Cache<State, Optional<Grid>> grids =
      Caffeine.newBuilder().maximumSize(MOST_GRIDS).build();
  private final Cache<Place, Optional<float[]>> blocks =
      Caffeine.newBuilder().maximumSize(MOST_BLOCKS).build();

  private record State(LayerId layer, Revision revision) {}

  private record Place(State state, int column, int row) {}

  public HeldGrids(RasterStore rasters, GridPictures pictures) {
    this.rasters = rasters;
    this.pictures = pictures;
  }

  /**
   * The numbers at several places, as {@link GridPictures#valuesAt} has them.
   *
   * @param revision of the layer, as the catalogue has it
   * @param lonLats degrees, JGD2011: one after the other, east before north
   * @throws IllegalStateException when the layer is no grid
   */
  public List<At> valuesAt(View view, Revision revision, double[] lonLats) {
    State state = new State(view.layer(), revision);
    Optional<Grid> grid = grids.get(state, _ -> rasters.read(view, HeldGrids::grid));
    if (grid.isEmpty()) {
      return Collections.nCopies(lonLats.length / 2, new At(false, OptionalDouble.empty()));
    }
    try {
      return pictures.values(
          grid.get(),
          lonLats,
          (column, row) -> cell(view, state, grid.get(), (int) column, (int) row));
    } catch (MovedException e) {
      return pictures.valuesAt(view, lonLats);
    }
  }

  /** The layer has been imported anew since the catalogue was read, and lies elsewhere now. */
  private static final class MovedException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private static Optional<Grid> grid(RasterStore.Pixels pixels) {
    return pixels
        .content()
        .map(content -> {
          if (content instanceof Grid grid) {
            return grid;
          }
          throw new IllegalStateException("the layer is a picture, no grid");
        });
  }

  private float cell(View view, State state, Grid grid, int x, int y) {
    Place place = new Place(state, x / SIDE, y / SIDE);
    Optional<float[]> block =
        blocks.get(place, _ -> rasters.read(view, pixels -> block(pixels, grid, place)));
    return block.isEmpty() ? Float.NaN : block.get()[y % SIDE * SIDE + x % SIDE];
  }

  private static Optional<float[]> block(RasterStore.Pixels pixels, Grid grid, Place place) {
    if (!grid(pixels).equals(Optional.of(grid))) {
      throw new MovedException();
    }
    return pixels.block(0, place.column(), place.row());
  }
}
