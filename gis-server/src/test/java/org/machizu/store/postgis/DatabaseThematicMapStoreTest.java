package org.machizu.store.postgis;

import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.machizu.opendata.themes.ThematicMapStore;
import org.machizu.opendata.themes.ThematicMapStoreContract;
import org.machizu.store.sql.Sql;

/** Thematic maps in the database. */
class DatabaseThematicMapStoreTest extends ThematicMapStoreContract {
  private final TestTown town = new TestTown();

  @Override
  protected ThematicMapStore store() {
    return town.operations().thematicMaps();
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
              connection, 0, "SELECT count(*) FROM machizu_audit WHERE action = 'MAP_CHANGED'");
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  @AfterEach
  void close() {
    town.close();
  }
}
