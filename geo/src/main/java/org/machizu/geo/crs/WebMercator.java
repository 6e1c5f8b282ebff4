package org.machizu.geo.crs;

/**
 * Popular Visualisation Pseudo Mercator (EPSG method 1024): WGS84 latitudes taken as if on a sphere
 * of 6,378,137 m.
 */
enum WebMercator implements Projection {
  INSTANCE;

  private static final double RADIUS_M = 6378137;

  /** Latitudes beyond this would be farther than a square world reaches by half. */
  private static final double MAX_LAT = 89;

  private static final double MAX_EAST_M = Math.PI * RADIUS_M * (1 + 1e-9);

  private static final double MAX_NORTH_M = RADIUS_M * asinh(Math.tan(Math.toRadians(MAX_LAT)));

  @Override
  public boolean project(double[] xy, int at) {
    double lon = xy[at];
    double lat = xy[at + 1];
    if (!(Math.abs(lon) <= 180 && Math.abs(lat) <= MAX_LAT)) {
      return false;
    }
    xy[at] = RADIUS_M * Math.toRadians(lon);
    xy[at + 1] = RADIUS_M * asinh(Math.tan(Math.toRadians(lat)));
    return true;
  }

  @Override
  public boolean unproject(double[] xy, int at) {
    double east = xy[at];
    double north = xy[at + 1];
    if (!(Math.abs(east) <= MAX_EAST_M && Math.abs(north) <= MAX_NORTH_M)) {
      return false;
    }
    xy[at] = Math.toDegrees(east / RADIUS_M);
    xy[at + 1] = Math.toDegrees(Math.atan(Math.sinh(north / RADIUS_M)));
    return true;
  }

  @Override
  public String range() {
    return "metres east within 20037508.35 and latitudes within 89 degrees";
  }

  /** Inverse hyperbolic sine, exact for small values too. */
  static double asinh(double x) {
    double a = Math.abs(x);
    return Math.copySign(Math.log1p(a + a * a / (1 + Math.sqrt(a * a + 1))), x);
  }
}
