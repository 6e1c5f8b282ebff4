package org.machizu.store.gpkg;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.machizu.permits.papers.CounterStore;
import org.machizu.permits.papers.CounterStoreContract;

/** The use of the counter in the operations file. */
class FileCounterStoreTest extends CounterStoreContract {
  private OneOperationsFile file;

  @BeforeEach
  void open(@TempDir Path folder) {
    file = new OneOperationsFile(folder);
  }

  @Override
  protected CounterStore store() {
    return file.get().permits().counter();
  }

  @Override
  protected void reopen() {
    file.close();
  }

  @AfterEach
  void close() {
    file.close();
  }
}
