package org.machizu.store.gpkg;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.machizu.access.AccessStores;
import org.machizu.access.Account;
import org.machizu.access.AccountStore;
import org.machizu.access.AccountStoreContract;
import org.machizu.access.Actor;
import org.machizu.access.AuditEntry;
import org.machizu.access.AuditEntry.Action;
import org.machizu.access.FailureStore;
import org.machizu.access.FailureStoreContract;
import org.machizu.access.Identities;
import org.machizu.access.Passwords;
import org.machizu.access.RoleStore;
import org.machizu.access.RoleStoreContract;
import org.machizu.access.Roles;
import org.machizu.access.SessionStore;
import org.machizu.access.SessionStoreContract;
import org.machizu.access.Sessions;
import org.machizu.access.SignIn;
import org.machizu.access.TokenStore;
import org.machizu.access.TokenStoreContract;
import org.machizu.store.sql.Sql;

/** Accounts and credentials in the operations file. */
class FileAccessTest {
  @TempDir Path folder;
  private OperationsFile file;

  @BeforeEach
  void open() {
    file = new OperationsFile(folder.resolve("operations.db"), "01585");
  }

  @AfterEach
  void close() {
    file.close();
  }

  private void reopenFile() {
    close();
    open();
  }

  private List<String> actions() {
    try (var connection =
        DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("operations.db"))) {
      return Sql.strings(connection, "SELECT action FROM machizu_audit ORDER BY id");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void noPasswordNoTokenAndNoUnknownNameLiesInTheFile() throws Exception {
    AccessStores stores = file.access();
    Clock clock = Clock.systemUTC();
    Roles roles = new Roles(stores.roles(), clock);
    Sessions sessions =
        new Sessions(stores.sessions(), new Identities(stores, roles, clock), clock);
    SignIn signIn = new SignIn(stores, sessions, roles, clock);
    String hash = Passwords.hash("canary of snow");
    stores
        .accounts()
        .add(
            Account.local("clerk", "clerk", hash, Set.of("planner"), clock.instant()),
            AuditEntry.of(clock.instant(), Actor.OPERATOR, Action.ACCOUNT_CHANGED, "clerk"));
    var origin = new SignIn.Origin("192.0.2.1", "192.0.2.1", "test");

    var in = (SignIn.Outcome.SignedIn) signIn.signIn("clerk", "canary of snow", null, origin);
    signIn.signIn("canary-in-the-name", "x", null, origin);
    close();

    String content = "";
    try (var files = Files.list(folder)) {
      for (Path part : files.toList()) {
        content += Files.readString(part, StandardCharsets.ISO_8859_1);
      }
    }
    assertThat(content).contains("clerk").doesNotContain("canary").doesNotContain(in.token());
    open();
  }

  @Nested
  class OfAccounts extends AccountStoreContract {
    @Override
    protected AccountStore accounts() {
      return file.access().accounts();
    }

    @Override
    protected List<String> audited() {
      return actions();
    }

    @Override
    protected void reopen() {
      reopenFile();
    }
  }

  @Nested
  class OfRoles extends RoleStoreContract {
    @Override
    protected RoleStore roles() {
      return file.access().roles();
    }

    @Override
    protected AccountStore accounts() {
      return file.access().accounts();
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
      return file.access().sessions();
    }

    @Override
    protected List<String> audited() {
      return actions();
    }

    @Override
    protected void reopen() {
      reopenFile();
    }
  }

  @Nested
  class OfTokens extends TokenStoreContract {
    @Override
    protected TokenStore tokens() {
      return file.access().tokens();
    }

    @Override
    protected List<String> audited() {
      return actions();
    }

    @Override
    protected void reopen() {
      reopenFile();
    }
  }

  @Nested
  class OfFailures extends FailureStoreContract {
    @Override
    protected FailureStore failures() {
      return file.access().failures();
    }

    @Override
    protected List<String> audited() {
      return actions();
    }

    @Override
    protected void reopen() {
      reopenFile();
    }
  }
}
