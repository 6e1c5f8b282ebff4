package org.machizu.tiles.grid;

/**
 * Longitude/latitude to the world grid and back.
 *
 * <p>The world grid is the square of WebMercatorQuad (EPSG:3857, spherical Mercator) divided into
 * 2<sup>31</sup> by 2<sup>31</sup> cells, so that a place is two non-negative ints: x grows to the
 * east, y to the south, the origin is the north-western corner. One unit is 1.87 cm on the equator
 * and about 1.4 cm in Japan. A tile of zoom z is 2<sup>31-z</sup> units wide.
 *
 * <p>Source: OGC 17-083r4, annex D.1 (WebMercatorQuad); forward and inverse formulas as in EPSG
 * guidance note 7-2, method 1024 "Popular Visualisation Pseudo Mercator".
 */
public final class WebMercator {
  /** Width and height of the world are two to this power. */
  public static final int WORLD_BITS = 31;

  /** The largest coordinate of the world grid. */
  public static final int MAX = Integer.MAX_VALUE;

  /**
   * atan(sinh(π)) in degrees: beyond it WebMercatorQuad has no place; such latitudes are clamped.
   */
  public static final double MAX_LAT = 85.0511287798066;

  private static final double WORLD = 1L << WORLD_BITS;

  private WebMercator() {}

  /**
   * The column of a longitude on the world grid.
   *
   * @param lon degrees; clamped to -180 to 180
   * @throws IllegalArgumentException for NaN
   */
  public static int worldX(double lon) {
    return toInt((checked(lon) + 180) / 360 * WORLD);
  }

  /**
   * The row of a latitude on the world grid.
   *
   * @param lat degrees; clamped to {@link #MAX_LAT} north and south
   * @throws IllegalArgumentException for NaN
   */
  public static int worldY(double lat) {
    double clamped = Math.clamp(checked(lat), -MAX_LAT, MAX_LAT);
    double sin = Math.sin(Math.toRadians(clamped));
    return toInt((0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI)) * WORLD);
  }

  /**
   * Degrees of longitude.
   *
   * @param x a place on the world grid; may lie between two units
   */
  public static double lon(double x) {
    return x / WORLD * 360 - 180;
  }

  /**
   * Degrees of latitude.
   *
   * @param y a place on the world grid; may lie between two units
   */
  public static double lat(double y) {
    return Math.toDegrees(Math.atan(Math.sinh(Math.PI * (1 - 2 * y / WORLD))));
  }

  private static double checked(double degrees) {
    if (Double.isNaN(degrees)) {
      throw new IllegalArgumentException("a coordinate is NaN; give degrees");
    }
    return degrees;
  }

  private static int toInt(double world) {
    return (int) Math.clamp(Math.rint(world), 0.0, MAX);
  }
}
