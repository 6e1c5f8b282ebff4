package org.machizu.store.postgis;

import org.machizu.layers.ChangeFeedContract;
import org.machizu.layers.StoreFixture;

class PostgisChangeFeedTest extends ChangeFeedContract {
  @Override
  protected StoreFixture openStore() {
    return new PostgisFixture();
  }
}
