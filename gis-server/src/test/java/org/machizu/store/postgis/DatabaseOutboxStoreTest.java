package org.machizu.store.postgis;

import org.junit.jupiter.api.AfterEach;
import org.machizu.outbox.Outbox;
import org.machizu.outbox.OutboxStoreContract;

/** Messages in the database. */
class DatabaseOutboxStoreTest extends OutboxStoreContract {
  private final TestTown town = new TestTown();

  @Override
  protected Outbox.Stores stores() {
    return town.operations().outbox();
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
