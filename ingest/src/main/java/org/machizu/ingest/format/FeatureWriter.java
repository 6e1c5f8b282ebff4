package org.machizu.ingest.format;

import java.io.IOException;
import org.machizu.geo.feature.Feature;

/**
 * Writes one file row by row; geometries are already in the file's coordinate reference system,
 * east before north. The file is complete only after {@link #close}. Used by one thread.
 */
public interface FeatureWriter extends AutoCloseable {
  void write(Feature feature) throws IOException;

  @Override
  void close() throws IOException;
}
