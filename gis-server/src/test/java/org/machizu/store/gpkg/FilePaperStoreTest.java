package org.machizu.store.gpkg;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.machizu.permits.papers.PaperStore;
import org.machizu.permits.papers.PaperStoreContract;

/** Papers in the operations file. */
class FilePaperStoreTest extends PaperStoreContract {
  private OneOperationsFile file;

  @BeforeEach
  void open(@TempDir Path folder) {
    file = new OneOperationsFile(folder);
  }

  @Override
  protected PaperStore store() {
    return file.get().permits().papers();
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
