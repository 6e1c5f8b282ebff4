package org.machizu.geo.crs;

/** Between lon/lat degrees on the system's own datum and the system's coordinates, in place. */
sealed interface Projection permits Degrees, WebMercator, TransverseMercator {

  /** The projection of a system. */
  static Projection of(Crs crs) {
    if (crs.isGeographic()) {
      return Degrees.INSTANCE;
    }
    return crs.planeZone()
        .<Projection>map(
            zone -> new TransverseMercator(Ellipsoid.of(crs.datum()), new PlaneZone(zone)))
        .orElse(WebMercator.INSTANCE);
  }

  /**
   * Replaces lon, lat at {@code at} and {@code at + 1} by east, north.
   *
   * @return false when the position cannot be projected; the array is then unchanged
   */
  boolean project(double[] xy, int at);

  /**
   * Replaces east, north at {@code at} and {@code at + 1} by lon, lat.
   *
   * @return false when this is no position of the system; the array is then unchanged
   */
  boolean unproject(double[] xy, int at);

  /** Which coordinates the system takes, for messages. */
  String range();
}
