package org.machizu.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.machizu.access.Actor;

/**
 * All routes of the server, in one list: it serves them, checks who calls and with which
 * parameters, and is what the OpenAPI document is made from.
 */
public final class RouteTable {
  private final List<Route> routes;
  private final Identity identity;
  private final Optional<URI> publicUrl;
  private final Edge edge;

  /**
   * @param identity tells who calls
   * @param publicUrl where browsers reach the server when a proxy stands before it
   * @param edge what every request passes first
   * @throws IllegalArgumentException when two routes share method and path
   */
  public RouteTable(List<Route> routes, Identity identity, Optional<URI> publicUrl, Edge edge) {
    this.edge = edge;
    this.publicUrl = publicUrl;
    this.routes = List.copyOf(routes);
    this.identity = identity;
    Set<String> seen = new HashSet<>();
    for (Route route : routes) {
      if (!seen.add(route.method().name() + " " + route.path())) {
        throw new IllegalArgumentException(
            route.method() + " " + route.path() + " stands twice in the route table");
      }
    }
  }

  public List<Route> routes() {
    return routes;
  }

  /** Registers everything with Javalin. */
  public void register(RoutesConfig config) {
    config.before(this::prepare);
    for (Route route : routes) {
      config.addHttpHandler(route.method(), route.path(), guarded(route), route.audience());
    }
    ProblemAnswers.register(config);
  }

  private void prepare(Context ctx) {
    publicUrl.ifPresent(url -> ctx.attribute(Requests.BASE_URL, url.toString()));
    if (edge.answers(ctx)) {
      return;
    }
    CrossSiteGuard.check(ctx);
    try {
      identity.tell(ctx, edge.admitsRights(ctx));
    } catch (ProblemException e) {
      edge.limit(ctx); // whoever guesses tokens is counted too
      throw e;
    }
    edge.limit(ctx);
  }

  private Handler guarded(Route route) {
    Set<String> known =
        route.parameters().stream().map(Parameter::name).collect(Collectors.toUnmodifiableSet());
    boolean takesTokens = known.contains(Parameter.TOKEN);
    return ctx -> {
      if (takesTokens) {
        identity.tellByParameter(ctx);
      }
      if (!route.audience().admits(Requests.actor(ctx))) {
        throw refusal(route, ctx).asException();
      }
      if (!route.openParameters()) {
        refuseUnknown(ctx, known);
      }
      route.handler().handle(ctx);
    };
  }

  private static Problem refusal(Route route, Context ctx) {
    Actor actor = Requests.actor(ctx);
    String asked = route.method() + " " + ctx.path() + " was asked for by ";
    return actor.isPublic()
        ? Problem.of(
            401,
            "sign-in-needed",
            "This needs a signed-in account of the town's staff",
            asked + "nobody signed in",
            "Sign in with POST /api/session, or on the map page.")
        : Problem.of(
            403,
            "role-needed",
            "This needs another role",
            asked + "'" + actor.name() + "', who has " + actor.roles(),
            "Ask an administrator for the role, or sign in as somebody who has it.");
  }

  private static void refuseUnknown(Context ctx, Set<String> known) {
    for (String name : ctx.queryParamMap().keySet()) {
      if (!known.contains(name)) {
        throw Problem.unknownParameter("parameter", name, new TreeSet<>(known)).asException();
      }
    }
  }
}
