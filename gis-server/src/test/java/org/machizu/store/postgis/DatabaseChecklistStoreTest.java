package org.machizu.store.postgis;

import org.junit.jupiter.api.AfterEach;
import org.machizu.permits.ChecklistStore;
import org.machizu.permits.ChecklistStoreContract;

/** Checklists in the database. */
class DatabaseChecklistStoreTest extends ChecklistStoreContract {
  private final TestTown town = new TestTown();

  @Override
  protected ChecklistStore store() {
    return town.operations().permits().checklists();
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
