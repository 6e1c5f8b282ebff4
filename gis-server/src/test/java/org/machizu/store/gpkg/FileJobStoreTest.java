package org.machizu.store.gpkg;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.machizu.jobs.JobStore;
import org.machizu.jobs.JobStoreContract;

class FileJobStoreTest extends JobStoreContract {
  @TempDir Path folder;
  private OperationsFile file;

  @BeforeEach
  void open() {
    file = new OperationsFile(folder.resolve("operations.db"), "01585");
  }

  @AfterEach
  void close() {
    file.close();
  }

  @Override
  protected JobStore jobs() {
    return file.jobs();
  }

  @Override
  protected void reopen() {
    close();
    open();
  }
}
