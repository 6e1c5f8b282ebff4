package org.machizu.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.machizu.access.Role.Ability;

/**
 * Whom a session or a token stands for. Most requests are answered from memory; what is remembered
 * is at most three seconds old, so that a session, token or account that is ended anywhere is ended
 * everywhere within five, the roles' second and a slow read included.
 */
public final class Identities {
  private static final Duration AGE = Duration.ofSeconds(3);
  private static final Duration WRITE_USE_EVERY = Duration.ofMinutes(1);
  private static final int MOST_REMEMBERED = 20_000;

  private final AccessStores stores;
  private final Roles roles;
  private final InstantSource clock;
  private final Cache<String, OfSession> sessions = remembering();
  private final Cache<String, OfToken> tokens = remembering();

  /**
   * Whom a token stands for.
   *
   * @param readOnly whether it may only read
   */
  public record Holder(Actor actor, boolean readOnly) {}

  /** Times of use, in memory and as last written. */
  private static final class Uses {
    private Instant last;
    private @Nullable Instant written;

    Uses(Instant last, @Nullable Instant written) {
      this.last = last;
      this.written = written;
    }

    synchronized Instant last() {
      return last;
    }

    /** Another server has noted a use. */
    synchronized void heard(Instant use) {
      last = use.isAfter(last) ? use : last;
    }

    /** Whether this use is to be written: at most one in a minute, by one of the requests. */
    synchronized boolean note(Instant now) {
      last = now.isAfter(last) ? now : last;
      boolean write = written == null || !now.isBefore(written.plus(WRITE_USE_EVERY));
      written = write ? now : written;
      return write;
    }
  }

  private record OfSession(Actor actor, Session session, Instant read, Uses uses) {}

  private record OfToken(Holder holder, Token token, Instant read, Uses uses) {}

  public Identities(AccessStores stores, Roles roles, InstantSource clock) {
    this.stores = stores;
    this.roles = roles;
    this.clock = clock;
  }

  private static <V> Cache<String, V> remembering() {
    return Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).build();
  }

  /** The actor of a session's token; empty when it has ended or its account may not sign in. */
  public Optional<Actor> ofSession(String token) {
    return ofSession(token, true);
  }

  /**
   * As {@link #ofSession(String)}.
   *
   * @param isUse whether it is a use that keeps the session alive, or only a look whether it stands
   */
  public Optional<Actor> ofSession(String token, boolean isUse) {
    String hash = Secrets.hash(token);
    Instant now = clock.instant();
    OfSession known = sessions.getIfPresent(hash);
    if (known == null || isOld(known.read(), now)) {
      known = readSession(hash, now, known);
      if (known == null) {
        sessions.invalidate(hash);
        return Optional.empty();
      }
      sessions.put(hash, known);
    }
    if (known.session().isOver(known.uses().last(), now)) {
      sessions.invalidate(hash);
      return Optional.empty();
    }
    if (isUse && known.uses().note(now)) {
      stores.sessions().touch(hash, now);
    }
    return Optional.of(known.actor());
  }

  /** Whom a token stands for; empty when it is unknown, revoked, expired, or its account is. */
  public Optional<Holder> ofToken(String secret) {
    return ofToken(secret, true);
  }

  /**
   * As {@link #ofToken(String)}.
   *
   * @param isUse whether it is shown as its last use
   */
  public Optional<Holder> ofToken(String secret, boolean isUse) {
    String hash = Secrets.hash(secret);
    Instant now = clock.instant();
    OfToken known = tokens.getIfPresent(hash);
    if (known == null || isOld(known.read(), now)) {
      known = readToken(hash, now, known);
      if (known == null) {
        tokens.invalidate(hash);
        return Optional.empty();
      }
      tokens.put(hash, known);
    }
    if (!known.token().isValid(now)) {
      tokens.invalidate(hash);
      return Optional.empty();
    }
    if (isUse && known.uses().note(now)) {
      stores.tokens().touch(hash, now);
    }
    return Optional.of(known.holder());
  }

  /** To be called after a change on this server, so that it holds here at once. */
  public void forget() {
    roles.forget();
    sessions.invalidateAll();
    tokens.invalidateAll();
  }

  private static boolean isOld(Instant read, Instant now) {
    return !now.isBefore(read.plus(AGE));
  }

  private @Nullable OfSession readSession(String hash, Instant now, @Nullable OfSession before) {
    Session session = stores.sessions().find(hash).orElse(null);
    if (session == null) {
      return null;
    }
    Account account = stores.accounts().find(session.account()).orElse(null);
    Set<Role> held = held(account);
    // One that must choose a new password has no session until then.
    if (account == null || held.isEmpty() || account.mustChangePassword()) {
      return null;
    }
    Actor actor = new Actor(account.name(), held, Credential.SESSION, null);
    Uses uses = before == null ? new Uses(session.lastUsed(), session.lastUsed()) : before.uses();
    uses.heard(session.lastUsed());
    return new OfSession(actor, session, now, uses);
  }

  private @Nullable OfToken readToken(String hash, Instant now, @Nullable OfToken before) {
    Token token = stores.tokens().find(hash).orElse(null);
    if (token == null) {
      return null;
    }
    Actor actor = actorOf(token);
    if (actor == null) {
      return null;
    }
    Instant used = token.lastUsed();
    Uses uses =
        before == null ? new Uses(used == null ? token.created() : used, used) : before.uses();
    return new OfToken(new Holder(actor, token.readOnly()), token, now, uses);
  }

  private @Nullable Actor actorOf(Token token) {
    Role own = token.kind().role();
    if (own != null) {
      Set<Role> roles = new HashSet<>(Set.of(own));
      // Groups of supporters: a name for rules, and nothing else of what the role may.
      this.roles.of(token.roles()).forEach(role -> roles.add(new Role(role.name(), Set.of())));
      return new Actor(nameOf(token), roles, token.kind(), null);
    }
    Account account = stores.accounts().find(token.subject()).orElse(null);
    Set<Role> held = new HashSet<>(held(account));
    held.removeIf(role -> !token.roles().contains(role.name()) || role.has(Ability.ADMINISTER));
    return held.isEmpty() ? null : new Actor(token.subject(), held, token.kind(), null);
  }

  static String nameOf(Token token) {
    return token.kind().name().toLowerCase(Locale.ROOT) + ":" + token.subject();
  }

  private Set<Role> held(@Nullable Account account) {
    return account == null || account.disabled() ? Set.of() : roles.of(account.roles());
  }
}
