package org.machizu.accounts;

import static io.javalin.http.HandlerType.DELETE;
import static io.javalin.http.HandlerType.GET;
import static io.javalin.http.HandlerType.POST;

import io.javalin.http.Context;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.machizu.access.Account;
import org.machizu.access.AccountStore;
import org.machizu.access.Accounts;
import org.machizu.access.Actor;
import org.machizu.access.Credential;
import org.machizu.access.Role;
import org.machizu.access.Session;
import org.machizu.access.Sessions;
import org.machizu.access.SignIn;
import org.machizu.http.Audience;
import org.machizu.http.JsonMember;
import org.machizu.http.Problem;
import org.machizu.http.ProblemException;
import org.machizu.http.Reads;
import org.machizu.http.Requests;
import org.machizu.http.Route;
import org.machizu.http.SessionCookie;

/** Sign-in, who am I, sign-out; one's own password and sessions. */
public final class SessionRoutes {
  private static final String PATH = Route.SIGN_IN_PATH;
  private static final int LONGEST = 200;

  private final SignIn signIn;
  private final Sessions sessions;
  private final Accounts accounts;
  private final AccountStore store;
  private final SignInOffer offer;
  private final Optional<OpenIdRoutes> openId;

  /**
   * @param offer how one can sign in here
   * @param openId is told of the end of a session that began there
   */
  public SessionRoutes(
      SignIn signIn,
      Sessions sessions,
      Accounts accounts,
      AccountStore store,
      SignInOffer offer,
      Optional<OpenIdRoutes> openId) {
    this.signIn = signIn;
    this.sessions = sessions;
    this.accounts = accounts;
    this.store = store;
    this.offer = offer;
    this.openId = openId;
  }

  public List<Route> routes() {
    return List.of(
        Route.of(
            POST,
            PATH,
            Audience.ANYBODY,
            Reads.NOTHING,
            "Signs in: {\"user\", \"password\"}, with \"newPassword\" to change it on the way",
            this::signIn),
        Route.of(
            GET,
            PATH,
            Audience.ANYBODY,
            Reads.NOTHING,
            "Who is signed in, and how one can sign in",
            this::whoAmI),
        Route.of(
            DELETE,
            PATH,
            Audience.ANYBODY,
            Reads.NOTHING,
            "Signs out; 204, or 200 with \"endSession\", the address at which the OpenID provider"
                + " ends its own session",
            this::signOut),
        Route.of(
            POST,
            PATH + "/password",
            Audience.STAFF,
            Reads.NOTHING,
            "Changes one's own password: {\"oldPassword\", \"newPassword\"}; one's other sessions end",
            this::changePassword),
        Route.of(
            GET,
            "/api/sessions",
            Audience.STAFF,
            Reads.NOTHING,
            "One's own sessions, the last used first",
            this::list),
        Route.of(
            DELETE,
            "/api/sessions",
            Audience.STAFF,
            Reads.NOTHING,
            "Ends all of one's own sessions but this one",
            this::endOthers),
        Route.of(
            DELETE,
            "/api/sessions/{id}",
            Audience.STAFF,
            Reads.NOTHING,
            "Ends one of one's own sessions",
            this::endOne));
  }

  private void signIn(Context ctx) {
    String user = "";
    String password = "";
    String newPassword = null;
    for (JsonMember member : AccountRoutes.members(ctx, "user", "password", "newPassword")) {
      String text = member.value().asText("");
      switch (member.name()) {
        case "user" -> user = text;
        case "password" -> password = text;
        default -> newPassword = text;
      }
    }
    if (isUnusable(user) || isUnusable(password)) {
      throw Problem.of(
              400,
              "sign-in-incomplete",
              "Name or password is missing",
              "the body needs the texts 'user' and 'password', 1 to 200 characters each",
              "Send {\"user\":\"…\",\"password\":\"…\"}.")
          .asException();
    }
    SignIn.Origin origin = origin(ctx);
    switch (signIn.signIn(user, password, newPassword, origin)) {
      case SignIn.Outcome.SignedIn(String token, Account account) -> {
        // A session that was there before ends: its token is never taken over.
        SessionCookie.find(ctx)
            .ifPresent(old -> sessions.close(old, actor(account, origin.address())));
        SessionCookie.set(ctx, token, Session.ABSOLUTE_LIMIT);
        ctx.header("Cache-Control", "no-store");
        ctx.json(json(account.name(), account, List.copyOf(account.roles()), Credential.SESSION));
      }
      case SignIn.Outcome.Refused() ->
          throw Problem.of(
                  401,
                  "sign-in-refused",
                  "Name or password is wrong",
                  "nobody of that name has that password",
                  "Check both; after five failures you have to wait.")
              .asException();
      case SignIn.Outcome.Wait(Instant until) -> throw mustWait(ctx, until);
      case SignIn.Outcome.NewPasswordNeeded() ->
          throw Problem.of(
                  403,
                  "new-password-needed",
                  "A new password is needed",
                  "an administrator asks for a new password",
                  "Send the new one with it, as \"newPassword\", or use the link you were given.")
              .asException();
    }
  }

  private static boolean isUnusable(String text) {
    return text.isEmpty() || text.length() > LONGEST;
  }

  private static ProblemException mustWait(Context ctx, Instant until) {
    long seconds = Math.max(1, until.getEpochSecond() - Instant.now().getEpochSecond());
    ctx.header("Retry-After", Long.toString(seconds));
    return new Problem(
            429,
            "sign-in-wait",
            "Too many failed sign-ins",
            "the next try is possible at " + until,
            "Wait until then and try again.",
            Map.of("until", until.toString()))
        .asException();
  }

  /** Where a sign-in comes from. */
  static SignIn.Origin origin(Context ctx) {
    var address = Requests.clientAddress(ctx);
    String browser = ctx.header("User-Agent");
    return new SignIn.Origin(
        address.toString(), address.shared().getHostAddress(), browser == null ? "" : browser);
  }

  private static Actor actor(Account account, String address) {
    return new Actor(account.name(), Role.PUBLIC).from(address);
  }

  private void whoAmI(Context ctx) {
    ctx.header("Cache-Control", "no-store");
    Actor actor = Requests.actor(ctx);
    Account account = isOfAccount(actor) ? store.find(actor.name()).orElse(null) : null;
    List<String> roles = actor.roles().stream().map(Role::name).toList();
    Map<String, Object> json = json(actor.name(), account, roles, actor.credential());
    json.put("signIn", offer.json());
    ctx.json(json);
  }

  private static boolean isOfAccount(Actor actor) {
    return actor.credential() == Credential.SESSION || actor.credential() == Credential.API_TOKEN;
  }

  private static Map<String, Object> json(
      String name, @Nullable Account account, List<String> roles, Credential credential) {
    List<String> sorted = roles.stream().sorted().toList();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("user", name);
    json.put("displayName", account == null ? name : account.displayName());
    json.put("role", sorted.getFirst());
    json.put("roles", sorted);
    json.put("hasPassword", account != null && account.passwordHash() != null);
    json.put("bySession", credential == Credential.SESSION);
    return json;
  }

  private void signOut(Context ctx) {
    Optional<String> token = SessionCookie.find(ctx);
    Optional<Session> session = token.flatMap(sessions::find);
    session.ifPresent(found ->
        sessions.close(
            token.orElseThrow(),
            new Actor(found.account(), Role.PUBLIC).from(Requests.clientAddress(ctx).toString())));
    SessionCookie.clear(ctx);
    Optional<String> endSession =
        session
            .filter(Session::byOpenId)
            .flatMap(found -> openId.flatMap(provider -> provider.endSession(ctx)));
    if (endSession.isPresent()) {
      ctx.json(Map.of("endSession", endSession.get()));
    } else {
      ctx.status(204);
    }
  }

  private void changePassword(Context ctx) {
    Actor actor = bySession(ctx);
    String old = "";
    String wanted = "";
    for (JsonMember member : AccountRoutes.members(ctx, "oldPassword", "newPassword")) {
      if (member.name().equals("oldPassword")) {
        old = member.secret(LONGEST);
      } else {
        wanted = member.secret(LONGEST);
      }
    }
    if (old.isEmpty() || wanted.isEmpty()) {
      throw Problem.badMember(
              old.isEmpty() ? "oldPassword" : "newPassword", "", "a text of 1 to 200 characters")
          .asException();
    }
    Optional<Instant> wait =
        accounts.changeOwnPassword(
            actor, SessionCookie.find(ctx).orElse(""), old, wanted, origin(ctx));
    if (wait.isPresent()) {
      throw mustWait(ctx, wait.get());
    }
    ctx.status(204);
  }

  private void list(Context ctx) {
    Actor actor = bySession(ctx);
    String own = SessionCookie.find(ctx).flatMap(sessions::find).map(Session::id).orElse("");
    ctx.header("Cache-Control", "no-store");
    ctx.json(
        Map.of(
            "sessions",
            sessions.listOf(actor.name()).stream().map(session -> json(session, own)).toList()));
  }

  private static Map<String, Object> json(Session session, String own) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", session.id());
    json.put("current", session.id().equals(own));
    json.put("begun", session.begun());
    json.put("lastUsed", session.lastUsed());
    json.put("from", session.from());
    json.put("browser", session.browser());
    return json;
  }

  private void endOthers(Context ctx) {
    Actor actor = bySession(ctx);
    int ended = sessions.closeOthers(actor, actor.name(), SessionCookie.find(ctx).orElse(""));
    ctx.json(Map.of("ended", ended));
  }

  private void endOne(Context ctx) {
    sessions.closeOwn(bySession(ctx), ctx.pathParam("id"));
    ctx.status(204);
  }

  /**
   * What belongs to the person is not for their programs: a leaked token must not outlive itself.
   */
  static Actor bySession(Context ctx) {
    Actor actor = Requests.actor(ctx);
    if (actor.credential() != Credential.SESSION) {
      throw Problem.of(
              403,
              "session-needed",
              "This needs a session",
              "'" + actor.name() + "' has shown a token, which is not enough for this",
              "Sign in with name and password.")
          .asException();
    }
    return actor;
  }
}
