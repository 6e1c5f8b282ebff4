package org.machizu.layers;

import org.machizu.geo.feature.Revision;
import org.machizu.tiles.grid.TileAddress;

/**
 * Pixels on their way in: put aside in small transactions, then visible all at once. Closing
 * without publishing leaves nothing behind. Used by one thread.
 */
public interface StagedRaster extends AutoCloseable {

  /** Puts a tile of a picture aside; each once. */
  void addTile(TileAddress address, byte[] webp);

  /** Puts a block of a grid aside; each once. */
  void addBlock(int level, int column, int row, float[] numbers);

  /** Takes the place of what was there, which is not kept, in one short transaction. */
  Revision publish();

  @Override
  void close();
}
