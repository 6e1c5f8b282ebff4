package org.machizu.ingest.raster;

import java.nio.ByteBuffer;

/** Turns the samples of a block into colours or numbers. */
final class Samples {
  private static final int OPAQUE = 0xff000000;

  private final TiffImage image;
  private final boolean alpha;
  private final double noData;

  /**
   * @param noData the number that stands for nothing; NaN when none does
   */
  Samples(TiffImage image, double noData) {
    this.image = image;
    int extra = image.extra().length == 0 ? -1 : (int) image.extra()[0];
    this.alpha = hasExtraBand(image) && (extra == 1 || extra == 2);
    this.noData = noData;
  }

  /** Whether the bands are grey or RGB and one more. */
  static boolean hasExtraBand(TiffImage image) {
    return image.bands() == 2 || image.bands() == 4;
  }

  boolean hasAlpha() {
    return alpha;
  }

  /**
   * The colour of a pixel.
   *
   * @param blocks one for each band, or the same for all
   * @param pixel counted row by row within the block
   */
  int argb(ByteBuffer[] blocks, int pixel) {
    if (image.bits() == 1) {
      return bilevel(blocks[0], pixel);
    }
    int first = sample(blocks, pixel, 0);
    if (image.photometric() == Tiff.PALETTE) {
      return first == noData ? 0 : palette(first);
    }
    boolean grey = image.bands() <= 2;
    int second = grey ? first : sample(blocks, pixel, 1);
    int third = grey ? first : sample(blocks, pixel, 2);
    if (alpha) {
      int opacity = sample(blocks, pixel, image.bands() - 1);
      return opacity == 0 ? 0 : opacity << 24 | first << 16 | second << 8 | third;
    }
    if (first == noData && second == noData && third == noData) {
      return 0;
    }
    int rgb = first << 16 | second << 8 | third;
    return OPAQUE | (grey && image.photometric() == Tiff.WHITE_IS_ZERO ? rgb ^ 0xffffff : rgb);
  }

  private int sample(ByteBuffer[] blocks, int pixel, int band) {
    return image.separate()
        ? blocks[band].get(pixel) & 0xff
        : blocks[0].get(pixel * image.bands() + band) & 0xff;
  }

  /** One bit for a pixel; rows begin with a new byte. */
  private int bilevel(ByteBuffer block, int pixel) {
    boolean white = bit(block, pixel) != (image.photometric() == Tiff.WHITE_IS_ZERO);
    return white ? 0xffffffff : OPAQUE;
  }

  private boolean bit(ByteBuffer block, int pixel) {
    int x = pixel % image.blockWidth();
    int at = (int) (pixel / image.blockWidth() * image.rowBytes()) + x / 8;
    return (block.get(at) >> 7 - x % 8 & 1) != 0;
  }

  /** Whether a mask shows the pixel. */
  boolean isShown(ByteBuffer block, int pixel) {
    return image.bits() == 1 ? bit(block, pixel) : block.get(pixel) != 0;
  }

  private int palette(int index) {
    int size = image.colorMap().length / 3;
    if (index >= size) {
      return 0;
    }
    long[] map = image.colorMap();
    return OPAQUE
        | (int) (map[index] >> 8) << 16
        | (int) (map[size + index] >> 8) << 8
        | (int) (map[2 * size + index] >> 8);
  }

  /** The number of a pixel of a grid's only band; NaN for nothing. */
  float number(ByteBuffer block, int pixel) {
    double value =
        switch (image.bits()) {
          case 16 ->
              image.format() == Tiff.SIGNED
                  ? block.getShort(pixel * 2)
                  : block.getShort(pixel * 2) & 0xffff;
          case 32 ->
              switch (image.format()) {
                case Tiff.FLOAT -> block.getFloat(pixel * 4);
                case Tiff.SIGNED -> block.getInt(pixel * 4);
                default -> block.getInt(pixel * 4) & 0xffffffffL;
              };
          default -> block.getDouble(pixel * 8);
        };
    // A nodata text such as -3.4028234663852886e+38 means the float nearest to it.
    boolean nothing =
        value == noData || image.format() == Tiff.FLOAT && (float) value == (float) noData;
    return nothing || !Double.isFinite(value) ? Float.NaN : (float) value;
  }
}
