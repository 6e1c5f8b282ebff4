package org.machizu.ingest.format;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.machizu.geo.crs.Crs;
import org.machizu.geo.feature.Schema;

/** One file format, both ways; some are only read. */
public interface FeatureFormat {
  /** The name on the command line and in the API, as geojson, csv, shp, gpkg, fgb, kml. */
  String name();

  /** The media type of a written file. */
  String mediaType();

  /** The ending of a written file, without dot ("geojson"; "zip" for a zipped Shapefile). */
  String fileEnding();

  /**
   * Whether files are written in it too; those that are only read are never offered for exports.
   */
  default boolean writes() {
    return true;
  }

  /** Whether coordinates of that system may stand in a written file; some formats fix theirs. */
  default boolean writesIn(Crs crs) {
    return true;
  }

  /** Whether a file is of this format, judged by content first and by name second. */
  boolean recognises(Path file) throws IOException;

  /**
   * Opens a file for reading.
   *
   * @param problems is told of every row that is skipped or mended
   * @throws FormatException when the file cannot be used at all
   */
  FeatureReader open(Path file, ReadOptions options, Consumer<Problem> problems)
      throws FormatException, IOException;

  /**
   * Creates a file; one that exists is replaced.
   *
   * @throws UnsupportedOperationException when the format is only read, see {@link #writes}
   */
  FeatureWriter create(Path file, Schema schema, WriteOptions options) throws IOException;
}
