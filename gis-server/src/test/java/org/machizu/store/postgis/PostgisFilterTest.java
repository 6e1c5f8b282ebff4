package org.machizu.store.postgis;

import org.machizu.layers.FilterContract;
import org.machizu.layers.StoreFixture;

class PostgisFilterTest extends FilterContract {
  @Override
  protected StoreFixture openStore() {
    return new PostgisFixture();
  }
}
