package org.machizu.server;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.machizu.access.Account;
import org.machizu.access.Accounts;
import org.machizu.access.Role;
import org.machizu.config.Settings;

/** The server and the town's folder as the commands start them. */
final class TownPrograms implements Programs {

  @Override
  public RunningServer start(Settings settings, boolean demo)
      throws IOException, UserErrorException {
    return GisServer.start(settings, demo ? demoAccounts() : accounts(settings), Clock.systemUTC());
  }

  @Override
  public OpenTown open(Settings settings) throws UserErrorException {
    return Town.open(settings);
  }

  private static List<Account> accounts(Settings settings) {
    return settings.staff().stream()
        .map(
            staff -> new Account(staff.name(), staff.passwordHash().reveal(), Set.of(Role.PLANNER)))
        .toList();
  }

  /** Named like the roles, password "demo". */
  private static List<Account> demoAccounts() {
    return List.of(new Account("planner", Accounts.hash("demo"), Set.of(Role.PLANNER)));
  }
}
