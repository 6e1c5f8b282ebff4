package org.machizu.store.postgis;

import org.machizu.layers.QueryContract;
import org.machizu.layers.StoreFixture;

class PostgisQueryTest extends QueryContract {
  @Override
  protected StoreFixture openStore() {
    return new PostgisFixture();
  }
}
