package org.machizu.layers;

import org.machizu.geo.feature.Envelope;
import org.machizu.geo.feature.LayerKind;
import org.machizu.geo.feature.ZoomRange;
import org.machizu.ingest.raster.Placement;

/** What a layer of pixels holds since its last import. */
public sealed interface RasterContent {

  /** Pixels along the side of a tile and of a block. */
  int SIDE = 256;

  LayerKind kind();

  /** The box around it. */
  Envelope extent();

  /** The zoom levels at which it is worth looking at; beyond the last, pixels are enlarged. */
  ZoomRange zooms();

  /**
   * A picture as tiles in WebMercatorQuad, WebP, at each of its zoom levels; where there is nothing
   * there is no tile.
   */
  record Image(Envelope extent, ZoomRange zooms) implements RasterContent {
    @Override
    public LayerKind kind() {
      return LayerKind.IMAGE;
    }
  }

  /**
   * A grid of numbers in its own coordinate reference system, in blocks of {@link #SIDE} squared.
   * At level 0 stands every number as it came; at each further one every second of the level
   * before.
   *
   * @param levels at least 1; the last has one block
   */
  record Grid(Envelope extent, ZoomRange zooms, Placement placement, int levels)
      implements RasterContent {
    @Override
    public LayerKind kind() {
      return LayerKind.GRID;
    }
  }
}
