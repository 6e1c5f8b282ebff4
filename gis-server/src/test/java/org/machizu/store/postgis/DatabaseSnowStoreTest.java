package org.machizu.store.postgis;

import org.junit.jupiter.api.AfterEach;
import org.machizu.snow.SnowStore;
import org.machizu.snow.SnowStoreContract;

/** Snowfalls in the database. */
class DatabaseSnowStoreTest extends SnowStoreContract {
  private final TestTown town = new TestTown();

  @Override
  protected SnowStore store() {
    return town.operations().snow();
  }

  @AfterEach
  void close() {
    town.close();
  }

  @Override
  protected void reopen() {
    town.reopen();
  }
}
