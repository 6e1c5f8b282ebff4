package org.machizu.store.gpkg;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.machizu.layers.PublishedFiltersContract;
import org.machizu.layers.StoreFixture;

class GpkgPublishedFiltersTest extends PublishedFiltersContract {
  @TempDir Path folder;

  @Override
  protected StoreFixture openStore() throws Exception {
    return new GpkgFixture(Files.createTempDirectory(folder, "town"));
  }
}
