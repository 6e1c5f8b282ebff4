package org.machizu.store.gpkg;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.machizu.layers.FilterContract;
import org.machizu.layers.StoreFixture;

class GpkgFilterTest extends FilterContract {
  @TempDir Path folder;

  @Override
  protected StoreFixture openStore() throws Exception {
    return new GpkgFixture(Files.createTempDirectory(folder, "town"));
  }
}
