package org.machizu.ingest.raster;

/** Colours of pixels, 0xAARRGGBB, not multiplied by alpha. */
public final class Pixels {
  private Pixels() {}

  /** The mean colour of four pixels; each counts as much as it covers. */
  public static int mean(int a, int b, int c, int d) {
    int alphas = (a >>> 24) + (b >>> 24) + (c >>> 24) + (d >>> 24);
    if (alphas == 4 * 255) { // the usual case, without multiplying
      int red = (a >> 16 & 0xff) + (b >> 16 & 0xff) + (c >> 16 & 0xff) + (d >> 16 & 0xff);
      int green = (a >> 8 & 0xff) + (b >> 8 & 0xff) + (c >> 8 & 0xff) + (d >> 8 & 0xff);
      int blue = (a & 0xff) + (b & 0xff) + (c & 0xff) + (d & 0xff);
      return 0xff000000 | (red + 2 >> 2) << 16 | (green + 2 >> 2) << 8 | blue + 2 >> 2;
    }
    if (alphas == 0) {
      return 0;
    }
    return (alphas + 2 >> 2) << 24
        | weighted(a, b, c, d, 16, alphas) << 16
        | weighted(a, b, c, d, 8, alphas) << 8
        | weighted(a, b, c, d, 0, alphas);
  }

  private static int weighted(int a, int b, int c, int d, int shift, int alphas) {
    int sum =
        (a >> shift & 0xff) * (a >>> 24)
            + (b >> shift & 0xff) * (b >>> 24)
            + (c >> shift & 0xff) * (c >>> 24)
            + (d >> shift & 0xff) * (d >>> 24);
    return (sum + alphas / 2) / alphas;
  }
}
