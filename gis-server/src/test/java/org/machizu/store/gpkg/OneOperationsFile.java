package org.machizu.store.gpkg;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** An operations file for a test, opened when it is first asked for. */
final class OneOperationsFile implements AutoCloseable {
  private final Path folder;
  private @Nullable OperationsFile file;

  OneOperationsFile(Path folder) {
    this.folder = folder;
  }

  synchronized OperationsFile get() {
    if (file == null) {
      file = new OperationsFile(folder.resolve("operations.db"), "01585");
    }
    return file;
  }

  /** The next {@link #get} opens it again. */
  @Override
  public synchronized void close() {
    if (file != null) {
      file.close();
      file = null;
    }
  }
}
