package org.machizu.store.postgis;

import org.junit.jupiter.api.AfterEach;
import org.machizu.permits.papers.PaperStore;
import org.machizu.permits.papers.PaperStoreContract;

/** Papers in the database. */
class DatabasePaperStoreTest extends PaperStoreContract {
  private final TestTown town = new TestTown();

  @Override
  protected PaperStore store() {
    return town.operations().permits().papers();
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
