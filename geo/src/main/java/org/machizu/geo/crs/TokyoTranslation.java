package org.machizu.geo.crs;

/**
 * Tokyo datum to JGD2000 by moving the earth's centre (EPSG:15483, "Tokyo to JGD2000 (1)", accuracy
 * 9 m): lon/lat on Bessel 1841 at height 0 to geocentric, three parameters, to lon/lat on GRS80.
 * The way back is the exact inverse of that, not the same with signs turned, which is millimetres
 * off because the heights are dropped.
 */
final class TokyoTranslation {
  private static final double DX = -146.414;
  private static final double DY = 507.337;
  private static final double DZ = 680.507;

  /** Each step comes nearer by a factor of several thousand; five reach the last bit. */
  private static final int INVERSE_STEPS = 5;

  /** Latitude settles by a factor of 150 a step. */
  private static final int LATITUDE_STEPS = 8;

  private TokyoTranslation() {}

  /** Moves lon, lat at {@code at} from the Tokyo datum to JGD2000. */
  static void forward(double[] lonLat, int at) {
    double lambda = Math.toRadians(lonLat[at]);
    double phi = Math.toRadians(lonLat[at + 1]);
    double e2 = squaredEccentricity(Ellipsoid.BESSEL);
    double n = Ellipsoid.BESSEL.semiMajorM() / Math.sqrt(1 - e2 * square(Math.sin(phi)));
    double x = n * Math.cos(phi) * Math.cos(lambda) + DX;
    double y = n * Math.cos(phi) * Math.sin(lambda) + DY;
    double z = n * (1 - e2) * Math.sin(phi) + DZ;
    lonLat[at] = Math.toDegrees(Math.atan2(y, x));
    lonLat[at + 1] = Math.toDegrees(latitude(Math.hypot(x, y), z));
  }

  /** Moves lon, lat at {@code at} from JGD2000 to the Tokyo datum. */
  static void backward(double[] lonLat, int at) {
    double lon = lonLat[at];
    double lat = lonLat[at + 1];
    double[] old = {lon, lat};
    for (int i = 0; i < INVERSE_STEPS; i++) {
      double[] moved = old.clone();
      forward(moved, 0);
      old[0] += lon - moved[0];
      old[1] += lat - moved[1];
    }
    lonLat[at] = old[0];
    lonLat[at + 1] = old[1];
  }

  /**
   * Geodetic latitude on GRS80 of a place at a distance from the axis and height above the equator.
   */
  private static double latitude(double fromAxisM, double z) {
    double e2 = squaredEccentricity(Ellipsoid.GRS80);
    double phi = Math.atan2(z, fromAxisM * (1 - e2));
    for (int i = 0; i < LATITUDE_STEPS; i++) {
      double sin = Math.sin(phi);
      double n = Ellipsoid.GRS80.semiMajorM() / Math.sqrt(1 - e2 * sin * sin);
      phi = Math.atan2(z + e2 * n * sin, fromAxisM);
    }
    return phi;
  }

  private static double squaredEccentricity(Ellipsoid ellipsoid) {
    return square(ellipsoid.eccentricity());
  }

  private static double square(double value) {
    return value * value;
  }
}
