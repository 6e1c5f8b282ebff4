package org.machizu.geo.crs;

/**
 * An ellipsoid of revolution.
 *
 * @param semiMajorM in metres
 * @param inverseFlattening 1/f
 */
record Ellipsoid(double semiMajorM, double inverseFlattening) {
  static final Ellipsoid GRS80 = new Ellipsoid(6378137, 298.257222101);
  static final Ellipsoid WGS84 = new Ellipsoid(6378137, 298.257223563);
  static final Ellipsoid BESSEL = new Ellipsoid(6377397.155, 299.1528128);

  static Ellipsoid of(Crs.Datum datum) {
    return switch (datum) {
      case JGD2011, JGD2000 -> GRS80;
      case WGS84 -> WGS84;
      case TOKYO -> BESSEL;
    };
  }

  /** First eccentricity. */
  double eccentricity() {
    double f = 1 / inverseFlattening;
    return Math.sqrt(f * (2 - f));
  }

  /** Third flattening n = f / (2 - f). */
  double thirdFlattening() {
    double f = 1 / inverseFlattening;
    return f / (2 - f);
  }
}
