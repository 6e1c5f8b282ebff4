package org.machizu.store.postgis;

import org.junit.jupiter.api.AfterEach;
import org.machizu.attachments.DocumentStore;
import org.machizu.attachments.DocumentStoreContract;

/** Documents in the database. */
class DatabaseDocumentStoreTest extends DocumentStoreContract {
  private final TestTown town = new TestTown();

  @Override
  protected DocumentStore store() {
    return town.operations().documents();
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
