package org.machizu.samples.imagery;

import java.awt.AlphaComposite;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;
import org.machizu.ingest.raster.GeoTiffWriter;
import org.machizu.ingest.raster.Placement;
import org.machizu.ingest.raster.Window;
import org.machizu.samples.district.District;
import org.machizu.samples.district.Tile;
import org.machizu.samples.terrain.Noise;

/**
 * Raster layer {@code aerial}: a stand-in for an orthophoto of the centre, painted from the same
 * parcels, roads and buildings, with some roughness. Made strip by strip.
 */
public final class Orthophoto {
  private static final double PIXEL_M = 0.8;
  private static final Envelope VIEW = new Envelope(-1_638.4, 1_638.4, -880, 1_782.4);
  private static final int STRIP = 256;

  private final Placement placement;
  private final List<Paint> paints;
  private final Noise noise;
  private int painted = -1;
  private int @Nullable [] strip;

  private Orthophoto(District district, Placement placement) {
    this.placement = placement;
    this.paints = Scene.of(district, VIEW);
    this.noise = new Noise(district.seed() + 21);
  }

  public static void write(Path file, District district) throws IOException {
    Placement placement =
        new Placement(
            Tile.ZONE,
            district.tile().originX() + VIEW.getMinX(),
            district.tile().originY() + VIEW.getMaxY(),
            PIXEL_M,
            PIXEL_M,
            (int) Math.rint(VIEW.getWidth() / PIXEL_M),
            (int) Math.rint(VIEW.getHeight() / PIXEL_M));
    Orthophoto photo = new Orthophoto(district, placement);
    GeoTiffWriter.writeImage(file, placement, false, photo::pixels);
  }

  /** The pixels of a window that lies within one strip. */
  private int[] pixels(Window window) {
    int number = window.y() / STRIP;
    int[] from = strip;
    if (number != painted || from == null) {
      from = paint(number);
      strip = from;
      painted = number;
    }
    int[] part = new int[window.width() * window.height()];
    for (int row = 0; row < window.height(); row++) {
      int y = window.y() + row;
      for (int column = 0; column < window.width(); column++) {
        int x = window.x() + column;
        part[row * window.width() + column] =
            rough(from[(y - number * STRIP) * placement.width() + x], x, y);
      }
    }
    return part;
  }

  private int[] paint(int number) {
    BufferedImage image = new BufferedImage(placement.width(), STRIP, BufferedImage.TYPE_INT_ARGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setComposite(AlphaComposite.Src); // alpha carries the roughness
    double top = VIEW.getMaxY() - number * STRIP * PIXEL_M;
    Envelope seen = new Envelope(VIEW.getMinX(), VIEW.getMaxX(), top - STRIP * PIXEL_M, top);
    AffineTransform toPixels =
        new AffineTransform(
            1 / PIXEL_M, 0, 0, -1 / PIXEL_M, -VIEW.getMinX() / PIXEL_M, top / PIXEL_M);
    for (Paint paint : paints) {
      if (paint.box().intersects(seen)) {
        paint.fill(graphics, toPixels);
      }
    }
    graphics.dispose();
    return ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
  }

  /** In steps, so that the file stays small. */
  private int rough(int argb, int x, int y) {
    double roughness = (argb >>> 24) / 255.0;
    double grain = noise.at(x, y, 3.2) * 0.6 + noise.at(x, y, 17) * 0.4;
    int tone = (int) Math.rint(grain * roughness * 20) * 3;
    int r = Math.clamp((argb >> 16 & 0xff) + tone, 0, 255);
    int g = Math.clamp((argb >> 8 & 0xff) + tone, 0, 255);
    int b = Math.clamp((argb & 0xff) + tone * 2 / 3, 0, 255);
    return 0xff000000 | r << 16 | g << 8 | b;
  }
}
