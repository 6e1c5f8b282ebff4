package org.machizu.access;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.machizu.access.AuditEntry.Action;

/**
 * Begins and ends sessions. A session ends {@link Session#IDLE_LIMIT} after its last use and {@link
 * Session#ABSOLUTE_LIMIT} after its beginning; only hashes of the tokens are kept.
 */
public final class Sessions {
  private static final int BROWSER_CHARS = 200;

  private final SessionStore store;
  private final Identities identities;
  private final InstantSource clock;

  public Sessions(SessionStore store, Identities identities, InstantSource clock) {
    this.store = store;
    this.identities = identities;
    this.clock = clock;
  }

  /** Begins a session and gives its token, which is shown only here. */
  public String open(Account account, boolean byOpenId, SignIn.Origin origin) {
    String token = Secrets.create();
    Instant now = clock.instant();
    String browser = origin.browser();
    Session session =
        new Session(
            Secrets.createId(),
            account.name(),
            byOpenId,
            origin.address(),
            browser.length() > BROWSER_CHARS ? browser.substring(0, BROWSER_CHARS) : browser,
            now,
            now);
    Actor actor =
        new Actor(account.name(), Set.of(Role.PUBLIC), Credential.SESSION, origin.address());
    store.open(
        Secrets.hash(token),
        session,
        AuditEntry.of(now, actor, Action.SIGN_IN, account.name())
            .with("by", byOpenId ? "openid" : "password"));
    return token;
  }

  /** The session of a token, when there is one. */
  public Optional<Session> find(String token) {
    return store.find(Secrets.hash(token));
  }

  /** Those of an account that have not ended, the last used first. */
  public List<Session> listOf(String account) {
    Instant now = clock.instant();
    return store.listOf(account).stream()
        .filter(session -> !session.isOver(session.lastUsed(), now))
        .toList();
  }

  /** Ends a session by its token. */
  public void close(String token, Actor actor) {
    store.close(Secrets.hash(token), ended(actor, actor.name()));
    identities.forget();
  }

  /**
   * Ends one of the actor's own.
   *
   * @throws AccountProblem when there is none of that id
   */
  public void closeOwn(Actor actor, String id) {
    if (!store.closeById(actor.name(), id, ended(actor, actor.name()))) {
      throw new AccountProblem(AccountProblem.Kind.UNKNOWN, "you have no session '" + id + "'");
    }
    identities.forget();
  }

  /** Ends all of an account but the one of this token ("" for all); tells how many. */
  public int closeOthers(Actor actor, String account, String token) {
    String except = token.isEmpty() ? "" : Secrets.hash(token);
    int closed = store.closeAllOf(account, except, ended(actor, account));
    identities.forget();
    return closed;
  }

  private AuditEntry ended(Actor actor, String account) {
    return AuditEntry.of(clock.instant(), actor, Action.SIGN_OUT, account);
  }
}
