package org.machizu.store.postgis;

import org.junit.jupiter.api.AfterEach;
import org.machizu.permits.papers.CounterStore;
import org.machizu.permits.papers.CounterStoreContract;

/** The use of the counter in the database. */
class DatabaseCounterStoreTest extends CounterStoreContract {
  private final TestTown town = new TestTown();

  @Override
  protected CounterStore store() {
    return town.operations().permits().counter();
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
