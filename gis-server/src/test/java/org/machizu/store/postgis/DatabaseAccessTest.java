package org.machizu.store.postgis;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.machizu.access.AccountStore;
import org.machizu.access.AccountStoreContract;
import org.machizu.access.FailureStore;
import org.machizu.access.FailureStoreContract;
import org.machizu.access.RoleStore;
import org.machizu.access.RoleStoreContract;
import org.machizu.access.SessionStore;
import org.machizu.access.SessionStoreContract;
import org.machizu.access.TokenStore;
import org.machizu.access.TokenStoreContract;
import org.machizu.store.sql.Sql;

/** Accounts and credentials in the database. */
class DatabaseAccessTest {
  private TestTown town;

  @BeforeEach
  void open() {
    town = new TestTown();
  }

  @AfterEach
  void close() {
    town.close();
  }

  private List<String> actions() {
    try (Connection connection = town.connect()) {
      return Sql.strings(connection, "SELECT action FROM machizu_audit ORDER BY id");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Nested
  class OfAccounts extends AccountStoreContract {
    @Override
    protected AccountStore accounts() {
      return town.operations().access().accounts();
    }

    @Override
    protected List<String> audited() {
      return actions();
    }

    @Override
    protected void reopen() {
      town.reopen();
    }
  }

  @Nested
  class OfRoles extends RoleStoreContract {
    @Override
    protected RoleStore roles() {
      return town.operations().access().roles();
    }

    @Override
    protected AccountStore accounts() {
      return town.operations().access().accounts();
    }

    @Override
    protected List<String> audited() {
      return actions();
    }
  }

  @Nested
  class OfSessions extends SessionStoreContract {
    @Override
    protected SessionStore sessions() {
      return town.operations().access().sessions();
    }

    @Override
    protected List<String> audited() {
      return actions();
    }

    @Override
    protected void reopen() {
      town.reopen();
    }
  }

  @Nested
  class OfTokens extends TokenStoreContract {
    @Override
    protected TokenStore tokens() {
      return town.operations().access().tokens();
    }

    @Override
    protected List<String> audited() {
      return actions();
    }

    @Override
    protected void reopen() {
      town.reopen();
    }
  }

  @Nested
  class OfFailures extends FailureStoreContract {
    @Override
    protected FailureStore failures() {
      return town.operations().access().failures();
    }

    @Override
    protected List<String> audited() {
      return actions();
    }

    @Override
    protected void reopen() {
      town.reopen();
    }
  }
}
