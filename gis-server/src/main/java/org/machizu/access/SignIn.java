package org.machizu.access;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.machizu.access.AuditEntry.Action;

/** Signs people in by name and password. Names that do not exist behave as those that do. */
public final class SignIn {
  private static final String UNKNOWN_NAME = "unknown-name";

  private final AccountStore accounts;
  private final Attempts attempts;
  private final Sessions sessions;
  private final Roles roles;
  private final InstantSource clock;

  /**
   * Where a sign-in comes from.
   *
   * @param address of the client
   * @param network what is counted together: the address, or a /64 of IPv6
   * @param browser what the browser says it is
   */
  public record Origin(String address, String network, String browser) {}

  /** What came of a sign-in. */
  public sealed interface Outcome {
    /**
     * @param token the session's; shown only here
     */
    record SignedIn(String token, Account account) implements Outcome {}

    /** Wrong name or password, or the account is disabled or has no role; which is not told. */
    record Refused() implements Outcome {}

    /** Too many failures; try again after this moment. */
    record Wait(Instant until) implements Outcome {}

    /** Name and password are right, but a new password has to be given with them. */
    record NewPasswordNeeded() implements Outcome {}
  }

  public SignIn(AccessStores stores, Sessions sessions, Roles roles, InstantSource clock) {
    this.accounts = stores.accounts();
    this.attempts = new Attempts(stores.failures(), clock);
    this.sessions = sessions;
    this.roles = roles;
    this.clock = clock;
  }

  /**
   * Checks name and password, and begins a session.
   *
   * @param newPassword to be set on the way; null for none
   * @throws AccountProblem when the new password breaks a rule
   * @throws Passwords.BusyException when too many sign in at once
   */
  public Outcome signIn(String name, String password, @Nullable String newPassword, Origin origin) {
    Optional<Instant> wait = attempts.begin(name, origin.network());
    if (wait.isPresent()) {
      return new Outcome.Wait(wait.get());
    }
    Account account = Account.isName(name) ? accounts.find(name).orElse(null) : null;
    boolean matches = Passwords.matches(password, account == null ? null : account.passwordHash());
    if (account == null || !matches || account.disabled() || noRole(account)) {
      attempts.failed(refused(account, origin));
      return new Outcome.Refused();
    }
    attempts.succeeded(name, origin.network());
    if (newPassword == null && account.mustChangePassword()) {
      return new Outcome.NewPasswordNeeded();
    }
    if (newPassword != null) {
      if (newPassword.equals(password)) {
        throw new AccountProblem(
            AccountProblem.Kind.WEAK_PASSWORD, "the new password is the old one");
      }
      String hash = Passwords.checkedHash(name, newPassword);
      account =
          accounts.change(
              name,
              one -> one.withPassword(hash, false),
              entry(Action.PASSWORD_CHANGED, name, name, origin));
    }
    return new Outcome.SignedIn(sessions.open(account, false, origin), account);
  }

  /** Whether this is the account's password, counted and delayed as a sign-in. */
  Optional<Instant> wrongUntil(Account account, String password, Origin origin) {
    Optional<Instant> wait = attempts.begin(account.name(), origin.network());
    if (wait.isPresent()) {
      return wait;
    }
    if (Passwords.matches(password, account.passwordHash())) {
      attempts.succeeded(account.name(), origin.network());
      return Optional.empty();
    }
    attempts.failed(refused(account, origin));
    return Optional.of(clock.instant());
  }

  private boolean noRole(Account account) {
    return roles.of(account.roles()).isEmpty();
  }

  /** A name that does not exist may be a password in the wrong field, and is not written down. */
  private AuditEntry refused(@Nullable Account account, Origin origin) {
    String name = account == null ? UNKNOWN_NAME : account.name();
    return entry(Action.SIGN_IN_REFUSED, Actor.PUBLIC.name(), name, origin);
  }

  private AuditEntry entry(Action action, String actor, String subject, Origin origin) {
    Actor who = new Actor(actor, Set.of(Role.PUBLIC), Credential.NONE, origin.address());
    return AuditEntry.of(clock.instant(), who, action, subject);
  }
}
