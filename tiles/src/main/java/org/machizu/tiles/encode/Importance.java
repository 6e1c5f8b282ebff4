package org.machizu.tiles.encode;

import org.machizu.tiles.pack.ShapeKind;

/**
 * Which features stay when not all can. Every feature has one fixed rank in a zoom: its weight (the
 * surface it covers on the screen) divided by a number in (0, 1] drawn from its id. Whoever keeps
 * all ranks above a threshold keeps large features for certain and small ones in proportion to
 * their size, so a town of small parcels thins out evenly instead of vanishing. Ranks do not depend
 * on the tile, so neighbouring tiles agree.
 *
 * <p>Source: N. Duffield, C. Lund, M. Thorup, "Priority sampling for estimation of arbitrary subset
 * sums", J. ACM 54 (2007).
 */
final class Importance {
  /** A square of 4 tile units, half a pixel of a 512-pixel tile; in square tile units. */
  static final double SEEN = 16;

  /** The width a line is drawn with, a pixel; in tile units. */
  private static final double LINE_WIDTH = 8;

  /** The surface of a point's symbol; in square tile units. */
  private static final double POINT_SURFACE = 64;

  /** Zoom at which a tile unit is a unit of the world grid. */
  private static final int GRID_ZOOM = 19;

  private Importance() {}

  /**
   * The surface a feature covers, in square tile units of the zoom.
   *
   * @param size as {@code LayerPack.size}
   */
  static double weight(ShapeKind kind, double size, int zoom) {
    double scale = Math.scalb(1.0, zoom - GRID_ZOOM);
    return switch (kind) {
      case POINT -> size * POINT_SURFACE;
      case LINE -> size * scale * LINE_WIDTH;
      case POLYGON -> size * scale * scale;
    };
  }

  /** A number in (0, 1], evenly spread, always the same for an id (SplitMix64's finalizer). */
  static double draw(long id) {
    long mixed = id * 0x9E3779B97F4A7C15L;
    mixed = (mixed ^ mixed >>> 30) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
    mixed ^= mixed >>> 31;
    return ((mixed >>> 11) + 1) * 0x1.0p-53;
  }
}
