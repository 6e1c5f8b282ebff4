package org.machizu.store.gpkg;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.machizu.opendata.themes.ThematicMapStore;
import org.machizu.opendata.themes.ThematicMapStoreContract;
import org.machizu.store.sql.Sql;

/** Thematic maps in the operations file. */
class FileThematicMapStoreTest extends ThematicMapStoreContract {
  private OneOperationsFile file;

  @BeforeEach
  void open(@TempDir Path folder) {
    file = new OneOperationsFile(folder);
  }

  @Override
  protected ThematicMapStore store() {
    return file.get().thematicMaps();
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
                    c, 0, "SELECT count(*) FROM machizu_audit WHERE action = 'MAP_CHANGED'"));
  }

  @AfterEach
  void close() {
    file.close();
  }
}
