package org.machizu.store.postgis;

import org.machizu.layers.PublishedFiltersContract;
import org.machizu.layers.StoreFixture;

class PostgisPublishedFiltersTest extends PublishedFiltersContract {
  @Override
  protected StoreFixture openStore() {
    return new PostgisFixture();
  }
}
