package org.machizu.ingest.raster;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The predictors of TIFF (TIFF 6.0 section 14; Adobe Photoshop TIFF Technical Note 3 for floating
 * point): blocks hold differences to the pixel on the left, which compress better.
 */
final class Prediction {
  private Prediction() {}

  static void undoHorizontal(byte[] block, TiffImage image, int rows, ByteOrder order) {
    int stride = image.bandsInBlock();
    int perRow = image.blockWidth() * stride;
    ByteBuffer samples = ByteBuffer.wrap(block).order(order);
    for (int row = 0; row < rows; row++) {
      int first = row * perRow;
      for (int i = first + stride; i < first + perRow; i++) {
        switch (image.bits()) {
          case 8 -> block[i] += block[i - stride];
          case 16 ->
              samples.putShort(
                  i * 2, (short) (samples.getShort(i * 2) + samples.getShort((i - stride) * 2)));
          case 32 ->
              samples.putInt(i * 4, samples.getInt(i * 4) + samples.getInt((i - stride) * 4));
          default ->
              samples.putLong(i * 8, samples.getLong(i * 8) + samples.getLong((i - stride) * 8));
        }
      }
    }
  }

  /** Undoes the difference of bytes, and brings the bytes of a number together again. */
  static void undoFloat(byte[] block, TiffImage image, int rows, ByteOrder order) {
    int stride = image.bandsInBlock();
    int unit = image.bits() / 8;
    int perRow = image.blockWidth() * stride;
    int rowBytes = perRow * unit;
    byte[] row = new byte[rowBytes];
    for (int r = 0; r < rows; r++) {
      int first = r * rowBytes;
      for (int i = first + stride; i < first + rowBytes; i++) {
        block[i] += block[i - stride];
      }
      System.arraycopy(block, first, row, 0, rowBytes);
      for (int i = 0; i < perRow; i++) {
        for (int b = 0; b < unit; b++) {
          int place = order == ByteOrder.BIG_ENDIAN ? b : unit - 1 - b;
          block[first + i * unit + place] = row[b * perRow + i];
        }
      }
    }
  }

  /** Makes differences of 8-bit samples, from the right so that none is used twice. */
  static void horizontal(byte[] block, int perRow, int rows, int stride) {
    for (int row = 0; row < rows; row++) {
      for (int i = (row + 1) * perRow - 1; i >= row * perRow + stride; i--) {
        block[i] -= block[i - stride];
      }
    }
  }

  /** The bytes of floats, most significant bytes first, as differences; one band. */
  static byte[] floats(float[] values, int perRow) {
    byte[] block = new byte[values.length * 4];
    for (int first = 0; first < values.length; first += perRow) {
      for (int i = 0; i < perRow; i++) {
        int bits = Float.floatToRawIntBits(values[first + i]);
        for (int b = 0; b < 4; b++) {
          block[first * 4 + b * perRow + i] = (byte) (bits >>> 24 - 8 * b);
        }
      }
      for (int i = first * 4 + perRow * 4 - 1; i > first * 4; i--) {
        block[i] -= block[i - 1];
      }
    }
    return block;
  }

  /** The way back from {@link #floats}; spoils the bytes. */
  static float[] undoFloats(byte[] block, int perRow) {
    float[] values = new float[block.length / 4];
    for (int first = 0; first < values.length; first += perRow) {
      for (int i = first * 4 + 1; i < (first + perRow) * 4; i++) {
        block[i] += block[i - 1];
      }
      for (int i = 0; i < perRow; i++) {
        int bits = 0;
        for (int b = 0; b < 4; b++) {
          bits = bits << 8 | block[first * 4 + b * perRow + i] & 0xff;
        }
        values[first + i] = Float.intBitsToFloat(bits);
      }
    }
    return values;
  }
}
