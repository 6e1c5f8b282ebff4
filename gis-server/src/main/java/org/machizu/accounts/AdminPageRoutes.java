package org.machizu.accounts;

import static io.javalin.http.HandlerType.GET;

import java.util.List;
import org.machizu.http.Audience;
import org.machizu.http.Pages;
import org.machizu.http.Reads;
import org.machizu.http.Route;

/**
 * The administrators' page. Anybody may open it, since it holds nothing by itself: it offers the
 * sign-in, and all that it shows comes by the routes of administrators.
 */
public final class AdminPageRoutes {
  private final Pages pages;

  /**
   * @param pages has the page "admin.html"
   */
  public AdminPageRoutes(Pages pages) {
    this.pages = pages;
  }

  public List<Route> routes() {
    return List.of(
        Route.of(
            GET,
            "/admin",
            Audience.ANYBODY,
            Reads.NOTHING,
            "The page for accounts, roles, rights, tokens and the audit log",
            ctx -> pages.send(ctx, "admin.html")));
  }
}
