package org.machizu.viewer;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** What a picture of the page shows. */
final class Pixels {
  private Pixels() {}

  /** The colour of the first pixel as 0xRRGGBB. */
  static int first(byte[] png) {
    try {
      return ImageIO.read(new ByteArrayInputStream(png)).getRGB(0, 0) & 0xFFFFFF;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
