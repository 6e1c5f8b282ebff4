package org.machizu.ingest.raster;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Writes GeoTIFFs (OGC 19-008r4): tiled, Deflate with predictor, with overviews down to one tile.
 * Tile by tile, so that neither the source nor the file has to be in memory.
 */
public final class GeoTiffWriter {
  /** Pixels along a tile's side. */
  static final int TILE = 256;

  private GeoTiffWriter() {}

  /** Gives pixels of a picture. */
  public interface ImageSource {
    /**
     * @param window within the placement
     * @return 0xAARRGGBB, not multiplied by alpha, row by row
     */
    int[] read(Window window) throws IOException;
  }

  /** Gives numbers of a grid. */
  public interface GridSource {
    /**
     * @param window within the placement
     * @return row by row; NaN for nothing
     */
    float[] read(Window window) throws IOException;
  }

  /**
   * Writes a picture as 8-bit RGB or RGBA; a file that exists is replaced.
   *
   * @param alpha whether pixels can be transparent; without it their alpha is not looked at
   * @throws IOException also when the file would grow beyond 4 GiB
   */
  public static void writeImage(Path file, Placement placement, boolean alpha, ImageSource source)
      throws IOException {
    write(file, placement, new ImageTiles(alpha), source::read);
  }

  /** The same from a picture in memory, which has the placement's size. */
  public static void writeImage(Path file, Placement placement, BufferedImage image)
      throws IOException {
    if (image.getWidth() != placement.width() || image.getHeight() != placement.height()) {
      throw new IllegalArgumentException(
          "the picture has %d x %d pixels, but the placement %d x %d"
              .formatted(
                  image.getWidth(), image.getHeight(), placement.width(), placement.height()));
    }
    writeImage(
        file,
        placement,
        image.getColorModel().hasAlpha(),
        w -> image.getRGB(w.x(), w.y(), w.width(), w.height(), null, 0, w.width()));
  }

  /**
   * Writes a grid of 32-bit floats; a file that exists is replaced.
   *
   * @param noData the number that stands for nothing in the file
   * @throws IOException also when the file would grow beyond 4 GiB
   */
  public static void writeGrid(Path file, Placement placement, float noData, GridSource source)
      throws IOException {
    write(file, placement, new GridTiles(noData), source::read);
  }

  /** The same from numbers in memory, row by row from the north; NaN for nothing. */
  public static void writeGrid(Path file, Placement placement, float noData, float[] numbers)
      throws IOException {
    Objects.checkFromIndexSize(0, placement.width() * placement.height(), numbers.length);
    writeGrid(file, placement, noData, window -> cut(numbers, placement.width(), window));
  }

  private static float[] cut(float[] numbers, int width, Window window) {
    float[] part = new float[window.pixels()];
    for (int y = 0; y < window.height(); y++) {
      int from = (window.y() + y) * width + window.x();
      System.arraycopy(numbers, from, part, y * window.width(), window.width());
    }
    return part;
  }

  private interface Source<T> {
    T read(Window window) throws IOException;
  }

  private static <T> void write(Path file, Placement placement, TileForm<T> form, Source<T> source)
      throws IOException {
    try (TiffOutput out = new TiffOutput(file)) {
      TiffOutput.Page page = new TiffOutput.Page(placement.width(), placement.height(), TILE);
      for (int row = 0; row < page.down(); row++) {
        for (int column = 0; column < page.across(); column++) {
          Window window = page.window(column, row);
          T pixels = form.padded(source.read(window), window, TILE);
          form.repeatEdge(pixels, window, TILE);
          page.add(out.append(form.pack(pixels, TILE)));
        }
      }
      out.directory(page, form, placement, false);
      while (page.across() > 1 || page.down() > 1) {
        page = overview(out, page, form);
        out.directory(page, form, placement, true);
      }
    }
  }

  /** A page of half the size, from the tiles of the page before. */
  private static <T> TiffOutput.Page overview(
      TiffOutput out, TiffOutput.Page from, TileForm<T> form) throws IOException {
    TiffOutput.Page page =
        new TiffOutput.Page(Math.ceilDiv(from.width(), 2), Math.ceilDiv(from.height(), 2), TILE);
    for (int row = 0; row < page.down(); row++) {
      for (int column = 0; column < page.across(); column++) {
        T pixels = form.empty(TILE);
        for (int quarter = 0; quarter < 4; quarter++) {
          int x = quarter % 2;
          int y = quarter / 2;
          if (column * 2 + x < from.across() && row * 2 + y < from.down()) {
            T tile =
                form.unpack(
                    out.read(from, column * 2 + x, row * 2 + y, form.bytesPerPixel()), TILE);
            form.halve(tile, pixels, x * TILE / 2, y * TILE / 2, TILE);
          }
        }
        form.repeatEdge(pixels, page.window(column, row), TILE);
        page.add(out.append(form.pack(pixels, TILE)));
      }
    }
    return page;
  }

  /** How tiles of one kind of pixels stand in the file. */
  interface TileForm<T> {
    /** A tile of nothing. */
    T empty(int side);

    /** The pixels of a window at the border, filled up to a whole tile. */
    T padded(T pixels, Window window, int side);

    /**
     * Repeats the last column and row of a window once where it has an odd number of them, so that
     * at half the size they are not mixed with the nothing beyond.
     */
    void repeatEdge(T tile, Window window, int side);

    byte[] pack(T tile, int side) throws IOException;

    T unpack(byte[] packed, int side) throws IOException;

    /** Puts a tile, at half its size, into another from {@code x}, {@code y} on. */
    void halve(T tile, T into, int x, int y, int side);

    int bands();

    boolean isGrid();

    default int bytesPerPixel() {
      return isGrid() ? Float.BYTES : bands();
    }

    /** What stands for nothing; null when no number does. */
    @Nullable String noData();
  }

  /** Copies a window's rows into a tile's. */
  static void copyRows(Object from, Object to, Window window, int side) {
    for (int y = 0; y < window.height(); y++) {
      System.arraycopy(from, y * window.width(), to, y * side, window.width());
    }
  }

  /** 8-bit RGB or RGBA; four pixels become one of their mean colour. */
  private record ImageTiles(boolean alpha) implements TileForm<int[]> {
    @Override
    public int[] empty(int side) {
      return new int[side * side];
    }

    @Override
    public int[] padded(int[] pixels, Window window, int side) {
      int[] tile = empty(side);
      copyRows(pixels, tile, window, side);
      return tile;
    }

    @Override
    public void repeatEdge(int[] tile, Window window, int side) {
      int width = window.width();
      int height = window.height();
      if (width % 2 == 1 && width < side) {
        for (int y = 0; y < height; y++) {
          tile[y * side + width] = tile[y * side + width - 1];
        }
      }
      if (height % 2 == 1 && height < side) {
        System.arraycopy(tile, (height - 1) * side, tile, height * side, Math.min(side, width + 1));
      }
    }

    @Override
    public byte[] pack(int[] tile, int side) {
      int bands = bands();
      byte[] samples = new byte[tile.length * bands];
      for (int i = 0; i < tile.length; i++) {
        samples[i * bands] = (byte) (tile[i] >> 16);
        samples[i * bands + 1] = (byte) (tile[i] >> 8);
        samples[i * bands + 2] = (byte) tile[i];
        if (alpha) {
          samples[i * bands + 3] = (byte) (tile[i] >>> 24);
        }
      }
      Prediction.horizontal(samples, side * bands, side, bands);
      return samples;
    }

    @Override
    public int[] unpack(byte[] samples, int side) {
      int bands = bands();
      for (int row = 0; row < side; row++) {
        for (int i = row * side * bands + bands; i < (row + 1) * side * bands; i++) {
          samples[i] += samples[i - bands];
        }
      }
      int[] tile = new int[side * side];
      for (int i = 0; i < tile.length; i++) {
        tile[i] =
            (alpha ? samples[i * bands + 3] : -1) << 24
                | (samples[i * bands] & 0xff) << 16
                | (samples[i * bands + 1] & 0xff) << 8
                | samples[i * bands + 2] & 0xff;
      }
      return tile;
    }

    @Override
    public void halve(int[] tile, int[] into, int x, int y, int side) {
      for (int row = 0; row < side / 2; row++) {
        for (int column = 0; column < side / 2; column++) {
          int at = row * 2 * side + column * 2;
          into[(y + row) * side + x + column] =
              Pixels.mean(tile[at], tile[at + 1], tile[at + side], tile[at + side + 1]);
        }
      }
    }

    @Override
    public int bands() {
      return alpha ? 4 : 3;
    }

    @Override
    public boolean isGrid() {
      return false;
    }

    @Override
    public @Nullable String noData() {
      return null;
    }
  }

  /** 32-bit floats; of four numbers the north-western stays, so that none is made up. */
  private record GridTiles(float none) implements TileForm<float[]> {
    @Override
    public float[] empty(int side) {
      float[] tile = new float[side * side];
      Arrays.fill(tile, Float.NaN);
      return tile;
    }

    @Override
    public float[] padded(float[] numbers, Window window, int side) {
      float[] tile = empty(side);
      copyRows(numbers, tile, window, side);
      return tile;
    }

    @Override
    public void repeatEdge(float[] tile, Window window, int side) {
      // The north-western of four numbers never lies beyond.
    }

    @Override
    public byte[] pack(float[] tile, int side) {
      float[] written = tile.clone();
      for (int i = 0; i < written.length; i++) {
        written[i] = Float.isNaN(written[i]) ? none : written[i];
      }
      return Prediction.floats(written, side);
    }

    @Override
    public float[] unpack(byte[] packed, int side) {
      float[] tile = Prediction.undoFloats(packed, side);
      for (int i = 0; i < tile.length; i++) {
        tile[i] = tile[i] == none ? Float.NaN : tile[i];
      }
      return tile;
    }

    @Override
    public void halve(float[] tile, float[] into, int x, int y, int side) {
      for (int row = 0; row < side / 2; row++) {
        for (int column = 0; column < side / 2; column++) {
          into[(y + row) * side + x + column] = tile[row * 2 * side + column * 2];
        }
      }
    }

    @Override
    public int bands() {
      return 1;
    }

    @Override
    public boolean isGrid() {
      return true;
    }

    @Override
    public String noData() {
      return Float.toString(none);
    }
  }
}
