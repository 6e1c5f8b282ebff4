package org.machizu.layers;

import java.util.Optional;
import org.machizu.access.EditRight;
import org.machizu.access.View;
import org.machizu.geo.feature.Envelope;
import org.machizu.tiles.grid.TileAddress;

/**
 * The pixels of layers of kind image and grid. A port, with one contract test for every store. They
 * lie in the store, not on a server's disk, so that many servers can share them.
 */
public interface RasterStore {

  /** Reads within one state of the layer. */
  interface Pixels {
    /** What the layer holds; empty before its first import. */
    Optional<RasterContent> content();

    /** A stored tile of a picture; empty where there is none. */
    Optional<byte[]> tile(TileAddress address);

    /**
     * A block of a grid.
     *
     * @return {@link RasterContent#SIDE} squared numbers, row by row from the north, NaN for
     *     nothing; empty where there is no block
     */
    Optional<float[]> block(int level, int column, int row);
  }

  /** What is done with the pixels while they stand still. */
  interface Read<T> {
    T from(Pixels pixels);
  }

  /**
   * Reads in one state.
   *
   * @throws LayerConflictException {@code layer-has-no-pixels} for a layer of features
   */
  <T> T read(View view, Read<T> read);

  /** The box around the layer; empty before its first import. */
  default Optional<Envelope> extent(View view) {
    return read(view, pixels -> pixels.content().map(RasterContent::extent));
  }

  /**
   * Begins an import that replaces the layer's whole content. Nothing is seen by readers before
   * {@link StagedRaster#publish}.
   *
   * @throws LayerConflictException {@code layer-busy} when another one is under way, {@code
   *     layer-kind-differs} when the layer is of another kind
   */
  StagedRaster stage(EditRight right, RasterContent content);
}
