package org.machizu.server;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.machizu.access.Account;
import org.machizu.access.Passwords;
import org.machizu.access.Role;
import org.machizu.config.Settings;

/**
 * The accounts that a start makes when they are not there.
 *
 * @param isDemo whether everybody may know their passwords; such accounts work in the demo alone
 */
record StartAccounts(List<Account> accounts, boolean isDemo) {
  private static final String DEMO_PASSWORD = "demo";

  /** Named like the roles, password "demo". */
  static StartAccounts ofDemo(Instant now) {
    String hash = Passwords.hash(DEMO_PASSWORD);
    List<Account> accounts =
        Role.OF_STAFF.stream()
            .map(role ->
                Account.local(role.name(), role.name(), hash, Set.of(role.name()), now)
                    .withOrigin(Account.Origin.DEMO))
            .toList();
    return new StartAccounts(accounts, true);
  }

  /** The one that the settings name, if any. */
  static StartAccounts ofSettings(Settings settings, Instant now) {
    List<Account> accounts =
        settings.staff().stream()
            .map(staff ->
                Account.local(
                        staff.name(),
                        staff.name(),
                        staff.passwordHash().reveal(),
                        Set.of(Role.PLANNER.name()),
                        now)
                    .withOrigin(Account.Origin.SETTINGS))
            .toList();
    return new StartAccounts(accounts, false);
  }
}
