package org.machizu.accounts;

import static io.javalin.http.HandlerType.GET;
import static io.javalin.http.HandlerType.POST;

import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import org.machizu.access.Account;
import org.machizu.access.Accounts;
import org.machizu.http.Audience;
import org.machizu.http.JsonMember;
import org.machizu.http.Pages;
import org.machizu.http.Parameter;
import org.machizu.http.Problem;
import org.machizu.http.Reads;
import org.machizu.http.Requests;
import org.machizu.http.Route;

/**
 * One-time links: for the first administrator, and for a new password. The secret stands behind the
 * # of the link, so that no log and no proxy on the way sees it; the page sends it in a body.
 */
public final class PasswordRoutes {
  /** The page of the first administrator. */
  public static final String SET_UP_PAGE = "/setup";

  /** The page for a new password. */
  static final String LINK_PAGE = "/password";

  /** The page that tells why a sign-in elsewhere did not work. */
  static final String REFUSED_PAGE = "/sign-in";

  private static final int LONGEST = 200;
  private static final int LONGEST_NAME = 100;

  private final Accounts accounts;
  private final Pages pages;

  /**
   * @param pages has the page "account.html"
   */
  public PasswordRoutes(Accounts accounts, Pages pages) {
    this.accounts = accounts;
    this.pages = pages;
  }

  public List<Route> routes() {
    return List.of(
        page(SET_UP_PAGE, "The page of the first administrator"),
        page(LINK_PAGE, "The page for a new password"),
        page(REFUSED_PAGE, "The page that tells why a sign-in did not work")
            .with(Parameter.text("problem", "its code")),
        Route.of(
            POST,
            "/api/setup",
            Audience.ANYBODY,
            Reads.NOTHING,
            "Makes the first administrator: {\"link\", \"name\", \"displayName\", \"password\"}",
            this::setUp),
        Route.of(
            POST,
            "/api/password",
            Audience.ANYBODY,
            Reads.NOTHING,
            "Sets a password by a one-time link: {\"link\", \"password\"}; without the password, whom"
                + " the link is for",
            this::setPassword));
  }

  private Route page(String path, String summary) {
    return Route.of(
        GET,
        path,
        Audience.ANYBODY,
        Reads.NOTHING,
        summary,
        ctx -> pages.send(ctx, "account.html"));
  }

  private void setUp(Context ctx) {
    String link = "";
    String name = "";
    String displayName = "";
    String password = "";
    for (JsonMember member :
        AccountRoutes.members(ctx, "link", "name", "displayName", "password")) {
      switch (member.name()) {
        case "link" -> link = member.secret(LONGEST);
        case "name" -> name = member.text(LONGEST_NAME);
        case "displayName" -> displayName = member.text(LONGEST_NAME);
        default -> password = member.secret(LONGEST);
      }
    }
    String secret = needed("link", link);
    String newName = needed("name", name);
    String newPassword = needed("password", password);
    String title = displayName.isEmpty() ? newName : displayName;
    String from = Requests.clientAddress(ctx).toString();
    Account first =
        AccountRoutes.usable(() -> accounts.setUp(secret, newName, title, newPassword, from));
    ctx.status(201).json(Map.of("name", first.name()));
  }

  private void setPassword(Context ctx) {
    String link = "";
    String password = "";
    for (JsonMember member : AccountRoutes.members(ctx, "link", "password")) {
      if (member.name().equals("link")) {
        link = member.secret(LONGEST);
      } else {
        password = member.secret(LONGEST);
      }
    }
    String secret = needed("link", link);
    ctx.header("Cache-Control", "no-store");
    if (password.isEmpty()) {
      String account = accounts.findLink(secret).account();
      ctx.json(account == null ? Map.of("setUp", true) : Map.of("name", account));
      return;
    }
    String from = Requests.clientAddress(ctx).toString();
    ctx.json(Map.of("name", accounts.setPasswordByLink(secret, password, from).name()));
  }

  private static String needed(String name, String value) {
    if (value.isEmpty()) {
      throw Problem.badMember(name, "", "a text of 1 to " + LONGEST + " characters").asException();
    }
    return value;
  }
}
