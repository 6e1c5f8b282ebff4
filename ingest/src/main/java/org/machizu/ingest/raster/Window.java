package org.machizu.ingest.raster;

/**
 * A block of pixels, counted from the north-western corner of a raster.
 *
 * @param x the first column
 * @param y the first row
 * @param width columns, at least 1
 * @param height rows, at least 1
 */
public record Window(int x, int y, int width, int height) {
  /** So many pixels may be asked for at once: 64 MiB of ints or floats. */
  public static final int MAX_PIXELS = 1 << 24;

  public Window {
    if (x < 0 || y < 0 || width < 1 || height < 1 || (long) width * height > MAX_PIXELS) {
      throw new IllegalArgumentException(
          "window %d,%d of %d x %d pixels is not allowed; give x, y of 0 or more and 1 to %d pixels"
              .formatted(x, y, width, height, MAX_PIXELS));
    }
  }

  public int pixels() {
    return width * height;
  }
}
