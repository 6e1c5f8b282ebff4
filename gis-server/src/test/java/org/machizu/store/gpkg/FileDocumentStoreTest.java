package org.machizu.store.gpkg;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.machizu.attachments.DocumentStore;
import org.machizu.attachments.DocumentStoreContract;

/** Documents in the operations file. */
class FileDocumentStoreTest extends DocumentStoreContract {
  private OneOperationsFile file;

  @BeforeEach
  void open(@TempDir Path folder) {
    file = new OneOperationsFile(folder);
  }

  @Override
  protected DocumentStore store() {
    return file.get().documents();
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
