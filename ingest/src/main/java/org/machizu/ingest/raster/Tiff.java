package org.machizu.ingest.raster;

/**
 * Numbers of the TIFF format (TIFF 6.0 with its technical notes, BigTIFF, OGC GeoTIFF 1.1, and
 * GDAL's own).
 */
final class Tiff {
  static final int NEW_SUBFILE_TYPE = 254;
  static final int WIDTH = 256;
  static final int HEIGHT = 257;
  static final int BITS = 258;
  static final int COMPRESSION = 259;
  static final int PHOTOMETRIC = 262;
  static final int STRIP_OFFSETS = 273;
  static final int SAMPLES = 277;
  static final int ROWS_PER_STRIP = 278;
  static final int STRIP_BYTES = 279;
  static final int PLANAR = 284;
  static final int PREDICTOR = 317;
  static final int COLOR_MAP = 320;
  static final int TILE_WIDTH = 322;
  static final int TILE_HEIGHT = 323;
  static final int TILE_OFFSETS = 324;
  static final int TILE_BYTES = 325;
  static final int EXTRA_SAMPLES = 338;
  static final int SAMPLE_FORMAT = 339;
  static final int JPEG_TABLES = 347;
  static final int PIXEL_SCALE = 33550;
  static final int TIE_POINTS = 33922;
  static final int TRANSFORMATION = 34264;
  static final int GEO_KEYS = 34735;
  static final int GEO_DOUBLES = 34736;
  static final int GEO_ASCII = 34737;
  static final int GDAL_NODATA = 42113;

  static final int NONE = 1;
  static final int LZW = 5;
  static final int JPEG = 7;
  static final int DEFLATE = 8;
  static final int PACKBITS = 32773;
  static final int OLD_DEFLATE = 32946;

  static final int PREDICT_HORIZONTAL = 2;
  static final int PREDICT_FLOAT = 3;

  static final int WHITE_IS_ZERO = 0;
  static final int BLACK_IS_ZERO = 1;
  static final int RGB = 2;
  static final int PALETTE = 3;
  static final int YCBCR = 6;

  static final int UNSIGNED = 1;
  static final int SIGNED = 2;
  static final int FLOAT = 3;

  private Tiff() {}

  /** A compression's usual name. */
  static String nameOf(int compression) {
    return switch (compression) {
      case NONE -> "none";
      case LZW -> "LZW";
      case 6 -> "old JPEG";
      case JPEG -> "JPEG";
      case DEFLATE, OLD_DEFLATE -> "Deflate";
      case PACKBITS -> "PackBits";
      case 2, 3, 4 -> "fax (CCITT)";
      case 34712 -> "JPEG 2000";
      case 34887 -> "LERC";
      case 34925 -> "LZMA";
      case 50000 -> "ZSTD";
      case 50001 -> "WebP";
      case 50002 -> "JPEG XL";
      default -> "number " + compression;
    };
  }
}
