package org.machizu.store.postgis;

import org.machizu.layers.HistoryContract;
import org.machizu.layers.StoreFixture;

class PostgisHistoryTest extends HistoryContract {
  @Override
  protected StoreFixture openStore() {
    return new PostgisFixture();
  }
}
