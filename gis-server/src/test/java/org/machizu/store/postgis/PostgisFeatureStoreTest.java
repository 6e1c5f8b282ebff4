package org.machizu.store.postgis;

import org.machizu.layers.FeatureStoreContract;
import org.machizu.layers.StoreFixture;

class PostgisFeatureStoreTest extends FeatureStoreContract {
  @Override
  protected StoreFixture openStore() {
    return new PostgisFixture();
  }
}
