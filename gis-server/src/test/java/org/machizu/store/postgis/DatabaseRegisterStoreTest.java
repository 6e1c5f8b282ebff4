package org.machizu.store.postgis;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.machizu.residents.register.RegisterStore;
import org.machizu.residents.register.RegisterStoreContract;

class DatabaseRegisterStoreTest extends RegisterStoreContract {
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
  protected RegisterStore store() {
    return town.operations().register();
  }
}
