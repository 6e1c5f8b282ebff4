package org.machizu.ingest.raster;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.machizu.geo.crs.Crs;
import org.machizu.ingest.format.FormatException;

/** The raster formats, and whether a file is of one of them. */
public final class RasterFormats {
  /** Name of the only format for now, as reports have it. */
  public static final String GEOTIFF = "geotiff";

  private static final int HEAD_BYTES = 16;

  private RasterFormats() {}

  /** Whether a file is a TIFF, by its first bytes. */
  public static boolean recognise(Path file) throws IOException {
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      return false;
    }
    try (InputStream in = Files.newInputStream(file)) {
      return TiffFile.recognises(in.readNBytes(HEAD_BYTES));
    }
  }

  /**
   * Opens a file that was recognised.
   *
   * @param crs the system that the user names, over what the file says; null to believe the file
   * @throws FormatException when it cannot be used: damaged, not placed, turned, in an unknown
   *     system, of strange bands, or too large
   */
  public static RasterReader open(Path file, @Nullable Crs crs)
      throws FormatException, IOException {
    return GeoTiffReader.open(file, crs);
  }
}
