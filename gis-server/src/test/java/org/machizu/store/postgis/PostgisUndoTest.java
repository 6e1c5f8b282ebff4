package org.machizu.store.postgis;

import org.machizu.layers.StoreFixture;
import org.machizu.layers.UndoContract;

class PostgisUndoTest extends UndoContract {
  @Override
  protected StoreFixture openStore() {
    return new PostgisFixture();
  }
}
