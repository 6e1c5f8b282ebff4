package org.machizu.accounts;

import static io.javalin.http.HandlerType.DELETE;
import static io.javalin.http.HandlerType.GET;
import static io.javalin.http.HandlerType.PATCH;
import static io.javalin.http.HandlerType.POST;
import static io.javalin.http.HandlerType.PUT;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.machizu.access.Account;
import org.machizu.access.AccountStore;
import org.machizu.access.Accounts;
import org.machizu.access.AdminRight;
import org.machizu.access.Rights;
import org.machizu.access.Role;
import org.machizu.access.TownRole;
import org.machizu.access.TownRoles;
import org.machizu.geo.feature.LocalizedText;
import org.machizu.http.Audience;
import org.machizu.http.Json;
import org.machizu.http.JsonMember;
import org.machizu.http.Parameter;
import org.machizu.http.Problem;
import org.machizu.http.Query;
import org.machizu.http.Reads;
import org.machizu.http.Requests;
import org.machizu.http.Route;

/** Accounts and roles, for administrators. */
public final class AccountRoutes {
  private static final String ACCOUNTS = "/api/accounts";
  private static final String ROLES = "/api/roles";
  static final int USUAL_LIMIT = 100;
  static final int MOST_LIMIT = 1000;
  private static final int MOST_ROLES = 50;
  private static final int LONGEST = 100;

  private final Rights rights;
  private final AccountStore store;
  private final Accounts accounts;
  private final TownRoles roles;

  public AccountRoutes(Rights rights, AccountStore store, Accounts accounts, TownRoles roles) {
    this.rights = rights;
    this.store = store;
    this.accounts = accounts;
    this.roles = roles;
  }

  public List<Route> routes() {
    return List.of(
        route(GET, ACCOUNTS, "Accounts by name, page by page", this::list)
            .with(
                Parameter.integer("limit", "1 to " + MOST_LIMIT),
                Parameter.text("after", "the last name of the page before")),
        route(
            POST,
            ACCOUNTS,
            "Adds an account: {\"name\", \"displayName\", \"roles\"}; the answer has the one-time"
                + " link by which its owner sets a password",
            this::add),
        route(GET, ACCOUNTS + "/{name}", "One account", this::get),
        route(
            PATCH,
            ACCOUNTS + "/{name}",
            "Changes an account: {\"displayName\", \"roles\", \"disabled\"}, each as wished",
            this::change),
        route(
            POST,
            ACCOUNTS + "/{name}/reset",
            "A one-time link by which the account's owner sets a new password; with {\"now\": true}"
                + " the present one and all sessions end at once",
            this::reset),
        route(GET, ROLES, "The roles that accounts may have", this::listRoles),
        route(
            PUT,
            ROLES + "/{name}",
            "Adds or changes a role of the town's own: {\"title\": {\"ja\", \"en\"},"
                + " \"createsLayers\"}",
            this::saveRole),
        route(DELETE, ROLES + "/{name}", "Removes a role that no account has", this::removeRole));
  }

  private static Route route(HandlerType method, String path, String summary, Handler handler) {
    return Route.of(method, path, Audience.ADMINISTRATORS, Reads.NOTHING, summary, handler);
  }

  private void list(Context ctx) {
    Query query = Query.of(ctx);
    int limit = query.integer("limit", USUAL_LIMIT, 1, MOST_LIMIT);
    List<Account> page = store.list(query.text("after").orElse(""), limit);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("accounts", page.stream().map(AccountRoutes::json).toList());
    if (page.size() == limit) {
      json.put("next", page.getLast().name());
    }
    ctx.header("Cache-Control", "no-store");
    ctx.json(json);
  }

  private void get(Context ctx) {
    String name = ctx.pathParam("name");
    ctx.header("Cache-Control", "no-store");
    ctx.json(
        json(store.find(name).orElseThrow(() -> Problem.notFound("account", name).asException())));
  }

  private void add(Context ctx) {
    AdminRight right = right(ctx, rights);
    String name = "";
    String displayName = "";
    Set<String> wanted = Set.of();
    for (JsonMember member : members(ctx, "name", "displayName", "roles")) {
      switch (member.name()) {
        case "name" -> name = member.text(LONGEST);
        case "displayName" -> displayName = member.text(LONGEST);
        default -> wanted = roles(member);
      }
    }
    if (wanted.isEmpty()) {
      throw Problem.badMember("roles", "", "one or more of " + roles.names()).asException();
    }
    String title = displayName.isEmpty() ? name : displayName;
    String newName = name;
    Set<String> newRoles = wanted;
    Account added = usable(() -> accounts.add(right, newName, title, newRoles));
    Map<String, Object> json = json(added);
    json.put("link", link(ctx, accounts.resetLink(right, added.name(), false)));
    ctx.status(201)
        .header("Location", Requests.baseUrl(ctx) + ACCOUNTS + "/" + added.name())
        .header("Cache-Control", "no-store")
        .json(json);
  }

  private void change(Context ctx) {
    AdminRight right = right(ctx, rights);
    String displayName = null;
    Set<String> wanted = null;
    Boolean disabled = null;
    for (JsonMember member : members(ctx, "displayName", "roles", "disabled")) {
      switch (member.name()) {
        case "displayName" -> displayName = member.text(LONGEST);
        case "roles" -> wanted = roles(member);
        default -> disabled = member.truth();
      }
    }
    Accounts.Wanted change = new Accounts.Wanted(displayName, wanted, disabled);
    String name = ctx.pathParam("name");
    ctx.json(json(usable(() -> accounts.change(right, name, change))));
  }

  private static Set<String> roles(JsonMember member) {
    Set<String> roles = member.texts(MOST_ROLES, LONGEST);
    if (roles.isEmpty()) {
      throw member.bad("one role or more; to keep somebody out, disable the account");
    }
    return roles;
  }

  private void reset(Context ctx) {
    AdminRight right = right(ctx, rights);
    boolean now = false;
    if (ctx.bodyAsBytes().length > 0) {
      for (JsonMember member : members(ctx, "now")) {
        now = member.truth();
      }
    }
    ctx.status(201)
        .header("Cache-Control", "no-store")
        .json(link(ctx, accounts.resetLink(right, ctx.pathParam("name"), now)));
  }

  private static Map<String, Object> link(Context ctx, Accounts.Link link) {
    return Map.of(
        "href",
        Requests.baseUrl(ctx) + PasswordRoutes.LINK_PAGE + "#" + link.secret(),
        "expires",
        link.expires());
  }

  private static Map<String, Object> json(Account account) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", account.name());
    json.put("displayName", account.displayName());
    json.put("roles", account.roles().stream().sorted().toList());
    json.put("disabled", account.disabled());
    json.put("mustChangePassword", account.mustChangePassword());
    json.put("hasPassword", account.passwordHash() != null);
    json.put("openId", account.openId() != null);
    json.put("origin", account.origin().name().toLowerCase(Locale.ROOT));
    json.put("created", account.created());
    return json;
  }

  private void listRoles(Context ctx) {
    List<Map<String, Object>> list = new ArrayList<>();
    Role.OF_STAFF.forEach(role -> list.add(json(role, null)));
    roles.list().forEach(own -> list.add(json(own.role(), own.title())));
    ctx.header("Cache-Control", "no-store");
    ctx.json(Map.of("roles", list));
  }

  /** The names of the roles that every town has stand in the pages. */
  private static Map<String, Object> json(Role role, @Nullable LocalizedText title) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", role.name());
    if (title != null) {
      json.put("title", Map.of("ja", title.ja(), "en", title.en()));
    }
    json.put("own", title != null);
    json.put("createsLayers", role.abilities().contains(Role.Ability.CREATE_LAYERS));
    json.put("administers", role.abilities().contains(Role.Ability.ADMINISTER));
    return json;
  }

  private void saveRole(Context ctx) {
    AdminRight right = right(ctx, rights);
    LocalizedText title = null;
    boolean creates = false;
    for (JsonMember member : members(ctx, "title", "createsLayers")) {
      if (member.name().equals("title")) {
        title = title(member);
      } else {
        creates = member.truth();
      }
    }
    if (title == null) {
      throw Problem.badMember("title", "", "an object of ja, en").asException();
    }
    LocalizedText newTitle = title;
    boolean newCreates = creates;
    String name = ctx.pathParam("name");
    TownRole saved = usable(() -> roles.save(right, new TownRole(name, newTitle, newCreates)));
    ctx.json(json(saved.role(), saved.title()));
  }

  private static LocalizedText title(JsonMember member) {
    String ja = "";
    String en = "";
    for (JsonMember part : member.members(List.of("ja", "en"))) {
      if (part.name().equals("ja")) {
        ja = part.text(LONGEST);
      } else {
        en = part.text(LONGEST);
      }
    }
    if (ja.isEmpty() || en.isEmpty()) {
      throw member.bad("an object of ja, en, with a text in each");
    }
    return new LocalizedText(ja, en);
  }

  private void removeRole(Context ctx) {
    roles.remove(right(ctx, rights), ctx.pathParam("name"));
    ctx.status(204);
  }

  static List<JsonMember> members(Context ctx, String... known) {
    return JsonMember.ofBody(Json.object(ctx.bodyAsBytes()), List.of(known));
  }

  /** The route's audience has seen to it; without the right nothing could be changed anyway. */
  static AdminRight right(Context ctx, Rights rights) {
    return rights
        .administer(Requests.actor(ctx))
        .orElseThrow(() -> Problem.notFound("page", ctx.path()).asException());
  }

  /** What a value type does not take is the caller's mistake. */
  static <T> T usable(Supplier<T> work) {
    try {
      return work.get();
    } catch (IllegalArgumentException e) {
      throw Problem.of(
              400,
              "bad-value",
              "A value cannot be used",
              String.valueOf(e.getMessage()),
              "Give a value that is allowed.")
          .asException();
    }
  }
}
