package org.machizu.store.postgis;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.machizu.jobs.JobStore;
import org.machizu.jobs.JobStoreContract;

class DatabaseJobStoreTest extends JobStoreContract {
  private TestTown town;

  @BeforeEach
  void open() {
    town = new TestTown();
  }

  @AfterEach
  void close() {
    town.close();
  }

  @Override
  protected JobStore jobs() {
    return town.jobs();
  }

  @Override
  protected void reopen() {
    town.reopen();
  }
}
