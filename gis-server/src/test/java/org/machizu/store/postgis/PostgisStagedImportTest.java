package org.machizu.store.postgis;

import org.machizu.layers.StagedImportContract;
import org.machizu.layers.StoreFixture;

class PostgisStagedImportTest extends StagedImportContract {
  @Override
  protected StoreFixture openStore() {
    return new PostgisFixture();
  }
}
