package org.machizu.geo.crs;

import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;

/**
 * An exact conversion between two systems on one datum: a projection and its own geographic base,
 * or two projections of one base. WGS84 and JGD2011 count as one datum; other datum shifts are not
 * exact and stand apart in {@link CrsPath}.
 *
 * <p>East before north, lon before lat, on both sides. Immutable, safe for use by many threads, and
 * cheap to make. Independent of PROJ, it agrees with it to a nanometre; 1,000 round trips drift
 * less than 1e-6 m.
 */
public final class CrsConversion {
  private final Crs from;
  private final Crs to;
  private final Projection source;
  private final Projection target;

  private CrsConversion(Crs from, Crs to) {
    this.from = from;
    this.to = to;
    this.source = Projection.of(from);
    this.target = Projection.of(to);
  }

  /**
   * The conversion from one system to another.
   *
   * @throws IllegalArgumentException when the two are on different datums, so that a conversion
   *     alone would silently drop a shift of metres
   */
  public static CrsConversion between(Crs from, Crs to) {
    if (!from.sharesDatumWith(to)) {
      throw new IllegalArgumentException(
          "%s (%s) and %s (%s) are on different datums; between them use CrsPath, which tells its accuracy"
              .formatted(from, from.datum(), to, to.datum()));
    }
    return new CrsConversion(from, to);
  }

  /** The system that coordinates come in. */
  public Crs from() {
    return from;
  }

  /** The system that coordinates go out in. */
  public Crs to() {
    return to;
  }

  /**
   * Converts in place.
   *
   * @param xy x and y by turns
   * @throws CoordinateOutOfRangeException at the first position that cannot be converted; the
   *     positions before it are converted already
   * @throws IllegalArgumentException when the array has an odd length
   */
  public void apply(double[] xy) {
    if (xy.length % 2 != 0) {
      throw new IllegalArgumentException(
          "coordinates come as x and y by turns, but got " + xy.length + " numbers");
    }
    for (int at = 0; at < xy.length; at += 2) {
      applyAt(xy, at);
    }
  }

  /**
   * One position, as a new coordinate without height.
   *
   * @throws CoordinateOutOfRangeException when it cannot be converted
   */
  public Coordinate apply(double x, double y) {
    double[] xy = {x, y};
    applyAt(xy, 0);
    return new Coordinate(xy[0], xy[1]);
  }

  /**
   * A converted copy; Z and M are kept as they are. Its SRID is the code of {@link #to}.
   *
   * @throws CoordinateOutOfRangeException when a position cannot be converted
   */
  public Geometry apply(Geometry geometry) {
    double[] xy = Ordinates.of(geometry);
    apply(xy);
    Geometry converted = Ordinates.replace(geometry, xy);
    converted.setSRID(to.epsg());
    return converted;
  }

  private void applyAt(double[] xy, int at) {
    double x = xy[at];
    double y = xy[at + 1];
    if (!source.unproject(xy, at)) {
      throw new CoordinateOutOfRangeException(x, y, from, source.range());
    }
    if (!target.project(xy, at)) {
      throw new CoordinateOutOfRangeException(xy[at], xy[at + 1], to, target.range());
    }
  }

  @Override
  public String toString() {
    return from + " -> " + to;
  }
}
