package org.machizu.store.gpkg;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.machizu.layers.ReviewedLayerContract;
import org.machizu.layers.StoreFixture;

class GpkgReviewedLayerTest extends ReviewedLayerContract {
  @TempDir Path folder;

  @Override
  protected StoreFixture openStore() throws Exception {
    return new GpkgFixture(Files.createTempDirectory(folder, "town"));
  }
}
