package org.machizu.store.postgis;

import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.machizu.shelters.ShelterStore;
import org.machizu.shelters.ShelterStoreContract;
import org.machizu.store.sql.Sql;

/** Shelters in the database. */
class DatabaseShelterStoreTest extends ShelterStoreContract {
  private final TestTown town = new TestTown();

  @Override
  protected ShelterStore store() {
    return town.operations().shelters();
  }

  @Override
  protected void reopen() {
    town.reopen();
  }

  @Override
  protected int audited() {
    try (Connection connection = town.connect()) {
      return (int)
          Sql.numberOr(
              connection, 0, "SELECT count(*) FROM machizu_audit WHERE action = 'SHELTER_CHANGED'");
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  @AfterEach
  void close() {
    town.close();
  }
}
