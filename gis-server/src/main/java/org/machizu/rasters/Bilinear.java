package org.machizu.rasters;

/** Colours between pixels. */
final class Bilinear {
  /** Where the pixels come from; 0 where there is none. */
  interface Pixels {
    int at(int x, int y);
  }

  private Bilinear() {}

  /**
   * The colour at a place, from the four pixels around it. Only those that are there count, and the
   * nearest decides whether anything is: borders stay where they are.
   *
   * @param column as a fraction; NaN for nowhere
   * @return 0xAARRGGBB
   */
  static int at(Pixels pixels, double column, double row) {
    if (Double.isNaN(column)) {
      return 0;
    }
    int nearest = pixels.at((int) Math.floor(column), (int) Math.floor(row));
    int alpha = nearest >>> 24;
    if (alpha == 0) {
      return 0;
    }
    int x = (int) Math.floor(column - 0.5);
    int y = (int) Math.floor(row - 0.5);
    double fx = column - 0.5 - x;
    double fy = row - 0.5 - y;
    double red = 0;
    double green = 0;
    double blue = 0;
    double sum = 0;
    for (int i = 0; i < 4; i++) {
      int c = pixels.at(x + i % 2, y + i / 2);
      double weight = (i % 2 == 0 ? 1 - fx : fx) * (i / 2 == 0 ? 1 - fy : fy) * (c >>> 24);
      red += weight * (c >> 16 & 0xff);
      green += weight * (c >> 8 & 0xff);
      blue += weight * (c & 0xff);
      sum += weight;
    }
    return alpha << 24
        | (int) (red / sum + 0.5) << 16
        | (int) (green / sum + 0.5) << 8
        | (int) (blue / sum + 0.5);
  }
}
