package org.machizu.accounts;

import static io.javalin.http.HandlerType.DELETE;
import static io.javalin.http.HandlerType.GET;
import static io.javalin.http.HandlerType.POST;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import org.machizu.access.Accounts;
import org.machizu.access.Actor;
import org.machizu.access.Role;
import org.machizu.access.Sessions;
import org.machizu.http.Audience;
import org.machizu.http.Json;
import org.machizu.http.Problem;
import org.machizu.http.Reads;
import org.machizu.http.Requests;
import org.machizu.http.Route;
import org.machizu.http.SessionCookie;

/** Sign-in, who am I, sign-out. */
public final class SessionRoutes {
  private static final String PATH = Route.SIGN_IN_PATH;

  private final Accounts accounts;
  private final Sessions sessions;

  public SessionRoutes(Accounts accounts, Sessions sessions) {
    this.accounts = accounts;
    this.sessions = sessions;
  }

  public List<Route> routes() {
    return List.of(
        Route.of(
            POST,
            PATH,
            Audience.ANYBODY,
            Reads.NOTHING,
            "Signs in: {\"user\", \"password\"}",
            this::signIn),
        Route.of(GET, PATH, Audience.ANYBODY, Reads.NOTHING, "Who is signed in", this::whoAmI),
        Route.of(DELETE, PATH, Audience.ANYBODY, Reads.NOTHING, "Signs out", this::signOut));
  }

  private void signIn(Context ctx) {
    JsonNode body = Json.object(ctx.bodyAsBytes());
    String user = body.path("user").asText("");
    String password = body.path("password").asText("");
    if (user.isEmpty() || user.length() > 200 || password.isEmpty() || password.length() > 200) {
      throw Problem.of(
              400,
              "sign-in-incomplete",
              "Name or password is missing",
              "the body needs the texts 'user' and 'password', 1 to 200 characters each",
              "Send {\"user\":\"…\",\"password\":\"…\"}.")
          .asException();
    }
    switch (accounts.signIn(user, password)) {
      case Accounts.Outcome.SignedIn(Actor actor) -> {
        SessionCookie.set(ctx, sessions.open(actor), Sessions.ABSOLUTE_LIMIT);
        ctx.json(json(actor));
      }
      case Accounts.Outcome.Refused() ->
          throw Problem.of(
                  401,
                  "sign-in-refused",
                  "Name or password is wrong",
                  "nobody of that name has that password",
                  "Check both; after five failures you have to wait.")
              .asException();
      case Accounts.Outcome.Wait(var until) ->
          throw new Problem(
                  429,
                  "sign-in-wait",
                  "Too many failed sign-ins",
                  "the name is locked until " + until,
                  "Wait until then and try again.",
                  Map.of("until", until.toString()))
              .asException();
    }
  }

  private void whoAmI(Context ctx) {
    ctx.header("Cache-Control", "no-store");
    ctx.json(json(Requests.actor(ctx)));
  }

  private void signOut(Context ctx) {
    SessionCookie.find(ctx).ifPresent(sessions::close);
    SessionCookie.clear(ctx);
    ctx.status(204);
  }

  private static Map<String, Object> json(Actor actor) {
    List<String> roles = actor.roles().stream().map(Role::name).sorted().toList();
    return Map.of("user", actor.name(), "role", roles.getFirst(), "roles", roles);
  }
}
