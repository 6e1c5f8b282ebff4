package org.machizu.shelters;

import static io.javalin.http.HandlerType.GET;

import java.util.List;
import org.machizu.http.Audience;
import org.machizu.http.Pages;
import org.machizu.http.Reads;
import org.machizu.http.Route;

/**
 * The page of a shelter's own phone. Anybody may open it, since it holds nothing by itself: the
 * shelter comes by the town's link, whose token stands behind the {@code #} of the address and so
 * in no log.
 */
public final class ShelterPageRoutes {
  private final Pages pages;

  /**
   * @param pages has the page "shelter.html"
   */
  public ShelterPageRoutes(Pages pages) {
    this.pages = pages;
  }

  public List<Route> routes() {
    return List.of(
        Route.of(
            GET,
            "/shelter",
            Audience.ANYBODY,
            Reads.NOTHING,
            "The page of a shelter's phone: whether it is open, how many people are there, and what there is",
            ctx -> pages.send(ctx, "shelter.html")));
  }
}
