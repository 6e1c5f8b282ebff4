package org.machizu.store.gpkg;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.machizu.gauges.GaugeStoreContract;
import org.machizu.gauges.Gauges;

/** Gauges in the operations file. */
class FileGaugeStoreTest extends GaugeStoreContract {
  @TempDir Path folder;
  private OperationsFile file;

  @Override
  protected Gauges.Stores stores() {
    if (file == null) {
      file = new OperationsFile(folder.resolve("operations.db"), "01585");
    }
    return file.gauges();
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
