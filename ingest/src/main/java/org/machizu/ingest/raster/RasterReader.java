package org.machizu.ingest.raster;

import java.io.IOException;
import org.machizu.ingest.format.FormatException;

/** Reads a raster file, a window at a time. Used by one thread. */
public interface RasterReader extends AutoCloseable {

  RasterInfo info();

  /**
   * Pixels of a picture.
   *
   * @param level as in {@link RasterInfo#levels}, 0 for the full size
   * @param window within the level
   * @return 0xAARRGGBB, not multiplied by alpha, row by row; 0 where there is nothing
   * @throws IllegalStateException when the file is no picture
   * @throws FormatException when the file is damaged there
   */
  int[] readImage(int level, Window window) throws FormatException, IOException;

  /**
   * Numbers of a grid.
   *
   * @return row by row; NaN where there is nothing
   * @throws IllegalStateException when the file is no grid
   * @throws FormatException when the file is damaged there
   */
  float[] readGrid(int level, Window window) throws FormatException, IOException;

  @Override
  void close() throws IOException;
}
