package org.machizu.printing;

import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.awt.Graphics2D;
import java.util.Map;

/** A QR code in whole dots, error correction M, with its quiet zone of four modules. */
final class QrDots {
  private static final int QUIET = 4;

  private final ByteMatrix modules;
  private final int dotsPerModule;

  private QrDots(ByteMatrix modules, int dotsPerModule) {
    this.modules = modules;
    this.dotsPerModule = dotsPerModule;
  }

  /**
   * @param side its wished side with the quiet zone, in dots; a module has at least three
   */
  static QrDots of(String content, int side) {
    try {
      ByteMatrix modules =
          Encoder.encode(
                  content, ErrorCorrectionLevel.M, Map.of(EncodeHintType.CHARACTER_SET, "UTF-8"))
              .getMatrix();
      return new QrDots(modules, Math.max(3, side / (modules.getWidth() + 2 * QUIET)));
    } catch (WriterException e) {
      throw new IllegalArgumentException("'" + content + "' fits no QR code", e);
    }
  }

  /** Its side with the quiet zone, in dots. */
  int side() {
    return (modules.getWidth() + 2 * QUIET) * dotsPerModule;
  }

  void draw(Graphics2D g, int x, int y) {
    for (int row = 0; row < modules.getHeight(); row++) {
      for (int column = 0; column < modules.getWidth(); column++) {
        if (modules.get(column, row) == 1) {
          g.fillRect(
              x + (column + QUIET) * dotsPerModule,
              y + (row + QUIET) * dotsPerModule,
              dotsPerModule,
              dotsPerModule);
        }
      }
    }
  }
}
