package org.machizu.geo.crs;

/** Lon/lat as they are; only the range is looked at. */
enum Degrees implements Projection {
  INSTANCE;

  @Override
  public boolean project(double[] xy, int at) {
    return inRange(xy[at], xy[at + 1]);
  }

  @Override
  public boolean unproject(double[] xy, int at) {
    return inRange(xy[at], xy[at + 1]);
  }

  @Override
  public String range() {
    return "longitude -180 to 180 and latitude -90 to 90, longitude first";
  }

  /** False for NaN too. */
  private static boolean inRange(double lon, double lat) {
    return Math.abs(lon) <= 180 && Math.abs(lat) <= 90;
  }
}
