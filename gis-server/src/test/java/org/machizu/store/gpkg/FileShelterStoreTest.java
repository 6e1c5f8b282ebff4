package org.machizu.store.gpkg;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.machizu.shelters.ShelterStore;
import org.machizu.shelters.ShelterStoreContract;
import org.machizu.store.sql.Sql;

/** Shelters in the operations file. */
class FileShelterStoreTest extends ShelterStoreContract {
  private OneOperationsFile file;

  @BeforeEach
  void open(@TempDir Path folder) {
    file = new OneOperationsFile(folder);
  }

  @Override
  protected ShelterStore store() {
    return file.get().shelters();
  }

  @Override
  protected void reopen() {
    file.close();
  }

  @Override
  protected int audited() {
    return file.get()
        .writer()
        .write(c ->
            (int)
                Sql.numberOr(
                    c, 0, "SELECT count(*) FROM machizu_audit WHERE action = 'SHELTER_CHANGED'"));
  }

  @AfterEach
  void close() {
    file.close();
  }
}
