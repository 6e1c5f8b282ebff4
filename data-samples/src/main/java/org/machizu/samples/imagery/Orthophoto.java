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
  private static final double WIDTH_M = 3_276.8;
  private static final double HEIGHT_M = 2_662.4;
  private static final double NORTH_M = 1_782.4;

  /** Of a town by itself, m. */
  private static final double PIXEL_M = 0.8;

  /** Of each of several towns, whose picture would be too large otherwise. */
  private static final double PIXEL_OF_MANY_M = 2 * PIXEL_M;

  private static final int STRIP = 256;

  private final Placement placement;
  private final Envelope view;
  private final List<Paint> paints;
  private final Noise noise;
  private int painted = -1;
  private int @Nullable [] strip;

  private Orthophoto(District district, Envelope view, Placement placement) {
    this.placement = placement;
    this.view = view;
    this.paints = Scene.of(district, view);
    this.noise = new Noise(district.seed() + 21);
  }

  /**
   * Writes the picture.
   *
   * @param alone whether it is not one of several
   */
  public static void write(Path file, District district, boolean alone) throws IOException {
    double pixelM = alone ? PIXEL_M : PIXEL_OF_MANY_M;
    // Pictures of towns side by side have their pixels on one grid.
    double north = NORTH_M - district.tile().northOfFirstM() % pixelM;
    Envelope view = new Envelope(-WIDTH_M / 2, WIDTH_M / 2, north - HEIGHT_M, north);
    Placement placement =
        new Placement(
            Tile.ZONE,
            district.tile().originX() + view.getMinX(),
            district.tile().originY() + view.getMaxY(),
            pixelM,
            pixelM,
            (int) Math.rint(WIDTH_M / pixelM),
            (int) Math.rint(HEIGHT_M / pixelM));
    Orthophoto photo = new Orthophoto(district, view, placement);
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
    double pixelM = placement.pixelWidth();
    double top = view.getMaxY() - number * STRIP * pixelM;
    Envelope seen = new Envelope(view.getMinX(), view.getMaxX(), top - STRIP * pixelM, top);
    AffineTransform toPixels =
        new AffineTransform(1 / pixelM, 0, 0, -1 / pixelM, -view.getMinX() / pixelM, top / pixelM);
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
