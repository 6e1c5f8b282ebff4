package org.machizu.ingest.raster;

import java.util.Arrays;
import org.machizu.ingest.format.FormatException;

/**
 * How one picture of a TIFF file is laid out: in blocks, which are strips as wide as the picture,
 * or tiles.
 *
 * @param bits of one sample
 * @param format {@link Tiff#UNSIGNED}, {@link Tiff#SIGNED} or {@link Tiff#FLOAT}
 * @param separate whether each band has blocks of its own
 * @param offsets where each block lies; 0 for one that was never written
 * @param counts the bytes of each block
 * @param extra what the bands beyond the colours are: 1 and 2 for alpha
 */
record TiffImage(
    int width,
    int height,
    int bands,
    int bits,
    int format,
    int photometric,
    int compression,
    int predictor,
    boolean separate,
    boolean tiled,
    int blockWidth,
    int blockHeight,
    long[] offsets,
    long[] counts,
    long[] extra,
    long[] colorMap,
    byte[] jpegTables,
    boolean reduced,
    boolean mask) {

  /** 400 km at 0.1 m along one side. */
  private static final long MAX_SIDE = 4_000_000;

  /** More bands than a picture has; a file that claims more is damaged or no picture. */
  private static final int MAX_BANDS = 64;

  /** What one block may take in memory once unpacked. */
  private static final long MAX_BLOCK_BYTES = 64L << 20;

  /** Uncompressed strips are read in pieces of this size. */
  private static final long PIECE_BYTES = 1L << 20;

  static TiffImage of(TiffFile file, TiffDirectory d) throws FormatException {
    long width = d.number(Tiff.WIDTH, 0);
    long height = d.number(Tiff.HEIGHT, 0);
    if (width < 1 || height < 1) {
      throw file.damaged("it says it has %d x %d pixels".formatted(width, height));
    }
    if (width > MAX_SIDE || height > MAX_SIDE) {
      throw new FormatException(
          "raster-too-large",
          "%s says it has %,d x %,d pixels; at most %,d along a side are allowed"
              .formatted(file.name(), width, height, MAX_SIDE),
          "Cut it into parts, or copy the file again if that cannot be.");
    }
    long bands = d.number(Tiff.SAMPLES, 1);
    long[] bits = d.numbers(Tiff.BITS);
    if (bands < 1 || bands > MAX_BANDS) {
      throw unsupported(file, "it has %d bands".formatted(bands));
    }
    if (Arrays.stream(bits).distinct().count() > 1) {
      throw unsupported(file, "its bands have different depths, " + Arrays.toString(bits));
    }
    boolean tiled = d.has(Tiff.TILE_OFFSETS);
    long blockWidth = tiled ? d.number(Tiff.TILE_WIDTH, 0) : width;
    long blockHeight =
        tiled
            ? d.number(Tiff.TILE_HEIGHT, 0)
            : Math.min(height, d.number(Tiff.ROWS_PER_STRIP, height));
    if (blockWidth < 1 || blockHeight < 1 || blockWidth > MAX_SIDE || blockHeight > MAX_SIDE) {
      throw file.damaged("its blocks are %d x %d pixels".formatted(blockWidth, blockHeight));
    }
    long type = d.number(Tiff.NEW_SUBFILE_TYPE, 0);
    TiffImage image =
        new TiffImage(
            (int) width,
            (int) height,
            (int) bands,
            bits.length == 0 ? 1 : (int) bits[0],
            (int) d.number(Tiff.SAMPLE_FORMAT, Tiff.UNSIGNED),
            (int) d.number(Tiff.PHOTOMETRIC, Tiff.BLACK_IS_ZERO),
            (int) d.number(Tiff.COMPRESSION, Tiff.NONE),
            (int) d.number(Tiff.PREDICTOR, 1),
            d.number(Tiff.PLANAR, 1) == 2 && bands > 1,
            tiled,
            (int) blockWidth,
            (int) blockHeight,
            d.numbers(tiled ? Tiff.TILE_OFFSETS : Tiff.STRIP_OFFSETS),
            d.numbers(tiled ? Tiff.TILE_BYTES : Tiff.STRIP_BYTES),
            d.numbers(Tiff.EXTRA_SAMPLES),
            d.numbers(Tiff.COLOR_MAP),
            d.bytes(Tiff.JPEG_TABLES),
            (type & 1) != 0,
            (type & 4) != 0);
    image.checkReadable(file);
    image.checkBlocksAreThere(file);
    TiffImage cut = image.withSmallStrips();
    cut.checkBlockSize(file);
    return cut;
  }

  int blocksAcross() {
    return Math.ceilDiv(width, blockWidth);
  }

  int blocksDown() {
    return Math.ceilDiv(height, blockHeight);
  }

  /** Bands that lie in one block. */
  int bandsInBlock() {
    return separate ? 1 : bands;
  }

  /** Bytes of one row of a block. */
  long rowBytes() {
    return Math.ceilDiv((long) blockWidth * bandsInBlock() * bits, 8L);
  }

  /** Rows of a block that are in the file: the last strip may be shorter, tiles are whole. */
  int rowsIn(int blockRow) {
    return tiled ? blockHeight : Math.min(blockHeight, height - blockRow * blockHeight);
  }

  private void checkReadable(TiffFile file) throws FormatException {
    boolean known =
        switch (compression) {
          case Tiff.NONE, Tiff.LZW, Tiff.JPEG, Tiff.DEFLATE, Tiff.OLD_DEFLATE, Tiff.PACKBITS ->
              true;
          default -> false;
        };
    if (!known) {
      throw new FormatException(
          "tiff-compression-unsupported",
          "%s is compressed by %s; known are none, Deflate, LZW, JPEG and PackBits"
              .formatted(file.name(), Tiff.nameOf(compression)),
          "Write it with another compression: gdal_translate -co COMPRESS=DEFLATE -co TILED=YES.");
    }
    boolean depth =
        switch (bits) {
          case 1, 8 -> format == Tiff.UNSIGNED;
          case 16 -> format != Tiff.FLOAT;
          case 32 -> true;
          case 64 -> format == Tiff.FLOAT;
          default -> false;
        };
    if (!depth || format < Tiff.UNSIGNED || format > Tiff.FLOAT) {
      throw unsupported(file, "its samples are %d-bit of kind %d".formatted(bits, format));
    }
    boolean predicted =
        switch (predictor) {
          case 1 -> true;
          case Tiff.PREDICT_HORIZONTAL -> bits == 8 || bits == 16 || bits == 32 || bits == 64;
          case Tiff.PREDICT_FLOAT -> format == Tiff.FLOAT;
          default -> false;
        };
    if (!predicted) {
      throw file.damaged("predictor %d does not go with %d-bit samples".formatted(predictor, bits));
    }
    if (compression == Tiff.JPEG && bits != 8) {
      throw unsupported(file, "it is JPEG with %d bits".formatted(bits));
    }
  }

  /** A strip may hold the whole picture; without compression any of its rows can be read alone. */
  private TiffImage withSmallStrips() {
    int pieceRows = (int) Math.max(1, PIECE_BYTES / Math.max(1, rowBytes()));
    if (tiled || compression != Tiff.NONE || blockHeight <= pieceRows || separate) {
      return this;
    }
    int rows = pieceRows;
    if (blocksDown() > 1) {
      while (blockHeight % rows != 0) {
        rows--;
      }
    }
    int pieces = Math.ceilDiv(height, rows);
    long[] pieceOffsets = new long[pieces];
    long[] pieceCounts = new long[pieces];
    for (int i = 0; i < pieces; i++) {
      int firstRow = i * rows;
      int strip = firstRow / blockHeight;
      long before = (firstRow % blockHeight) * rowBytes();
      if (offsets[strip] == 0) {
        continue;
      }
      pieceOffsets[i] = offsets[strip] + before;
      pieceCounts[i] = Math.min(rows, height - firstRow) * rowBytes();
    }
    return new TiffImage(
        width,
        height,
        bands,
        bits,
        format,
        photometric,
        compression,
        predictor,
        false,
        false,
        width,
        rows,
        pieceOffsets,
        pieceCounts,
        extra,
        colorMap,
        jpegTables,
        reduced,
        mask);
  }

  /** Finds out at once that a file was cut off, not in the middle of reading it. */
  private void checkBlocksAreThere(TiffFile file) throws FormatException {
    long blocks = (long) blocksAcross() * blocksDown() * (separate ? bands : 1);
    if (offsets.length != blocks || counts.length != blocks) {
      throw file.damaged(
          "it says it has %,d x %,d pixels in %,d blocks, but gives the places of %,d"
              .formatted(width, height, blocks, Math.min(offsets.length, counts.length)));
    }
    for (int i = 0; i < offsets.length; i++) {
      if (offsets[i] == 0 && counts[i] == 0) {
        continue; // never written; there is nothing
      }
      int blockRow = i / blocksAcross() % blocksDown();
      boolean tooShort = compression == Tiff.NONE && counts[i] < rowBytes() * rowsIn(blockRow);
      if (tooShort) {
        throw file.damaged(
            "block %d has %,d bytes and needs %,d"
                .formatted(i, counts[i], rowBytes() * rowsIn(blockRow)));
      }
      if (!file.holds(offsets[i], counts[i])) {
        throw file.truncated();
      }
    }
  }

  private void checkBlockSize(TiffFile file) throws FormatException {
    long bytes = (long) blockWidth * blockHeight * bandsInBlock() * Math.ceilDiv(bits, 8);
    if (bytes > MAX_BLOCK_BYTES) {
      throw new FormatException(
          "raster-blocks-too-large",
          "%s is compressed in blocks of %,d x %,d pixels (%,d bytes each); at most %,d bytes are allowed"
              .formatted(file.name(), blockWidth, blockHeight, bytes, MAX_BLOCK_BYTES),
          "Write it in tiles: gdal_translate -co TILED=YES -co COMPRESS=DEFLATE.");
    }
  }

  private static FormatException unsupported(TiffFile file, String what) {
    return new FormatException(
        "raster-bands-unsupported",
        file.name() + " has pixels that cannot be taken: " + what,
        "Give a picture of 8-bit grey, RGB or RGBA, or a grid of one band of 16-bit, 32-bit or floating numbers (gdal_translate -b, -ot).");
  }
}
