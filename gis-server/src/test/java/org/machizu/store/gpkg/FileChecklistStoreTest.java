package org.machizu.store.gpkg;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.machizu.permits.ChecklistStore;
import org.machizu.permits.ChecklistStoreContract;

/** Checklists in the operations file. */
class FileChecklistStoreTest extends ChecklistStoreContract {
  private OneOperationsFile file;

  @BeforeEach
  void open(@TempDir Path folder) {
    file = new OneOperationsFile(folder);
  }

  @Override
  protected ChecklistStore store() {
    return file.get().permits().checklists();
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
