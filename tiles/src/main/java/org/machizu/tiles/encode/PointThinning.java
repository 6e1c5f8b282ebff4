package org.machizu.tiles.encode;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.machizu.tiles.grid.TileAddress;
import org.machizu.tiles.grid.WorldBox;
import org.machizu.tiles.pack.LayerPack;
import org.machizu.tiles.pack.LayerSnapshot.Run;
import org.machizu.tiles.pack.ShapeKind;

/**
 * Of the points in one cell of a grid, one stays: the one with the lowest draw. The cells begin at
 * the world's corner and no cell crosses a tile's border or the end of its buffer, so neighbouring
 * tiles choose the same points.
 */
final class PointThinning {
  /** The widest cell in tile units; as wide as the buffer, so that a cell is seen whole. */
  private static final int WIDEST = TileEncoder.BUFFER;

  private final int cell;
  private final double highestDraw;
  private final Map<Long, Long> idsByCell = new HashMap<>();

  /**
   * @param threshold as of {@link Importance}, in square tile units; a cell covers about as much.
   *     Beyond the widest cell, points go by their draw
   */
  PointThinning(TileAddress tile, double threshold, List<Run> runs) {
    int side = 1;
    while (side < WIDEST && (double) side * side < threshold) {
      side *= 2;
    }
    cell = (int) Math.max(1, TileAddress.toWorldUnits(tile.z(), side));
    highestDraw = (double) WIDEST * WIDEST / threshold;
    for (Run run : runs) {
      for (int i = run.from(); i < run.to(); i++) {
        int entry = run.list().get(i);
        if (isSinglePoint(run.pack(), entry)) {
          idsByCell.merge(
              cellOf(run.pack().box(entry)), run.pack().id(entry), PointThinning::lowerDraw);
        }
      }
    }
  }

  static boolean isSinglePoint(LayerPack pack, int entry) {
    return pack.kind(entry) == ShapeKind.POINT && pack.size(entry) <= 1;
  }

  /** Whether a single point stays. */
  boolean keeps(LayerPack pack, int entry) {
    long id = pack.id(entry);
    Long kept = idsByCell.get(cellOf(pack.box(entry)));
    return kept != null && kept == id && Importance.draw(id) <= highestDraw;
  }

  private long cellOf(WorldBox point) {
    return (long) (point.minX() / cell) << 32 | point.minY() / cell;
  }

  private static Long lowerDraw(Long id, Long other) {
    int order = Double.compare(Importance.draw(id), Importance.draw(other));
    return order < 0 || (order == 0 && id < other) ? id : other;
  }
}
