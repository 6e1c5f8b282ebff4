package org.machizu.store.postgis;

import org.machizu.layers.RuledViewContract;
import org.machizu.layers.StoreFixture;

class PostgisRuledViewTest extends RuledViewContract {
  @Override
  protected StoreFixture openStore() {
    return new PostgisFixture();
  }
}
