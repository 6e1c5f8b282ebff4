package org.machizu.hazard;

import static io.javalin.http.HandlerType.GET;

import java.util.List;
import org.machizu.http.Audience;
import org.machizu.http.Pages;
import org.machizu.http.Parameter;
import org.machizu.http.Reads;
import org.machizu.http.Route;

/**
 * The public's page for a phone: what may happen here, the way to safety, shelters, and a
 * household's own plan. It holds nothing by itself, and the plan never comes here.
 */
public final class SafetyPageRoutes {
  private final Pages pages;

  /**
   * @param pages has the page "safety.html"
   */
  public SafetyPageRoutes(Pages pages) {
    this.pages = pages;
  }

  public List<Route> routes() {
    return List.of(
        Route.of(
                GET,
                "/safety",
                Audience.ANYBODY,
                Reads.NOTHING,
                "The public's page for a phone: hazards here, the way to safety, shelters, and a household's own plan",
                ctx -> pages.send(ctx, "safety.html"))
            .with(
                Parameter.text("lon", "read by the page: longitude of a place that a link names"),
                Parameter.text("lat", "read by the page: its latitude")));
  }
}
