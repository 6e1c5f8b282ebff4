package org.machizu.ingest.raster;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.machizu.geo.crs.Crs;
import org.machizu.ingest.format.FormatException;

/** Small rasters in which every pixel can be told from its neighbours. */
final class Rasters {
  static final int WIDTH = 700;
  static final int HEIGHT = 500;
  static final Placement PLACEMENT =
      new Placement(new Crs(6680), -50_000, -120_000, 0.5, 0.25, WIDTH, HEIGHT);

  private Rasters() {}

  static int colour(int x, int y) {
    return 0xff000000 | (x & 0xff) << 16 | (y & 0xff) << 8 | (x / 16 + y / 16) * 9 & 0xff;
  }

  static int[] colours() {
    int[] all = new int[WIDTH * HEIGHT];
    Arrays.setAll(all, i -> colour(i % WIDTH, i / WIDTH));
    return all;
  }

  /** Metres of water; none in a disc in the middle. */
  static float depth(int x, int y) {
    boolean dry = Math.hypot(x - 350.0, y - 250.0) < 100;
    return dry ? Float.NaN : (x + y) / 50f;
  }

  static float[] depths() {
    float[] all = new float[WIDTH * HEIGHT];
    for (int i = 0; i < all.length; i++) {
      all[i] = depth(i % WIDTH, i / WIDTH);
    }
    return all;
  }

  static Path image(Path folder) throws IOException {
    Path file = folder.resolve("image.tif");
    int[] colours = colours();
    GeoTiffWriter.writeImage(file, PLACEMENT, false, w -> cut(colours, w));
    return file;
  }

  static Path grid(Path folder) throws IOException {
    Path file = folder.resolve("grid.tif");
    GeoTiffWriter.writeGrid(file, PLACEMENT, -9999, depths());
    return file;
  }

  static int[] cut(int[] all, Window w) {
    int[] part = new int[w.pixels()];
    for (int i = 0; i < part.length; i++) {
      part[i] = all[(w.y() + i / w.width()) * WIDTH + w.x() + i % w.width()];
    }
    return part;
  }

  static int[] readImage(Path file) throws FormatException, IOException {
    try (RasterReader reader = RasterFormats.open(file, null)) {
      return reader.readImage(0, new Window(0, 0, WIDTH, HEIGHT));
    }
  }

  static float[] readGrid(Path file) throws FormatException, IOException {
    try (RasterReader reader = RasterFormats.open(file, null)) {
      return reader.readGrid(0, new Window(0, 0, WIDTH, HEIGHT));
    }
  }
}
