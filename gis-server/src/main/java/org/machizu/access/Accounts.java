package org.machizu.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.machizu.access.AccountProblem.Kind;
import org.machizu.access.AuditEntry.Action;

/** Makes and changes accounts, and hands out the links by which people set their passwords. */
public final class Accounts {
  private static final Duration LINK_LASTS = Duration.ofHours(24);

  private final AccessStores stores;
  private final Roles roles;
  private final Sessions sessions;
  private final SignIn signIn;
  private final Identities identities;
  private final InstantSource clock;

  /**
   * A link for one person.
   *
   * @param secret stands in the link alone
   */
  public record Link(String secret, Instant expires) {
    @Override
    public String toString() {
      return "Link[until " + expires + "]";
    }
  }

  /**
   * What an administrator wants of an account.
   *
   * @param displayName null to leave it
   * @param roles null to leave them
   * @param disabled null to leave it
   */
  public record Wanted(
      @Nullable String displayName, @Nullable Set<String> roles, @Nullable Boolean disabled) {}

  public Accounts(
      AccessStores stores,
      Roles roles,
      Sessions sessions,
      SignIn signIn,
      Identities identities,
      InstantSource clock) {
    this.stores = stores;
    this.roles = roles;
    this.sessions = sessions;
    this.signIn = signIn;
    this.identities = identities;
    this.clock = clock;
  }

  /**
   * Adds an account without a password; {@link #resetLink} lets its owner set one.
   *
   * @throws AccountProblem when the name is taken or a role does not exist
   */
  public Account add(AdminRight right, String name, String displayName, Set<String> wanted) {
    roles.check(wanted);
    Account account =
        new Account(
            name,
            displayName,
            null,
            null,
            wanted,
            Account.Origin.TOWN,
            false,
            false,
            clock.instant());
    stores
        .accounts()
        .add(
            account,
            entry(right.actor(), Action.ACCOUNT_CHANGED, name)
                .with("added", true)
                .with("roles", String.join(" ", wanted)));
    identities.forget();
    return account;
  }

  /**
   * Changes an account.
   *
   * @throws AccountProblem when it or a role does not exist, or no administrator would be left
   */
  public Account change(AdminRight right, String name, Wanted wanted) {
    AuditEntry entry = entry(right.actor(), Action.ACCOUNT_CHANGED, name);
    UnaryOperator<Account> change = UnaryOperator.identity();
    String displayName = wanted.displayName();
    if (displayName != null) {
      change = then(change, account -> account.withDisplayName(displayName));
      entry = entry.with("displayName", "changed");
    }
    Set<String> others = wanted.roles();
    if (others != null) {
      roles.check(others);
      change = then(change, account -> account.withRoles(others));
      entry = entry.with("roles", String.join(" ", others));
    }
    Boolean disabled = wanted.disabled();
    if (disabled != null) {
      change = then(change, account -> account.withDisabled(disabled));
      entry = entry.with("disabled", disabled);
    }
    Account changed = stores.accounts().change(name, change, entry);
    if (changed.disabled()) {
      sessions.closeOthers(right.actor(), name, "");
    }
    identities.forget();
    return changed;
  }

  private static UnaryOperator<Account> then(
      UnaryOperator<Account> first, UnaryOperator<Account> second) {
    return account -> second.apply(first.apply(account));
  }

  /**
   * A link by which the account's owner sets a password, once. The old password goes on until then,
   * unless it is to end at once.
   *
   * @param now whether the old password and all sessions end at once
   */
  public Link resetLink(AdminRight right, String name, boolean now) {
    if (now) {
      // The hash stays, so that the last administrator is still one; nobody gets in by it.
      stores
          .accounts()
          .change(
              name,
              account ->
                  account.passwordHash() == null
                      ? account
                      : account.withPassword(Passwords.hash(Secrets.create()), true),
              entry(right.actor(), Action.PASSWORD_CHANGED, name).with("by", "reset"));
      sessions.closeOthers(right.actor(), name, "");
    }
    if (stores.accounts().find(name).isEmpty()) {
      throw new AccountProblem(Kind.UNKNOWN, "there is no account '" + name + "'");
    }
    return link(
        name, entry(right.actor(), Action.ACCOUNT_CHANGED, name).with("link", "new password"));
  }

  /** The account that a link is for, to greet them; {@link Actor#PUBLIC}'s asking is enough. */
  public OneTimeLink findLink(String secret) {
    return stores
        .accounts()
        .findLink(Secrets.hash(secret), clock.instant())
        .orElseThrow(Accounts::gone);
  }

  /**
   * Sets a password by a link; all sessions of the account end.
   *
   * @param from the network address, for the audit log
   * @throws AccountProblem when the link has gone, or the password breaks a rule
   */
  public Account setPasswordByLink(String secret, String password, String from) {
    String name = findLink(secret).account();
    if (name == null) {
      throw gone();
    }
    String hash = Passwords.checkedHash(name, password);
    Account changed =
        stores
            .accounts()
            .changeByLink(
                Secrets.hash(secret),
                clock.instant(),
                account -> account.withPassword(hash, false),
                account ->
                    entry(byLink(account.name(), from), Action.PASSWORD_CHANGED, account.name())
                        .with("by", "link"));
    sessions.closeOthers(byLink(changed.name(), from), changed.name(), "");
    return changed;
  }

  /** A link for the first administrator; empty when there is one who can sign in. */
  public Optional<Link> setUpLink() {
    if (stores.accounts().hasAdministrator()) {
      return Optional.empty();
    }
    return Optional.of(
        link(null, entry(Actor.OPERATOR, Action.ACCOUNT_CHANGED, "*").with("link", "set-up")));
  }

  /**
   * Makes the first administrator by the link.
   *
   * @throws AccountProblem when the link has gone, the name is taken, or the password breaks a rule
   */
  public Account setUp(
      String secret, String name, String displayName, String password, String from) {
    if (findLink(secret).account() != null) {
      throw gone();
    }
    Account first =
        Account.local(
            name,
            displayName,
            Passwords.checkedHash(name, password),
            Set.of(Role.ADMIN.name()),
            clock.instant());
    AuditEntry entry =
        entry(byLink(name, from), Action.ACCOUNT_CHANGED, name)
            .with("added", true)
            .with("roles", Role.ADMIN.name())
            .with("by", "set-up link");
    stores.accounts().addByLink(Secrets.hash(secret), clock.instant(), first, entry);
    identities.forget();
    return first;
  }

  /**
   * Changes one's own password; one's other sessions end.
   *
   * @param token of the session that stays
   * @return until when to wait after too many wrong ones; empty when it is done
   * @throws AccountProblem when the old password is wrong, or the new one breaks a rule
   */
  public Optional<Instant> changeOwnPassword(
      Actor actor, String token, String oldPassword, String newPassword, SignIn.Origin origin) {
    Account account =
        stores
            .accounts()
            .find(actor.name())
            .orElseThrow(
                () -> new AccountProblem(Kind.UNKNOWN, "there is no account " + actor.name()));
    if (account.passwordHash() == null) {
      throw new AccountProblem(
          Kind.NO_PASSWORD, "'" + account.name() + "' signs in by the OpenID provider");
    }
    Optional<Instant> wrong = signIn.wrongUntil(account, oldPassword, origin);
    if (wrong.isPresent()) {
      if (wrong.get().isAfter(clock.instant())) {
        return wrong;
      }
      throw new AccountProblem(Kind.WRONG_PASSWORD, "the old password is not the one given");
    }
    if (newPassword.equals(oldPassword)) {
      throw new AccountProblem(Kind.WEAK_PASSWORD, "the new password is the old one");
    }
    String hash = Passwords.checkedHash(account.name(), newPassword);
    stores
        .accounts()
        .change(
            account.name(),
            one -> one.withPassword(hash, false),
            entry(actor, Action.PASSWORD_CHANGED, account.name()));
    sessions.closeOthers(actor, account.name(), token);
    return Optional.empty();
  }

  private Link link(@Nullable String account, AuditEntry entry) {
    String secret = Secrets.create();
    Instant expires = clock.instant().plus(LINK_LASTS);
    stores.accounts().keepLink(new OneTimeLink(Secrets.hash(secret), account, expires), entry);
    return new Link(secret, expires);
  }

  private AuditEntry entry(Actor actor, Action action, String subject) {
    return AuditEntry.of(clock.instant(), actor, action, subject);
  }

  private static Actor byLink(String name, String from) {
    return new Actor(name, Set.of(Role.PUBLIC), Credential.NONE, from);
  }

  private static AccountProblem gone() {
    return new AccountProblem(Kind.LINK_GONE, "the link was used, is over, or was never given");
  }
}
