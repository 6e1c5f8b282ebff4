package org.machizu.store.postgis;

import org.machizu.layers.LayerCatalogContract;
import org.machizu.layers.StoreFixture;

class PostgisLayerCatalogTest extends LayerCatalogContract {
  @Override
  protected StoreFixture openStore() {
    return new PostgisFixture();
  }
}
