package org.machizu.store.postgis;

import org.junit.jupiter.api.AfterEach;
import org.machizu.gauges.GaugeStoreContract;
import org.machizu.gauges.Gauges;

/** Gauges in the database. */
class DatabaseGaugeStoreTest extends GaugeStoreContract {
  private final TestTown town = new TestTown();

  @Override
  protected Gauges.Stores stores() {
    return town.operations().gauges();
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
