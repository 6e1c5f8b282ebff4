package org.machizu.tracks;

import static io.javalin.http.HandlerType.GET;

import java.util.List;
import org.machizu.http.Audience;
import org.machizu.http.Pages;
import org.machizu.http.Reads;
import org.machizu.http.Route;

/**
 * The crews' page for a phone. Anybody may open it, since it holds nothing by itself: crews sign in
 * there, and neighbours come by the town's link, whose token stands behind the {@code #} of the
 * address and so in no log.
 */
public final class FieldPageRoutes {
  private final Pages pages;

  /**
   * @param pages has the page "field.html"
   */
  public FieldPageRoutes(Pages pages) {
    this.pages = pages;
  }

  public List<Route> routes() {
    return List.of(
        Route.of(
            GET,
            "/field",
            Audience.ANYBODY,
            Reads.NOTHING,
            "The crews' page for a phone: how roads stand, stretches for care, and reporting a blocked entrance",
            ctx -> pages.send(ctx, "field.html")));
  }
}
