package org.machizu.ingest.raster;

import org.machizu.geo.crs.Crs;

/**
 * Where the pixels of a raster lie: north up, rectangular, in one coordinate reference system.
 *
 * @param crs east before north
 * @param west the western border of the first column, in metres or degrees
 * @param north the northern border of the first row
 * @param pixelWidth in metres or degrees, more than 0
 * @param pixelHeight in metres or degrees, more than 0
 * @param width columns
 * @param height rows
 */
public record Placement(
    Crs crs,
    double west,
    double north,
    double pixelWidth,
    double pixelHeight,
    int width,
    int height) {

  public Placement {
    boolean finite = Double.isFinite(west) && Double.isFinite(north);
    boolean sized =
        pixelWidth > 0
            && pixelHeight > 0
            && Double.isFinite(pixelWidth)
            && Double.isFinite(pixelHeight);
    if (!finite || !sized || width < 1 || height < 1) {
      throw new IllegalArgumentException(
          "a raster of %d x %d pixels of %s x %s at %s, %s is not allowed; give finite numbers, pixels larger than 0 and at least one"
              .formatted(width, height, pixelWidth, pixelHeight, west, north));
    }
  }

  public double east() {
    return west + width * pixelWidth;
  }

  public double south() {
    return north - height * pixelHeight;
  }

  /** The column of a place, as a fraction; below 0 or from {@link #width} on outside. */
  public double column(double x) {
    return (x - west) / pixelWidth;
  }

  /** The row of a place, as a fraction. */
  public double row(double y) {
    return (north - y) / pixelHeight;
  }

  /** The same area with pixels twice as wide and high; the last ones may reach beyond it. */
  public Placement halved() {
    return new Placement(
        crs,
        west,
        north,
        pixelWidth * 2,
        pixelHeight * 2,
        Math.ceilDiv(width, 2),
        Math.ceilDiv(height, 2));
  }
}
