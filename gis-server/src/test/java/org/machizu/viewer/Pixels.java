package org.machizu.viewer;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** What a picture of the page shows. */
final class Pixels {
  private Pixels() {}

  /** The colour of the first pixel as 0xRRGGBB. */
  static int first(byte[] png) {
    return read(png).getRGB(0, 0) & 0xFFFFFF;
  }

  /** From 0, black, to 255, white. */
  static double meanBrightness(byte[] png) {
    BufferedImage picture = read(png);
    long sum = 0;
    for (int y = 0; y < picture.getHeight(); y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        int rgb = picture.getRGB(x, y);
        sum += (rgb >> 16 & 255) + (rgb >> 8 & 255) + (rgb & 255);
      }
    }
    return sum / 3.0 / picture.getWidth() / picture.getHeight();
  }

  private static BufferedImage read(byte[] png) {
    try {
      return ImageIO.read(new ByteArrayInputStream(png));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
