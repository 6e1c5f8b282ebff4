package org.machizu.samples.imagery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.machizu.ingest.format.FormatException;
import org.machizu.ingest.raster.GeoTiffWriter;
import org.machizu.ingest.raster.Placement;
import org.machizu.ingest.raster.RasterFormats;
import org.machizu.ingest.raster.RasterReader;
import org.machizu.ingest.raster.Window;

/**
 * One raster made of those of several towns, whose pixels have one size and lie on one grid. Where
 * no town is, there is nothing.
 */
public final class Mosaic implements AutoCloseable {
  private final List<RasterReader> parts = new ArrayList<>();

  private Mosaic(List<Path> files) throws FormatException, IOException {
    for (Path file : files) {
      parts.add(RasterFormats.open(file, null));
    }
  }

  private interface Reading<T> {
    T read(RasterReader part, Window window) throws FormatException, IOException;
  }

  /**
   * Writes a picture of pictures; a file that exists is replaced.
   *
   * @param parts at least one; they are deleted
   */
  public static void ofImages(Path file, List<Path> parts) throws IOException {
    try (Mosaic mosaic = new Mosaic(parts)) {
      GeoTiffWriter.writeImage(
          file,
          mosaic.placement(),
          true,
          window ->
              mosaic.fill(window, new int[window.pixels()], (part, w) -> part.readImage(0, w)));
    } catch (FormatException e) {
      throw unreadable(file, e);
    }
    delete(parts);
  }

  /** Writes a grid of grids, as {@link #ofImages}. */
  public static void ofGrids(Path file, List<Path> parts) throws IOException {
    try (Mosaic mosaic = new Mosaic(parts)) {
      GeoTiffWriter.writeGrid(
          file, mosaic.placement(), FloodGrid.NOTHING, window -> mosaic.numbers(window));
    } catch (FormatException e) {
      throw unreadable(file, e);
    }
    delete(parts);
  }

  private float[] numbers(Window window) throws IOException {
    float[] numbers = new float[window.pixels()];
    Arrays.fill(numbers, Float.NaN);
    return fill(window, numbers, (part, w) -> part.readGrid(0, w));
  }

  private static IOException unreadable(Path file, FormatException cause) {
    return new IOException("a part of " + file + " cannot be read", cause);
  }

  private static void delete(List<Path> parts) throws IOException {
    for (Path part : parts) {
      Files.delete(part);
    }
  }

  private static Placement of(RasterReader part) {
    return part.info().placement();
  }

  private Placement placement() {
    Placement any = of(parts.getFirst());
    double west = parts.stream().mapToDouble(part -> of(part).west()).min().orElseThrow();
    double north = parts.stream().mapToDouble(part -> of(part).north()).max().orElseThrow();
    double east = parts.stream().mapToDouble(part -> of(part).east()).max().orElseThrow();
    double south = parts.stream().mapToDouble(part -> of(part).south()).min().orElseThrow();
    return new Placement(
        any.crs(),
        west,
        north,
        any.pixelWidth(),
        any.pixelHeight(),
        (int) Math.rint((east - west) / any.pixelWidth()),
        (int) Math.rint((north - south) / any.pixelHeight()));
  }

  /**
   * Copies what the parts have in a window.
   *
   * @param pixels of the window, an array
   */
  private <T> T fill(Window window, T pixels, Reading<T> reading) throws IOException {
    Placement whole = placement();
    for (RasterReader part : parts) {
      int west = (int) Math.rint(whole.column(of(part).west()));
      int north = (int) Math.rint(whole.row(of(part).north()));
      int fromX = Math.max(window.x(), west);
      int fromY = Math.max(window.y(), north);
      int width = Math.min(window.x() + window.width(), west + of(part).width()) - fromX;
      int height = Math.min(window.y() + window.height(), north + of(part).height()) - fromY;
      if (width > 0 && height > 0) {
        T read = read(part, new Window(fromX - west, fromY - north, width, height), reading);
        for (int row = 0; row < height; row++) {
          int to = (fromY - window.y() + row) * window.width() + fromX - window.x();
          System.arraycopy(read, row * width, pixels, to, width);
        }
      }
    }
    return pixels;
  }

  private static <T> T read(RasterReader part, Window window, Reading<T> reading)
      throws IOException {
    try {
      return reading.read(part, window);
    } catch (FormatException e) {
      throw new IOException("a part of the raster cannot be read", e);
    }
  }

  @Override
  public void close() throws IOException {
    for (RasterReader part : parts) {
      part.close();
    }
  }
}
