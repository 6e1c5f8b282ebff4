package org.machizu.store.postgis;

import org.junit.jupiter.api.AfterEach;
import org.machizu.federation.HarvestStore;
import org.machizu.federation.HarvestStoreContract;

/** Other servers in the database. */
class DatabaseHarvestStoreTest extends HarvestStoreContract {
  private final TestTown town = new TestTown();

  @Override
  protected HarvestStore store() {
    return town.operations().harvests();
  }

  @Override
  protected void reopen() {
    town.reopen();
  }

  @AfterEach
  void close() {
    town.close();
  }
}
