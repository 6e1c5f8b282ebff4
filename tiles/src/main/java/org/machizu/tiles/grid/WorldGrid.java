package org.machizu.tiles.grid;

import org.machizu.geo.feature.Envelope;
import org.machizu.geo.feature.ZoomRange;

/**
 * A square of some map plane, divided into 2<sup>31</sup> by 2<sup>31</sup> cells and into a
 * pyramid of tiles: level z has 2<sup>z</sup> by 2<sup>z</sup>, column 0 in the west, row 0 in the
 * north. Packs, encoder and cache work on such cells and need not know which plane they lie in.
 *
 * <p>Implementations are immutable and safe for any number of threads.
 */
public sealed interface WorldGrid permits MercatorGrid, PlaneGrid {
  /** The grid of the web's tiles. */
  static WorldGrid webMercator() {
    return MercatorGrid.INSTANCE;
  }

  /**
   * Whether a place can be put on the grid.
   *
   * @param lon degrees, JGD2011; any number but NaN
   * @param lat degrees
   */
  boolean holds(double lon, double lat);

  /**
   * Replaces lon, lat in degrees by x, y on the grid, as fractions of a cell.
   *
   * @param lonLat of a place that the grid {@link #holds}
   */
  void toWorld(double[] lonLat);

  /**
   * Replaces x, y on the grid, which may lie between two cells, by lon, lat in degrees.
   *
   * @return false when there is no such place on the earth; the array is then unchanged
   */
  boolean toLonLat(double[] xy);

  /**
   * A box on the grid that holds all places of a lon/lat box; a little wider where the plane bends
   * its edges.
   */
  WorldBox box(Envelope lonLat);

  /** The levels at which tiles show about as much ground as the web's do at these zooms. */
  ZoomRange levels(ZoomRange webZooms);
}
