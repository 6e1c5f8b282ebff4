package org.machizu.accounts;

import static io.javalin.http.HandlerType.DELETE;
import static io.javalin.http.HandlerType.GET;
import static io.javalin.http.HandlerType.POST;

import io.javalin.http.Context;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.machizu.access.Actor;
import org.machizu.access.AdminRight;
import org.machizu.access.Credential;
import org.machizu.access.Rights;
import org.machizu.access.Token;
import org.machizu.access.Tokens;
import org.machizu.http.Audience;
import org.machizu.http.JsonMember;
import org.machizu.http.Parameter;
import org.machizu.http.Problem;
import org.machizu.http.Query;
import org.machizu.http.Reads;
import org.machizu.http.Requests;
import org.machizu.http.Route;

/**
 * Tokens: administrators make those of devices, terminals, shelters, partners and of links; staff
 * make those of their own programs.
 */
public final class TokenRoutes {
  private static final String ALL = "/api/tokens";
  private static final String OWN = "/api/session/tokens";
  private static final int LONGEST = 100;
  private static final int MOST_ROLES = 50;
  private static final Parameter[] PAGE = {
    Parameter.integer("limit", "1 to " + AccountRoutes.MOST_LIMIT),
    Parameter.text("after", "the last id of the page before")
  };

  private final Rights rights;
  private final Tokens tokens;

  public TokenRoutes(Rights rights, Tokens tokens) {
    this.rights = rights;
    this.tokens = tokens;
  }

  public List<Route> routes() {
    return List.of(
        Route.of(
                GET,
                ALL,
                Audience.ADMINISTRATORS,
                Reads.NOTHING,
                "Tokens of every kind, page by page, without their secrets",
                this::list)
            .with(PAGE),
        Route.of(
            POST,
            ALL,
            Audience.ADMINISTRATORS,
            Reads.NOTHING,
            "Makes a token: {\"kind\": \"device\", \"device\": \"plow-3\", \"name\", \"expires\"}; kinds"
                + " are "
                + String.join(", ", kinds())
                + ", and the member of the kind's own name tells what it stands for. The answer's"
                + " \"token\" is shown only here",
            this::add),
        Route.of(
            DELETE,
            ALL + "/{id}",
            Audience.ADMINISTRATORS,
            Reads.NOTHING,
            "Revokes a token; it ends within five seconds on every server",
            this::revoke),
        Route.of(
                GET,
                OWN,
                Audience.STAFF,
                Reads.NOTHING,
                "The tokens of one's own programs, page by page",
                this::listOwn)
            .with(PAGE),
        Route.of(
            POST,
            OWN,
            Audience.STAFF,
            Reads.NOTHING,
            "Makes a token for a program of one's own: {\"name\", \"roles\", \"readOnly\", \"expires\"};"
                + " it only reads unless readOnly is false, and never keeps accounts",
            this::addOwn),
        Route.of(
            DELETE,
            OWN + "/{id}",
            Audience.STAFF,
            Reads.NOTHING,
            "Revokes a token of one's own",
            this::revokeOwn));
  }

  private static List<String> kinds() {
    return Tokens.kindsWithoutAccount().stream().map(Tokens::nameOf).toList();
  }

  private void list(Context ctx) {
    AdminRight right = AccountRoutes.right(ctx, rights);
    Query query = Query.of(ctx);
    int limit = limit(query);
    answer(ctx, tokens.list(right, query.text("after").orElse(""), limit), limit);
  }

  private void listOwn(Context ctx) {
    Query query = Query.of(ctx);
    int limit = limit(query);
    Actor actor = SessionRoutes.bySession(ctx);
    answer(ctx, tokens.listOwn(actor, query.text("after").orElse(""), limit), limit);
  }

  private static int limit(Query query) {
    return query.integer("limit", AccountRoutes.USUAL_LIMIT, 1, AccountRoutes.MOST_LIMIT);
  }

  private static void answer(Context ctx, List<Token> page, int limit) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("tokens", page.stream().map(TokenRoutes::json).toList());
    if (page.size() == limit) {
      json.put("next", page.getLast().id());
    }
    ctx.header("Cache-Control", "no-store");
    ctx.json(json);
  }

  private void add(Context ctx) {
    AdminRight right = AccountRoutes.right(ctx, rights);
    List<String> known = new ArrayList<>(List.of("kind", "name", "groups", "expires"));
    known.addAll(kinds());
    Credential kind = null;
    String name = null;
    Instant expires = null;
    Set<String> groups = Set.of();
    Map<String, String> subjects = new LinkedHashMap<>();
    for (JsonMember member : AccountRoutes.members(ctx, known.toArray(String[]::new))) {
      switch (member.name()) {
        case "kind" -> kind = kind(member);
        case "name" -> name = member.text(LONGEST);
        case "groups" -> groups = member.texts(MOST_ROLES, LONGEST);
        case "expires" -> expires = member.moment();
        default -> subjects.put(member.name(), member.text(LONGEST));
      }
    }
    if (kind == null) {
      throw Problem.badMember("kind", "", String.join(", ", kinds())).asException();
    }
    String subject = subjects.remove(Tokens.nameOf(kind));
    if (subject == null || !subjects.isEmpty()) {
      throw Problem.badMember(
              Tokens.nameOf(kind),
              "",
              "the name of what the token stands for, and of no other kind")
          .asException();
    }
    Credential newKind = kind;
    String newName = name;
    Set<String> newGroups = groups;
    Instant end = expires;
    answer(
        ctx,
        AccountRoutes.usable(() -> tokens.add(right, newKind, subject, newName, newGroups, end)),
        ALL);
  }

  private static Credential kind(JsonMember member) {
    return Tokens.kindNamed(member.text(LONGEST))
        .orElseThrow(() -> member.bad(String.join(", ", kinds())));
  }

  private void addOwn(Context ctx) {
    Actor actor = SessionRoutes.bySession(ctx);
    String name = "";
    Set<String> roles = Set.of();
    boolean readOnly = true;
    Instant expires = null;
    for (JsonMember member : AccountRoutes.members(ctx, "name", "roles", "readOnly", "expires")) {
      switch (member.name()) {
        case "name" -> name = member.text(LONGEST);
        case "roles" -> roles = member.texts(MOST_ROLES, LONGEST);
        case "readOnly" -> readOnly = member.truth();
        default -> expires = member.moment();
      }
    }
    String newName = name;
    Set<String> wanted = roles;
    boolean reads = readOnly;
    Instant end = expires;
    answer(ctx, AccountRoutes.usable(() -> tokens.addOwn(actor, newName, wanted, reads, end)), OWN);
  }

  private static void answer(Context ctx, Tokens.Made made, String path) {
    Map<String, Object> json = json(made.token());
    json.put("token", made.secret());
    ctx.status(201)
        .header("Location", Requests.baseUrl(ctx) + path + "/" + made.token().id())
        .header("Cache-Control", "no-store")
        .json(json);
  }

  private static Map<String, Object> json(Token token) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", token.id());
    json.put("kind", Tokens.nameOf(token.kind()));
    json.put("name", token.name());
    json.put("subject", token.subject());
    json.put("roles", token.roles().stream().sorted().toList());
    json.put("readOnly", token.readOnly());
    json.put("createdBy", token.createdBy());
    json.put("created", token.created());
    json.put("expires", token.expires());
    @Nullable Instant used = token.lastUsed();
    json.put("lastUsed", used);
    return json;
  }

  private void revoke(Context ctx) {
    tokens.revoke(AccountRoutes.right(ctx, rights), ctx.pathParam("id"));
    ctx.status(204);
  }

  private void revokeOwn(Context ctx) {
    tokens.revokeOwn(SessionRoutes.bySession(ctx), ctx.pathParam("id"));
    ctx.status(204);
  }
}
