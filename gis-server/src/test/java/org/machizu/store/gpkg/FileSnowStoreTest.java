package org.machizu.store.gpkg;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.machizu.snow.SnowStore;
import org.machizu.snow.SnowStoreContract;

/** Snowfalls in the operations file. */
class FileSnowStoreTest extends SnowStoreContract {
  @TempDir Path folder;
  private OperationsFile file;

  @Override
  protected SnowStore store() {
    if (file == null) {
      file = new OperationsFile(folder.resolve("operations.db"), "01585");
    }
    return file.snow();
  }

  @AfterEach
  void close() {
    file.close();
  }

  @Override
  protected void reopen() {
    file.close();
    file = null;
  }
}
