package org.machizu.store.gpkg;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.machizu.federation.HarvestStore;
import org.machizu.federation.HarvestStoreContract;

/** Other servers in the operations file. */
class FileHarvestStoreTest extends HarvestStoreContract {
  private OneOperationsFile file;

  @BeforeEach
  void open(@TempDir Path folder) {
    file = new OneOperationsFile(folder);
  }

  @Override
  protected HarvestStore store() {
    return file.get().harvests();
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
