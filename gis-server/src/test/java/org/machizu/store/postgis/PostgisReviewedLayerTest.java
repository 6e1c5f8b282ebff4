package org.machizu.store.postgis;

import org.machizu.layers.ReviewedLayerContract;
import org.machizu.layers.StoreFixture;

class PostgisReviewedLayerTest extends ReviewedLayerContract {
  @Override
  protected StoreFixture openStore() {
    return new PostgisFixture();
  }
}
