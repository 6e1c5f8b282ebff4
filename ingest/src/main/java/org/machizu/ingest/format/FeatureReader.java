package org.machizu.ingest.format;

import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.machizu.geo.crs.Crs;
import org.machizu.geo.feature.Schema;

/**
 * Reads one file row by row. Rows that cannot be read are told to the problem consumer given on
 * opening, and skipped. Used by one thread.
 */
public interface FeatureReader extends AutoCloseable {

  /**
   * What the rows look like; formats without a schema of their own have looked through the file.
   */
  Schema schema();

  /** The coordinate reference system that the file declares; empty when it says nothing. */
  Optional<Crs> declaredCrs();

  /**
   * What was found out while opening, for the import's report ("encoding windows-31j, sniffed").
   */
  String description();

  /** Rows in the file when that is known without reading it, for progress. */
  Optional<Long> expectedRows();

  /**
   * The next row, or null at the end.
   *
   * @throws FormatException when the rest of the file cannot be read
   */
  @Nullable Row next() throws FormatException, IOException;

  @Override
  void close() throws IOException;
}
