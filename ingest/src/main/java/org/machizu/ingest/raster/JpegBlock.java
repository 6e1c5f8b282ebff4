package org.machizu.ingest.raster;

import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * A block that is a JPEG picture without its tables, which stand once in the file (TIFF Technical
 * Note 2). The colours are turned into RGB here, because a block does not say which it has.
 */
final class JpegBlock {
  private static final int MARKER_BYTES = 2;

  private JpegBlock() {}

  static byte[] unpack(TiffImage image, byte[] packed, int rows) throws BlockException {
    Raster raster = read(joined(image.jpegTables(), packed), image, rows);
    int width = image.blockWidth();
    int bands = image.bandsInBlock();
    byte[] samples = new byte[width * rows * bands];
    int[] line = new int[width * bands];
    for (int y = 0; y < rows; y++) {
      raster.getPixels(0, y, width, 1, line);
      if (image.photometric() == Tiff.YCBCR && bands == 3) {
        toRgb(line);
      }
      for (int i = 0; i < line.length; i++) {
        samples[y * line.length + i] = (byte) line[i];
      }
    }
    return samples;
  }

  /** The tables without their end mark, the block without its start mark. */
  private static byte[] joined(byte[] tables, byte[] block) {
    if (tables.length <= 2 * MARKER_BYTES || block.length <= MARKER_BYTES) {
      return block;
    }
    byte[] whole =
        Arrays.copyOf(tables, tables.length - MARKER_BYTES + block.length - MARKER_BYTES);
    System.arraycopy(
        block, MARKER_BYTES, whole, tables.length - MARKER_BYTES, block.length - MARKER_BYTES);
    return whole;
  }

  private static Raster read(byte[] jpeg, TiffImage image, int rows) throws BlockException {
    ImageReader reader = ImageIO.getImageReadersByFormatName("jpeg").next();
    try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(jpeg))) {
      reader.setInput(in, true, true);
      if (reader.getWidth(0) != image.blockWidth() || reader.getHeight(0) < rows) {
        throw new BlockException(
            "its JPEG has %d x %d pixels and should have %d x %d"
                .formatted(reader.getWidth(0), reader.getHeight(0), image.blockWidth(), rows));
      }
      Raster raster = reader.readRaster(0, null);
      if (raster.getNumBands() != image.bandsInBlock()) {
        throw new BlockException("its JPEG has " + raster.getNumBands() + " bands");
      }
      return raster;
    } catch (IOException | RuntimeException e) {
      throw new BlockException("its JPEG data are broken: " + e.getMessage());
    } finally {
      reader.dispose();
    }
  }

  /** ITU-R BT.601 over the full range, as JFIF has it. */
  private static void toRgb(int[] line) {
    for (int i = 0; i < line.length; i += 3) {
      int y = line[i];
      int cb = line[i + 1] - 128;
      int cr = line[i + 2] - 128;
      line[i] = clamp(y + 1.402 * cr);
      line[i + 1] = clamp(y - 0.344136 * cb - 0.714136 * cr);
      line[i + 2] = clamp(y + 1.772 * cb);
    }
  }

  private static int clamp(double value) {
    return (int) Math.clamp(Math.rint(value), 0.0, 255.0);
  }
}
