package org.machizu.paper;

import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A QR code (ISO/IEC 18004) as squares, at error correction M, with its quiet zone. */
final class QrSquares {
  /** White around a code, in squares, as the standard asks. */
  private static final int QUIET = 4;

  /** What phones still read from office printers. */
  private static final double SMALLEST_SQUARE_MM = 0.33;

  private QrSquares() {}

  /**
   * Draws a code on white.
   *
   * @param xMm left edge of the quiet zone
   * @param yMm its lower edge
   * @param sideMm with the quiet zone
   * @throws PaperTooLargeException when no code can hold the content
   * @throws IllegalArgumentException when the squares would be too small to be read
   */
  static void draw(Sheet sheet, String content, double xMm, double yMm, double sideMm) {
    PaperTooLargeException.check(
        "bytes in a QR code",
        content.getBytes(StandardCharsets.UTF_8).length,
        PaperTooLargeException.MOST_QR_BYTES);
    ByteMatrix code = encode(content);
    int count = code.getWidth() + 2 * QUIET;
    double squareMm = sideMm / count;
    if (squareMm < SMALLEST_SQUARE_MM) {
      throw new IllegalArgumentException(
          "a QR code with this content needs a side of %.1f mm, not %.1f mm"
              .formatted(count * SMALLEST_SQUARE_MM, sideMm));
    }
    sheet.fill(xMm, yMm, sideMm, sideMm, Colour.WHITE);
    List<double[]> runs = new ArrayList<>();
    for (int row = 0; row < code.getHeight(); row++) {
      double y = yMm + sideMm - (QUIET + row + 1) * squareMm;
      int column = 0;
      while (column < code.getWidth()) {
        int from = column;
        while (column < code.getWidth() && code.get(column, row) == 1) {
          column++;
        }
        if (column > from) {
          double width = (column - from) * squareMm;
          runs.add(new double[] {xMm + (QUIET + from) * squareMm, y, width, squareMm});
        } else {
          column++;
        }
      }
    }
    sheet.fillAll(runs, Colour.BLACK);
  }

  private static ByteMatrix encode(String content) {
    boolean ascii = content.chars().allMatch(c -> c < 0x80);
    // Where it is not needed, the mark of the character set would only make the code larger.
    Map<EncodeHintType, Object> hints =
        ascii ? Map.of() : Map.of(EncodeHintType.CHARACTER_SET, "UTF-8");
    try {
      return Encoder.encode(content, ErrorCorrectionLevel.M, hints).getMatrix();
    } catch (WriterException tooMuch) {
      throw new IllegalArgumentException("this cannot be written as a QR code", tooMuch);
    }
  }
}
