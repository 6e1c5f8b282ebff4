package org.machizu.printing;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * What is sent to a printer of receipts. Source: Epson's ESC/POS command reference, of which this
 * uses what practically every such printer has: {@code ESC @}, {@code GS a}, {@code GS v 0}, {@code
 * ESC J}, {@code GS V}, {@code GS r}, {@code DLE EOT}.
 */
final class EscPos {
  /** Rows of one band: 9 KB at most, which fits every printer's buffer. */
  static final int BAND_ROWS = 128;

  /** ESC @: forget what was before. GS a 0: say nothing unasked. */
  private static final byte[] BEGIN = {0x1b, '@', 0x1d, 'a', 0};

  /**
   * ESC J 40: a little paper, for printers without a knife. GS V 66 0: on to the knife, and cut.
   */
  private static final byte[] END = {0x1b, 'J', 40, 0x1d, 'V', 66, 0};

  /**
   * GS r 1: tell of the paper. It waits in the printer's queue behind the receipt, so that its
   * answer says that everything before it has been done.
   */
  private static final byte[] ANSWER_WHEN_DONE = {0x1d, 'r', 1};

  /** DLE DC4 8: forget what has not been printed yet. */
  private static final byte[] FORGET = {0x10, 0x14, 8, 1, 3, 0x14, 1, 6, 2, 8};

  private static final int DLE = 0x10;

  private EscPos() {}

  /** DLE EOT n: answered at once by one byte, whatever the printer is doing. */
  static byte[] ask(int what) {
    return new byte[] {DLE, 4, (byte) what};
  }

  static byte[] answerWhenDone() {
    return ANSWER_WHEN_DONE.clone();
  }

  static byte[] forget() {
    return FORGET.clone();
  }

  /** Whether these are the first two bytes of the answer to {@link #forget}: 37 25 00, in hex. */
  static boolean isForgotten(int first, int second) {
    return first == 0x37 && second == 0x25;
  }

  /**
   * A whole receipt: the image in bands of raster, some paper, a cut.
   *
   * <p>Printers look for {@code DLE EOT}, {@code DLE ENQ} and {@code DLE DC4} in the midst of
   * images too, and would answer, or open the drawer. Where an image has such bytes it gets one dot
   * more.
   *
   * @param image black and white, its width a multiple of 8 dots
   */
  static byte[] encode(BufferedImage image) {
    if (image.getType() != BufferedImage.TYPE_BYTE_BINARY || image.getWidth() % 8 != 0) {
      throw new IllegalArgumentException(
          "a receipt's image has one bit a dot and a width of whole bytes, but this is of type %d and %d dots wide"
              .formatted(image.getType(), image.getWidth()));
    }
    int rowBytes = image.getWidth() / 8;
    byte[] dots = dots(image, rowBytes);
    withoutCommands(dots);
    ByteArrayOutputStream out = new ByteArrayOutputStream(dots.length + 256);
    out.writeBytes(BEGIN);
    for (int y = 0; y < image.getHeight(); y += BAND_ROWS) {
      int rows = Math.min(BAND_ROWS, image.getHeight() - y);
      out.writeBytes(
          new byte[] {
            0x1d,
            'v',
            '0',
            0,
            (byte) rowBytes,
            (byte) (rowBytes >> 8),
            (byte) rows,
            (byte) (rows >> 8)
          });
      out.write(dots, y * rowBytes, rows * rowBytes);
    }
    out.writeBytes(END);
    return out.toByteArray();
  }

  /** Eight dots a byte, the left one highest, 1 is black. */
  private static byte[] dots(BufferedImage image, int rowBytes) {
    byte[] dots = new byte[rowBytes * image.getHeight()];
    Raster raster = image.getRaster();
    int[] row = new int[image.getWidth()];
    for (int y = 0; y < image.getHeight(); y++) {
      raster.getSamples(0, y, row.length, 1, 0, row);
      for (int x = 0; x < row.length; x++) {
        if (row[x] == 0) { // black is the first colour of such an image
          dots[y * rowBytes + x / 8] |= (byte) (0x80 >> x % 8);
        }
      }
    }
    return dots;
  }

  private static void withoutCommands(byte[] dots) {
    int[] followers = {0x04, 0x05, 0x14};
    for (int i = 0; i + 1 < dots.length; i++) {
      int next = dots[i + 1];
      if (dots[i] == DLE && Arrays.stream(followers).anyMatch(f -> f == next)) {
        dots[i] |= 0x08;
      }
    }
  }
}
