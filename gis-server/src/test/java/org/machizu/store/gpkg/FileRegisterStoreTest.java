package org.machizu.store.gpkg;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.machizu.residents.register.RegisterStore;
import org.machizu.residents.register.RegisterStoreContract;

class FileRegisterStoreTest extends RegisterStoreContract {
  @TempDir Path folder;
  private WatchFile file;

  @BeforeEach
  void open() {
    file = new WatchFile(folder, "01585");
  }

  @AfterEach
  void close() {
    file.close();
  }

  @Override
  protected RegisterStore store() {
    return file.register();
  }
}
