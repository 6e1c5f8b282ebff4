package org.machizu.tiles.cache;

import java.util.Collection;
import java.util.List;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.index.strtree.STRtree;
import org.machizu.tiles.encode.TileEncoder;
import org.machizu.tiles.grid.TileAddress;
import org.machizu.tiles.grid.WorldBox;
import org.machizu.tiles.grid.WorldGrid;

/**
 * Whether a tile, at any zoom, can show something in one of many boxes. Asks just what the encoder
 * asks of a pack: does the box share a point with the tile and its buffer.
 */
final class TouchedTiles {
  /** From so many boxes on, an index is worth its making. */
  private static final int MANY = 16;

  private final List<WorldBox> boxes;
  private final STRtree index = new STRtree();

  TouchedTiles(Collection<org.machizu.geo.feature.Envelope> changed, WorldGrid grid) {
    boxes = changed.stream().map(grid::box).toList();
    if (boxes.size() >= MANY) {
      boxes.forEach(box -> index.insert(toJts(box), box));
      index.build();
    }
  }

  boolean contains(TileAddress tile) {
    WorldBox seen = tile.worldBox(TileEncoder.BUFFER);
    if (boxes.size() >= MANY) {
      return !index.query(toJts(seen)).isEmpty();
    }
    for (WorldBox box : boxes) {
      if (box.intersects(seen)) {
        return true;
      }
    }
    return false;
  }

  private static Envelope toJts(WorldBox box) {
    return new Envelope(box.minX(), box.maxX(), box.minY(), box.maxY());
  }
}
