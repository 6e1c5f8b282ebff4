package org.machizu.store.postgis;

import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.machizu.residents.WatchStore;
import org.machizu.residents.WatchStoreContract;
import org.machizu.store.sql.Sql;

class DatabaseWatchStoreTest extends WatchStoreContract {
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
  protected WatchStore store() {
    return town.operations().watch();
  }

  @Override
  protected void reopen() {
    town.reopen();
  }

  @Override
  protected long auditLines() {
    try (Connection connection = town.connect()) {
      return Sql.numberOr(
          connection, -1, "SELECT count(*) FROM machizu_audit WHERE subject = 'households'");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
