package org.machizu.store.gpkg;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.machizu.permits.ChecklistStore;
import org.machizu.permits.ChecklistStoreContract;

/** Checklists in the operations file. */
class FileChecklistStoreTest extends ChecklistStoreContract {
  @TempDir Path folder;
  private OperationsFile file;

  @Override
  protected ChecklistStore store() {
    if (file == null) {
      file = new OperationsFile(folder.resolve("operations.db"), "01585");
    }
    return file.checklists();
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
