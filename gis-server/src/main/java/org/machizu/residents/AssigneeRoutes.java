package org.machizu.residents;

import static io.javalin.http.HandlerType.GET;

import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.machizu.access.Account;
import org.machizu.access.AccountStore;
import org.machizu.access.LayerRule;
import org.machizu.access.RoleStore;
import org.machizu.access.TownRole;
import org.machizu.http.Answers;
import org.machizu.http.Audience;
import org.machizu.http.Problem;
import org.machizu.http.Reads;
import org.machizu.http.Requests;
import org.machizu.http.Route;
import org.machizu.layers.VisibleLayers.VisibleLayer;

/** Who can be asked to look after a case: colleagues who know of households, and groups. */
public final class AssigneeRoutes {
  private static final int PAGE = 1_000;

  /** More is no list to choose from. */
  private static final int MOST_ACCOUNTS = 500;

  /** Of a town with many accounts, of whom few know of households. */
  private static final int MOST_PAGES = 20;

  private final WatchedHouseholds households;
  private final AccountStore accounts;
  private final RoleStore roles;

  public AssigneeRoutes(WatchedHouseholds households, AccountStore accounts, RoleStore roles) {
    this.households = households;
    this.accounts = accounts;
    this.roles = roles;
  }

  public List<Route> routes() {
    return List.of(
        Route.of(
            GET,
            "/api/snow/watch/assignees",
            Audience.STAFF,
            Reads.EVERY_VISIBLE_LAYER,
            "Who can be given a case: {\"accounts\": those who may read the layer of households, \"groups\": roles}",
            this::list));
  }

  private void list(Context ctx) {
    VisibleLayer desk =
        households
            .desk(Requests.actor(ctx))
            .orElseThrow(() -> Problem.notFound("list", "watch").asException());
    Set<String> readers = desk.entry().access().rule().grants().keySet();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("accounts", accounts(readers));
    json.put("groups", groups(readers));
    Answers.json(ctx, json);
  }

  private List<Map<String, String>> accounts(Set<String> readers) {
    List<Map<String, String>> found = new ArrayList<>();
    String after = "";
    for (int i = 0; i < MOST_PAGES && found.size() < MOST_ACCOUNTS; i++) {
      List<Account> page = accounts.list(after, PAGE);
      page.stream()
          .filter(account -> !account.disabled() && isOf(account, readers))
          .limit(MOST_ACCOUNTS - found.size())
          .map(account -> Map.of("name", account.name(), "displayName", account.displayName()))
          .forEach(found::add);
      if (page.size() < PAGE) {
        break;
      }
      after = page.getLast().name();
    }
    return found;
  }

  private static boolean isOf(Account account, Set<String> readers) {
    return readers.contains(LayerRule.account(account.name()))
        || account.roles().stream().anyMatch(readers::contains);
  }

  /** The town's own roles, and those of every town that know of households; these have no words. */
  private List<Map<String, @Nullable Object>> groups(Set<String> readers) {
    List<TownRole> own = roles.list();
    List<Map<String, @Nullable Object>> groups = new ArrayList<>();
    for (TownRole role : own) {
      groups.add(group(role.name(), Map.of("ja", role.title().ja(), "en", role.title().en())));
    }
    readers.stream()
        .filter(reader -> !LayerRule.isAccount(reader))
        .filter(reader -> own.stream().noneMatch(role -> role.name().equals(reader)))
        .sorted()
        .forEach(reader -> groups.add(group(reader, null)));
    return groups;
  }

  private static Map<String, @Nullable Object> group(String name, @Nullable Object title) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("name", name);
    json.put("title", title);
    return json;
  }
}
