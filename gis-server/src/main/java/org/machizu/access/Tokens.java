package org.machizu.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.machizu.access.AuditEntry.Action;

/** Hands out and revokes tokens. */
public final class Tokens {
  /** So that a token is recognised where it does not belong: in a mail, a log, a repository. */
  public static final String PREFIX = "mz_";

  private static final Pattern SUBJECT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:-]{0,63}");
  private static final int LONGEST_NAME = 100;
  private static final Duration API_LASTS = Duration.ofDays(365);
  private static final Duration LINK_LASTS = Duration.ofDays(90);
  private static final Duration MACHINE_LASTS = Duration.ofDays(3 * 365);
  private static final int LONGEST_FACTOR = 2;

  private final TokenStore store;
  private final AccountStore accounts;
  private final Identities identities;
  private final Roles roles;
  private final InstantSource clock;

  /**
   * A new token with its secret, which is shown only here.
   *
   * @param secret to be sent with each request
   */
  public record Made(String secret, Token token) {
    @Override
    public String toString() {
      return "Made[" + token.id() + "]";
    }
  }

  public Tokens(AccessStores stores, Roles roles, Identities identities, InstantSource clock) {
    this.roles = roles;
    this.store = stores.tokens();
    this.accounts = stores.accounts();
    this.identities = identities;
    this.clock = clock;
  }

  /** The kinds that stand for no account: devices, terminals, shelters, partners, links. */
  public static List<Credential> kindsWithoutAccount() {
    return Stream.of(Credential.values())
        .filter(kind -> kind.role() != null)
        .filter(kind -> kind != Credential.NONE && kind != Credential.MACHINE)
        .toList();
  }

  /** How a kind is named: "device". */
  public static String nameOf(Credential kind) {
    return kind == Credential.API_TOKEN ? "api" : kind.name().toLowerCase(Locale.ROOT);
  }

  /**
   * Makes a token that stands for no account.
   *
   * @param subject 1 to 64 letters, digits and . _ : -
   * @param groups of supporters that a {@link Credential#RESIDENT} belongs to, roles that the town
   *     has added; empty for other kinds
   * @param expires null for as long as is usual for the kind
   * @throws IllegalArgumentException telling what is allowed
   */
  public Made add(
      AdminRight right,
      Credential kind,
      String subject,
      @Nullable String name,
      Set<String> groups,
      @Nullable Instant expires) {
    if (!groups.isEmpty() && kind != Credential.RESIDENT) {
      throw new IllegalArgumentException(
          "a token of the kind " + nameOf(kind) + " belongs to no groups; only a resident's does");
    }
    groups.stream()
        .filter(Roles::isBuiltIn)
        .findAny()
        .ifPresent(role -> {
          throw new IllegalArgumentException(
              "'" + role + "' is no group of supporters; give roles that the town has added");
        });
    roles.check(groups);
    if (!kindsWithoutAccount().contains(kind)) {
      throw new IllegalArgumentException(
          "a token of the kind " + nameOf(kind) + " needs an account");
    }
    if (!SUBJECT.matcher(subject).matches()) {
      throw new IllegalArgumentException(
          "'"
              + subject
              + "' cannot have a token; a name has 1 to 64 letters, digits and . _ : -, and begins with a letter or digit");
    }
    return add(
        right.actor(),
        kind,
        subject,
        name == null ? subject : name,
        groups,
        false,
        expires,
        isLink(kind) ? LINK_LASTS : MACHINE_LASTS);
  }

  /**
   * Makes a token for a program of the actor's account.
   *
   * @param wanted those of the account's roles that it may use; empty for all. Keeping accounts is
   *     never among what a token may
   * @throws IllegalArgumentException telling what is allowed, also when the account has none of the
   *     roles
   */
  public Made addOwn(
      Actor actor, String name, Set<String> wanted, boolean readOnly, @Nullable Instant expires) {
    Set<String> own =
        new HashSet<>(accounts.find(actor.name()).map(Account::roles).orElse(Set.of()));
    own.remove(Role.ADMIN.name());
    Set<String> roles = wanted.isEmpty() ? own : wanted;
    if (roles.isEmpty() || !own.containsAll(roles)) {
      throw new IllegalArgumentException(
          "a token of '%s' may have the roles %s, but not %s; no token keeps accounts"
              .formatted(actor.name(), own.stream().sorted().toList(), roles));
    }
    return add(
        actor, Credential.API_TOKEN, actor.name(), name, roles, readOnly, expires, API_LASTS);
  }

  private Made add(
      Actor actor,
      Credential kind,
      String subject,
      String name,
      Set<String> roles,
      boolean readOnly,
      @Nullable Instant expires,
      Duration usual) {
    if (name.isBlank() || name.length() > LONGEST_NAME) {
      throw new IllegalArgumentException(
          "a token's name has 1 to " + LONGEST_NAME + " characters; say what it is for");
    }
    Instant now = clock.instant();
    Instant end = expires == null ? now.plus(usual) : expires;
    Instant latest = now.plus(usual.multipliedBy(LONGEST_FACTOR));
    if (!end.isAfter(now) || end.isAfter(latest)) {
      throw new IllegalArgumentException(
          "the end " + end + " is not allowed; a token of this kind ends by " + latest);
    }
    String secret = PREFIX + Secrets.create();
    Token token =
        new Token(
            Secrets.createId(), kind, name, subject, roles, readOnly, actor.name(), now, end, null);
    store.add(
        Secrets.hash(secret),
        token,
        AuditEntry.of(now, actor, Action.TOKEN_CREATED, subject)
            .about(token.id())
            .with("kind", nameOf(kind)));
    return new Made(secret, token);
  }

  /** Tokens of every kind, by their id. */
  public List<Token> list(AdminRight right, String after, int limit) {
    return store.list(null, after, limit);
  }

  /** Those of the actor's programs. */
  public List<Token> listOwn(Actor actor, String after, int limit) {
    return store.list(actor.name(), after, limit);
  }

  public void revoke(AdminRight right, String id) {
    revoke(right.actor(), null, id);
  }

  public void revokeOwn(Actor actor, String id) {
    revoke(actor, actor.name(), id);
  }

  private void revoke(Actor actor, @Nullable String account, String id) {
    store.revoke(account, id, AuditEntry.of(clock.instant(), actor, Action.TOKEN_REVOKED, id));
    identities.forget();
  }

  /** Credentials in the form of a link, for people: they end sooner. */
  private static boolean isLink(Credential kind) {
    return kind == Credential.APPLICANT
        || kind == Credential.NEIGHBOUR
        || kind == Credential.RESIDENT;
  }

  /** The kind of a name as {@link #nameOf} gives it, among those without an account. */
  public static Optional<Credential> kindNamed(String name) {
    return kindsWithoutAccount().stream().filter(kind -> nameOf(kind).equals(name)).findFirst();
  }
}
