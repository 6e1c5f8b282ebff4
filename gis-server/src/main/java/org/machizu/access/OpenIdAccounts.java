package org.machizu.access;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.machizu.access.AuditEntry.Action;

/** Lets in whom the OpenID provider vouches for, with the roles of their groups. */
public final class OpenIdAccounts {
  private static final int LONGEST_DISPLAY_NAME = 100;

  private final AccessStores stores;
  private final Sessions sessions;
  private final Roles roles;
  private final Map<String, String> roleOfGroup;
  private final boolean createsAccounts;
  private final InstantSource clock;

  /**
   * What the provider says of a person; checked already.
   *
   * @param openId issuer and subject, with a blank between
   * @param name for the account
   */
  public record Person(
      String openId, String name, @Nullable String displayName, Set<String> groups) {}

  /** Why somebody does not come in. */
  public enum Refusal {
    /** No group of theirs has a role here, or their account has none. */
    NO_ROLE,
    /** Only known accounts come in, and theirs is not. */
    UNKNOWN_ACCOUNT,
    /** The account of that name belongs to somebody else, or cannot be an account's name. */
    NAME_TAKEN,
    DISABLED
  }

  /** What came of it. */
  public sealed interface Outcome {
    /**
     * @param token the session's; shown only here
     */
    record SignedIn(String token) implements Outcome {}

    record Refused(Refusal reason) implements Outcome {}
  }

  /**
   * @param roleOfGroup empty when accounts keep the roles they have
   * @param createsAccounts whether who has a role and no account gets one
   */
  public OpenIdAccounts(
      AccessStores stores,
      Sessions sessions,
      Roles roles,
      Map<String, String> roleOfGroup,
      boolean createsAccounts,
      InstantSource clock) {
    this.stores = stores;
    this.sessions = sessions;
    this.roles = roles;
    this.roleOfGroup = Map.copyOf(roleOfGroup);
    this.createsAccounts = createsAccounts;
    this.clock = clock;
  }

  /** Begins a session, or tells why not. */
  public Outcome signIn(Person person, SignIn.Origin origin) {
    Optional<Account> bound = stores.accounts().findByOpenId(person.openId());
    Optional<Account> named =
        Account.isName(person.name()) ? stores.accounts().find(person.name()) : Optional.empty();
    if (bound.isEmpty() && named.isPresent() && !isFree(named.get())) {
      return refused(Refusal.NAME_TAKEN, person, origin);
    }
    Account known = bound.or(() -> named).orElse(null);
    Set<String> granted = granted(person, known);
    if (known == null) {
      return granted.isEmpty()
          ? refused(Refusal.NO_ROLE, person, origin)
          : signInNew(person, granted, origin);
    }
    if (known.disabled()) {
      return refused(Refusal.DISABLED, person, origin);
    }
    Account account = follow(known, person, granted, origin);
    if (roles.of(account.roles()).isEmpty()) {
      sessions.closeOthers(actor(account.name(), origin), account.name(), "");
      return refused(Refusal.NO_ROLE, person, origin);
    }
    return new Outcome.SignedIn(sessions.open(account, true, origin));
  }

  private Outcome signInNew(Person person, Set<String> granted, SignIn.Origin origin) {
    if (!createsAccounts) {
      return refused(Refusal.UNKNOWN_ACCOUNT, person, origin);
    }
    if (!Account.isName(person.name())) {
      return refused(Refusal.NAME_TAKEN, person, origin);
    }
    Account account =
        new Account(
            person.name(),
            displayName(person),
            null,
            person.openId(),
            granted,
            Account.Origin.OPENID,
            false,
            false,
            clock.instant());
    AuditEntry entry =
        AuditEntry.of(now(), actor(person.name(), origin), Action.ACCOUNT_CHANGED, person.name())
            .with("added", true)
            .with("by", "openid")
            .with("roles", String.join(" ", granted));
    stores.accounts().add(account, entry);
    return new Outcome.SignedIn(sessions.open(account, true, origin));
  }

  /** An account that an administrator has made and nobody has used yet may be bound by its name. */
  private static boolean isFree(Account account) {
    return account.openId() == null && account.passwordHash() == null;
  }

  private Set<String> granted(Person person, @Nullable Account known) {
    if (roleOfGroup.isEmpty()) {
      return known == null ? Set.of() : known.roles();
    }
    Set<String> granted = new HashSet<>();
    for (String group : person.groups()) {
      String role = roleOfGroup.get(group);
      if (role != null && roles.names().contains(role)) {
        granted.add(role);
      }
    }
    return granted;
  }

  /** Writes only when something is otherwise than before. */
  private Account follow(Account known, Person person, Set<String> granted, SignIn.Origin origin) {
    if (known.roles().equals(granted) && person.openId().equals(known.openId())) {
      return known;
    }
    AuditEntry entry =
        AuditEntry.of(now(), actor(known.name(), origin), Action.ACCOUNT_CHANGED, known.name())
            .with("by", "openid")
            .with("roles", String.join(" ", granted));
    return stores
        .accounts()
        .follow(
            known.name(), account -> account.withRoles(granted).withOpenId(person.openId()), entry);
  }

  private Outcome refused(Refusal reason, Person person, SignIn.Origin origin) {
    stores
        .failures()
        .failed(
            AuditEntry.of(
                    now(),
                    actor(Actor.PUBLIC.name(), origin),
                    Action.SIGN_IN_REFUSED,
                    Account.isName(person.name()) ? person.name() : "unknown-name")
                .with("by", "openid")
                .with("why", reason));
    return new Outcome.Refused(reason);
  }

  private static String displayName(Person person) {
    String given = person.displayName();
    String name = given == null || given.isBlank() ? person.name() : given.strip();
    return name.length() > LONGEST_DISPLAY_NAME ? name.substring(0, LONGEST_DISPLAY_NAME) : name;
  }

  private static Actor actor(String name, SignIn.Origin origin) {
    return new Actor(name, Role.PUBLIC).from(origin.address());
  }

  private Instant now() {
    return clock.instant();
  }
}
