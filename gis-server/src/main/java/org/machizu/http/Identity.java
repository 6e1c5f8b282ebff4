package org.machizu.http;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.machizu.access.Actor;
import org.machizu.access.Identities.Holder;

/**
 * Finds out who calls: by a token in the header Authorization (as Bearer, or as the password of
 * Basic), else by the session's cookie. A token that does not hold is refused; whoever sends one
 * must not be taken for the public in silence.
 */
public final class Identity {
  private static final String BEARER = "bearer ";
  private static final String BASIC = "basic ";
  private static final int LONGEST = 2000;
  private static final Set<HandlerType> READING =
      Set.of(HandlerType.GET, HandlerType.HEAD, HandlerType.OPTIONS);

  private final Lookup<Actor> ofSession;
  private final Lookup<Holder> ofToken;

  /** Finds who stands behind a secret. */
  public interface Lookup<T> {
    /**
     * Empty when it does not hold.
     *
     * @param isUse whether it is a use, which keeps a session alive, or only a look
     */
    Optional<T> find(String secret, boolean isUse);
  }

  /**
   * @param ofSession the actor of a session's token
   * @param ofToken whom a token stands for
   */
  public Identity(Lookup<Actor> ofSession, Lookup<Holder> ofToken) {
    this.ofSession = ofSession;
    this.ofToken = ofToken;
  }

  /**
   * Notes the actor, for {@link Requests#actor}.
   *
   * @param admitsRights whether the request may be anybody's but the public's
   * @throws ProblemException 401 when a token is shown that does not hold
   */
  void tell(Context ctx, boolean admitsRights) {
    String address = Requests.clientAddress(ctx).toString();
    Actor actor = Actor.PUBLIC;
    String authorization = ctx.header("Authorization");
    String session = SessionCookie.find(ctx).orElse("");
    if (admitsRights && authorization != null) {
      actor = byToken(ctx, tokenIn(authorization).orElse(""));
    } else if (admitsRights && !session.isEmpty()) {
      actor = ofSession.find(session, true).orElse(actor);
      Supplier<Optional<Actor>> now = () -> ofSession.find(session, false);
      ctx.attribute(Requests.STILL, now);
    }
    ctx.attribute(Requests.ACTOR, actor.from(address));
  }

  /** The same for a route that takes a token in its address; a header goes before. */
  void tellByParameter(Context ctx) {
    String token = ctx.queryParam(Parameter.TOKEN);
    if (token != null && ctx.header("Authorization") == null) {
      String address = Requests.clientAddress(ctx).toString();
      ctx.attribute(Requests.ACTOR, byToken(ctx, token).from(address));
    }
  }

  private Actor byToken(Context ctx, String token) {
    Holder holder =
        (token.isEmpty() || token.length() > LONGEST
                ? Optional.<Holder>empty()
                : ofToken.find(token, true))
            .orElseThrow(() -> refused(ctx));
    if (holder.readOnly() && !READING.contains(ctx.method())) {
      throw Problem.of(
              403,
              "token-reads-only",
              "The token may only read",
              ctx.method() + " " + ctx.path() + " with a token that may only read",
              "Use a token that may edit, or sign in.")
          .asException();
    }
    Supplier<Optional<Actor>> now = () -> ofToken.find(token, false).map(Holder::actor);
    ctx.attribute(Requests.STILL, now);
    return holder.actor();
  }

  private static ProblemException refused(Context ctx) {
    ctx.header("WWW-Authenticate", "Bearer error=\"invalid_token\"");
    return Problem.of(
            401,
            "token-refused",
            "The token does not hold",
            "the token is unknown, revoked or over; it belongs into the header"
                + " 'Authorization: Bearer …'",
            "Ask whoever gave it for a new one, or leave the header Authorization out.")
        .asException();
  }

  private static Optional<String> tokenIn(String authorization) {
    String scheme = authorization.toLowerCase(Locale.ROOT);
    if (scheme.startsWith(BEARER)) {
      return Optional.of(authorization.substring(BEARER.length()).strip());
    }
    if (scheme.startsWith(BASIC) && authorization.length() <= LONGEST) {
      return passwordOf(authorization.substring(BASIC.length()).strip());
    }
    return Optional.empty();
  }

  private static Optional<String> passwordOf(String basic) {
    try {
      String pair = new String(Base64.getDecoder().decode(basic), StandardCharsets.UTF_8);
      int colon = pair.indexOf(':');
      return colon < 0 ? Optional.empty() : Optional.of(pair.substring(colon + 1));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // no Base64
    }
  }
}
