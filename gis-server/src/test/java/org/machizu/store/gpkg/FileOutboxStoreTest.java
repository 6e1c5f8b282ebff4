package org.machizu.store.gpkg;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.machizu.outbox.Outbox;
import org.machizu.outbox.OutboxStoreContract;

/** Messages in the operations file. */
class FileOutboxStoreTest extends OutboxStoreContract {
  @TempDir Path folder;
  private OperationsFile file;

  @Override
  protected Outbox.Stores stores() {
    if (file == null) {
      file = new OperationsFile(folder.resolve("operations.db"), "01585");
    }
    return file.outbox();
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
