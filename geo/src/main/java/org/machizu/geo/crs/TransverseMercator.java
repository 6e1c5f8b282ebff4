package org.machizu.geo.crs;

/**
 * Transverse Mercator of the plane-rectangular zones by Krüger's series in the third flattening to
 * the sixth order: C. F. F. Karney, "Transverse Mercator with an accuracy of a few nanometers", J.
 * Geodesy 85 (2011), equations 7 to 36; the survey authority's own formula (K. Kawase, "A General
 * Formula for Calculating Meridian Arc Length", Bulletin of the Geospatial Information Authority of
 * Japan 59, 2011) is the same series, and its δ gives the latitude without iteration.
 *
 * <p>Own code because GeoTools' series is good near the central meridian only: 1,000 round trips
 * drift 16 µm at 1° from it and 0.6 mm at 2°, and a zone reaches that far.
 */
final class TransverseMercator implements Projection {
  /** Within this, and up to 40° from the meridian, the series is exact to nanometres. */
  private static final double MAX_EAST_M = 4_000_000;

  private static final double MAX_NORTH_M = 10_000_000;
  private static final double MAX_OFF_MERIDIAN = 40;
  private static final double MAX_LAT = 89;
  private static final int ORDER = 6;

  /**
   * Up to here the series of sinh and of the arc tangent below are exact to the last bit but one.
   */
  private static final double SMALL = 0.07;

  /** Of x^1 … x^15. */
  private static final int ARC_TAN_TERMS = 7;

  private final double eccentricity;
  private final double radiusM;
  private final double centralMeridian;
  private final double originM;
  private final double[] alpha;
  private final double[] beta;
  private final double[] delta;

  TransverseMercator(Ellipsoid ellipsoid, PlaneZone zone) {
    double n = ellipsoid.thirdFlattening();
    double n2 = n * n;
    eccentricity = ellipsoid.eccentricity();
    radiusM =
        PlaneZone.SCALE
            * ellipsoid.semiMajorM()
            / (1 + n)
            * (1 + n2 / 4 + n2 * n2 / 64 + n2 * n2 * n2 / 256);
    centralMeridian = zone.originLon();
    alpha = forwardCoefficients(n);
    beta = inverseCoefficients(n);
    delta = latitudeCoefficients(n);
    double xi = Math.atan(conformal(Math.tan(Math.toRadians(zone.originLat()))));
    double sum = xi;
    for (int j = 1; j <= ORDER; j++) {
      sum += alpha[j] * Math.sin(2 * j * xi);
    }
    originM = radiusM * sum;
  }

  @Override
  public boolean project(double[] xy, int at) {
    double off = xy[at] - centralMeridian;
    double lat = xy[at + 1];
    if (!(Math.abs(off) <= MAX_OFF_MERIDIAN && Math.abs(lat) <= MAX_LAT)) {
      return false;
    }
    double lambda = Math.toRadians(off);
    double tau = conformal(Math.tan(Math.toRadians(lat)));
    double cosLambda = Math.cos(lambda);
    double xi = Math.atan2(tau, cosLambda);
    double eta = WebMercator.asinh(Math.sin(lambda) / Math.sqrt(tau * tau + cosLambda * cosLambda));
    xy[at] = xi;
    xy[at + 1] = eta;
    addSeries(xy, at, alpha, 1);
    double north = radiusM * xy[at] - originM;
    xy[at] = radiusM * xy[at + 1];
    xy[at + 1] = north;
    return true;
  }

  @Override
  public boolean unproject(double[] xy, int at) {
    double east = xy[at];
    double north = xy[at + 1];
    if (!(Math.abs(east) <= MAX_EAST_M && Math.abs(north) <= MAX_NORTH_M)) {
      return false;
    }
    double xi = (north + originM) / radiusM;
    if (Math.abs(xi) > Math.toRadians(MAX_LAT)) {
      return false;
    }
    xy[at] = xi;
    xy[at + 1] = east / radiusM;
    addSeries(xy, at, beta, -1);
    double sinhEta = sinh(xy[at + 1]);
    double sinXi = Math.sin(xy[at]);
    double cosXi = Math.cos(xy[at]);
    double conformal = sinXi / Math.sqrt(sinhEta * sinhEta + cosXi * cosXi);
    double tanXi = sinXi / cosXi;
    // χ differs little from ξ near the meridian: the arc tangent of the difference is a short
    // series.
    double chi = xy[at] + arcTan((conformal - tanXi) / (1 + conformal * tanXi));
    xy[at] = centralMeridian + Math.toDegrees(arcTan(sinhEta / cosXi));
    xy[at + 1] = Math.toDegrees(chi + toGeodetic(conformal));
    return true;
  }

  @Override
  public String range() {
    return "metres east within 4000000 and north within 10000000 of the zone's origin, at most 40 degrees from its meridian "
        + centralMeridian;
  }

  /** The tangent of the conformal latitude for that of the geodetic one; Karney (7) to (9). */
  private double conformal(double tau) {
    double root = Math.sqrt(1 + tau * tau);
    double sigma = Math.sinh(eccentricity * atanh(eccentricity * tau / root));
    return tau * Math.sqrt(1 + sigma * sigma) - sigma * root;
  }

  /** What the geodetic latitude is more than χ, by the tangent of χ: Σ δ[j] sin 2jχ. */
  private double toGeodetic(double conformal) {
    double square = conformal * conformal;
    double sin = 2 * conformal / (1 + square);
    double twiceCos = 2 * (1 - square) / (1 + square);
    double next = 0;
    double afterNext = 0;
    for (int j = ORDER; j >= 1; j--) {
      double sum = delta[j] + twiceCos * next - afterNext;
      afterNext = next;
      next = sum;
    }
    return sin * next;
  }

  /** The library's is several times slower, and a zone is narrow. */
  private static double sinh(double x) {
    if (Math.abs(x) > SMALL) {
      return Math.sinh(x);
    }
    double q = x * x;
    return x * (1 + q / 6 * (1 + q / 20 * (1 + q / 42 * (1 + q / 72 * (1 + q / 110)))));
  }

  /** As {@link #sinh}. */
  private static double arcTan(double x) {
    if (Math.abs(x) > SMALL) {
      return Math.atan(x);
    }
    double q = x * x;
    double sum = 0;
    for (int k = ARC_TAN_TERMS; k >= 0; k--) {
      sum = 1.0 / (2 * k + 1) - q * sum;
    }
    return x * sum;
  }

  /** Adds sign × Σ c[j] sin 2j(ξ + iη) to ξ and η, by Clenshaw's recurrence in complex numbers. */
  private static void addSeries(double[] xiEta, int at, double[] c, int sign) {
    double xi = xiEta[at];
    double eta = xiEta[at + 1];
    double sin = Math.sin(2 * xi);
    double cos = Math.cos(2 * xi);
    double sinh = sinh(2 * eta);
    double cosh = Math.sqrt(1 + sinh * sinh);
    double re = 2 * cos * cosh;
    double im = -2 * sin * sinh;
    double re1 = 0;
    double im1 = 0;
    double re2 = 0;
    double im2 = 0;
    for (int j = ORDER; j >= 1; j--) {
      double nextRe = c[j] + re * re1 - im * im1 - re2;
      double nextIm = re * im1 + im * re1 - im2;
      re2 = re1;
      im2 = im1;
      re1 = nextRe;
      im1 = nextIm;
    }
    double sinRe = sin * cosh;
    double sinIm = cos * sinh;
    xiEta[at] = xi + sign * (sinRe * re1 - sinIm * im1);
    xiEta[at + 1] = eta + sign * (sinRe * im1 + sinIm * re1);
  }

  /** Karney (35); index 0 is not used. */
  private static double[] forwardCoefficients(double n) {
    return new double[] {
      0,
      n * poly(n, 1.0 / 2, -2.0 / 3, 5.0 / 16, 41.0 / 180, -127.0 / 288, 7891.0 / 37800),
      n * n * poly(n, 13.0 / 48, -3.0 / 5, 557.0 / 1440, 281.0 / 630, -1983433.0 / 1935360),
      Math.pow(n, 3) * poly(n, 61.0 / 240, -103.0 / 140, 15061.0 / 26880, 167603.0 / 181440),
      Math.pow(n, 4) * poly(n, 49561.0 / 161280, -179.0 / 168, 6601661.0 / 7257600),
      Math.pow(n, 5) * poly(n, 34729.0 / 80640, -3418889.0 / 1995840),
      Math.pow(n, 6) * 212378941.0 / 319334400
    };
  }

  /** Karney (36); index 0 is not used. */
  private static double[] inverseCoefficients(double n) {
    return new double[] {
      0,
      n * poly(n, 1.0 / 2, -2.0 / 3, 37.0 / 96, -1.0 / 360, -81.0 / 512, 96199.0 / 604800),
      n * n * poly(n, 1.0 / 48, 1.0 / 15, -437.0 / 1440, 46.0 / 105, -1118711.0 / 3870720),
      Math.pow(n, 3) * poly(n, 17.0 / 480, -37.0 / 840, -209.0 / 4480, 5569.0 / 90720),
      Math.pow(n, 4) * poly(n, 4397.0 / 161280, -11.0 / 504, -830251.0 / 7257600),
      Math.pow(n, 5) * poly(n, 4583.0 / 161280, -108847.0 / 3991680),
      Math.pow(n, 6) * 20648693.0 / 638668800
    };
  }

  /** Kawase's δ, from the conformal to the geodetic latitude; index 0 is not used. */
  private static double[] latitudeCoefficients(double n) {
    return new double[] {
      0,
      n * poly(n, 2, -2.0 / 3, -2, 116.0 / 45, 26.0 / 45, -2854.0 / 675),
      n * n * poly(n, 7.0 / 3, -8.0 / 5, -227.0 / 45, 2704.0 / 315, 2323.0 / 945),
      Math.pow(n, 3) * poly(n, 56.0 / 15, -136.0 / 35, -1262.0 / 105, 73814.0 / 2835),
      Math.pow(n, 4) * poly(n, 4279.0 / 630, -332.0 / 35, -399572.0 / 14175),
      Math.pow(n, 5) * poly(n, 4174.0 / 315, -144838.0 / 6237),
      Math.pow(n, 6) * 601676.0 / 22275
    };
  }

  /** c[0] + c[1] n + c[2] n² … */
  private static double poly(double n, double... c) {
    double sum = 0;
    for (int i = c.length - 1; i >= 0; i--) {
      sum = sum * n + c[i];
    }
    return sum;
  }

  private static double atanh(double x) {
    return 0.5 * Math.log1p(2 * x / (1 - x));
  }
}
