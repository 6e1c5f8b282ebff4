package org.machizu.ingest.raster;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.machizu.geo.crs.Crs;
import org.machizu.geo.feature.LayerKind;
import org.machizu.ingest.format.FormatException;

/** Reads GeoTIFF and COG. */
final class GeoTiffReader implements RasterReader {

  /** One size of the raster, with the mask that belongs to it. */
  private record Level(
      TiffImage image, TiffBlocks blocks, Samples samples, Optional<Masked> mask) {}

  private record Masked(TiffImage image, TiffBlocks blocks, Samples samples) {}

  private final TiffFile file;
  private final List<Level> levels;
  private final RasterInfo info;

  private GeoTiffReader(Path path, TiffFile file, @Nullable Crs given)
      throws FormatException, IOException {
    this.file = file;
    TiffDirectory first = file.directories().getFirst();
    double noData = noData(first);
    List<TiffImage> images = new ArrayList<>();
    for (TiffDirectory directory : file.directories()) {
      images.add(TiffImage.of(file, directory));
    }
    TiffImage full = images.getFirst();
    LayerKind kind = kind(file, full);
    this.levels = levels(images, noData);
    this.info =
        new RasterInfo(
            kind,
            GeoReference.of(path, file, first, full, given),
            levels.stream()
                .map(l -> new RasterInfo.Level(l.image.width(), l.image.height()))
                .toList(),
            first.text(Tiff.GDAL_NODATA),
            describe(full));
  }

  /**
   * @param given the system that the user names; null to believe the file
   */
  static GeoTiffReader open(Path path, @Nullable Crs given) throws FormatException, IOException {
    TiffFile file = TiffFile.open(path);
    try {
      return new GeoTiffReader(path, file, given);
    } catch (FormatException | IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  private static double noData(TiffDirectory directory) {
    try {
      return directory.text(Tiff.GDAL_NODATA).map(Double::parseDouble).orElse(Double.NaN);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  private static LayerKind kind(TiffFile file, TiffImage image) throws FormatException {
    if (image.bits() <= 8 && image.bands() <= 4 && image.photometric() <= Tiff.YCBCR) {
      return LayerKind.IMAGE;
    }
    if (image.bits() > 8 && image.bands() == 1) {
      return LayerKind.GRID;
    }
    throw new FormatException(
        "raster-bands-unsupported",
        "%s has %d bands of %d bits".formatted(file.name(), image.bands(), image.bits()),
        "Give a picture of 8-bit grey, RGB or RGBA (gdal_translate -ot Byte -scale -b 1 -b 2 -b 3), or a grid of one band (-b 1).");
  }

  private List<Level> levels(List<TiffImage> images, double noData) {
    TiffImage full = images.getFirst();
    List<TiffImage> masks = images.stream().filter(TiffImage::mask).toList();
    List<Level> found = new ArrayList<>();
    for (TiffImage image : images) {
      boolean sameKind =
          image.bands() == full.bands()
              && image.bits() == full.bits()
              && image.format() == full.format();
      if (image != full && (!image.reduced() || image.mask() || !sameKind)) {
        continue; // a mask, or another page
      }
      Optional<Masked> mask =
          masks.stream()
              .filter(m -> m.width() == image.width() && m.height() == image.height())
              .filter(m -> m.bands() == 1 && m.bits() <= 8)
              .findFirst()
              .map(m -> new Masked(m, new TiffBlocks(file, m), new Samples(m, Double.NaN)));
      found.add(new Level(image, new TiffBlocks(file, image), new Samples(image, noData), mask));
    }
    return List.copyOf(found);
  }

  private static String describe(TiffImage image) {
    String kind =
        switch (image.format()) {
          case Tiff.FLOAT -> "floating";
          case Tiff.SIGNED -> "signed";
          default -> "unsigned";
        };
    return "GeoTIFF of %d x %d pixels, %d band%s of %d-bit %s numbers, compression %s"
        .formatted(
            image.width(),
            image.height(),
            image.bands(),
            image.bands() == 1 ? "" : "s",
            image.bits(),
            kind,
            Tiff.nameOf(image.compression()));
  }

  @Override
  public RasterInfo info() {
    return info;
  }

  @Override
  public int[] readImage(int level, Window window) throws FormatException, IOException {
    require(LayerKind.IMAGE);
    Level from = levels.get(level);
    int[] argb = new int[window.pixels()];
    eachBlock(
        from.image,
        from.blocks,
        window,
        (blocks, pixel, at) -> argb[at] = from.samples.argb(blocks, pixel));
    if (from.mask.isPresent()) {
      Masked mask = from.mask.get();
      boolean[] shown = new boolean[argb.length];
      eachBlock(
          mask.image,
          mask.blocks,
          window,
          (blocks, pixel, at) -> shown[at] = mask.samples.isShown(blocks[0], pixel));
      for (int i = 0; i < argb.length; i++) {
        argb[i] = shown[i] ? argb[i] : 0;
      }
    }
    return argb;
  }

  @Override
  public float[] readGrid(int level, Window window) throws FormatException, IOException {
    require(LayerKind.GRID);
    Level from = levels.get(level);
    float[] numbers = new float[window.pixels()];
    java.util.Arrays.fill(numbers, Float.NaN);
    eachBlock(
        from.image,
        from.blocks,
        window,
        (blocks, pixel, at) -> numbers[at] = from.samples.number(blocks[0], pixel));
    return numbers;
  }

  private void require(LayerKind kind) {
    if (info.kind() != kind) {
      throw new IllegalStateException(file.name() + " is of kind " + info.kind());
    }
  }

  /** Takes one pixel over. */
  private interface Take {
    /**
     * @param pixel its place within the block
     * @param at its place within the window
     */
    void pixel(ByteBuffer[] blocks, int pixel, int at);
  }

  /** Visits the window's pixels, block by block; those of blocks never written are left out. */
  private static void eachBlock(TiffImage image, TiffBlocks blocks, Window window, Take take)
      throws FormatException, IOException {
    int lastX = window.x() + window.width() - 1;
    int lastY = window.y() + window.height() - 1;
    if (lastX >= image.width() || lastY >= image.height()) {
      throw new IllegalArgumentException(
          "%s lies beyond the raster of %d x %d pixels"
              .formatted(window, image.width(), image.height()));
    }
    for (int row = window.y() / image.blockHeight(); row <= lastY / image.blockHeight(); row++) {
      for (int column = window.x() / image.blockWidth();
          column <= lastX / image.blockWidth();
          column++) {
        ByteBuffer[] found = blocksAt(image, blocks, column, row);
        if (found.length == 0) {
          continue;
        }
        int fromX = Math.max(window.x(), column * image.blockWidth());
        int toX = Math.min(lastX, (column + 1) * image.blockWidth() - 1);
        int fromY = Math.max(window.y(), row * image.blockHeight());
        int toY = Math.min(lastY, (row + 1) * image.blockHeight() - 1);
        for (int y = fromY; y <= toY; y++) {
          int pixel =
              (y - row * image.blockHeight()) * image.blockWidth()
                  + fromX
                  - column * image.blockWidth();
          int at = (y - window.y()) * window.width() + fromX - window.x();
          for (int x = fromX; x <= toX; x++) {
            take.pixel(found, pixel++, at++);
          }
        }
      }
    }
  }

  /** Empty when one of them was never written. */
  private static ByteBuffer[] blocksAt(TiffImage image, TiffBlocks blocks, int column, int row)
      throws FormatException, IOException {
    ByteBuffer[] found = new ByteBuffer[image.separate() ? image.bands() : 1];
    for (int band = 0; band < found.length; band++) {
      Optional<ByteBuffer> block = blocks.get(column, row, band);
      if (block.isEmpty()) {
        return new ByteBuffer[0];
      }
      found[band] = block.get();
    }
    return found;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
