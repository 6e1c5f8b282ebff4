package org.machizu.permits;

import static io.javalin.http.HandlerType.GET;

import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import org.machizu.http.Answers;
import org.machizu.http.Audience;
import org.machizu.http.Reads;
import org.machizu.http.Requests;
import org.machizu.http.Route;

/** The parts of the town to choose a lot's address from. */
final class QuarterRoutes {
  private final Quarters quarters;

  QuarterRoutes(Quarters quarters) {
    this.quarters = quarters;
  }

  List<Route> routes() {
    return List.of(
        Route.of(
            GET,
            "/api/sites/quarters",
            Audience.ANYBODY,
            Reads.EVERY_VISIBLE_LAYER,
            "The parts of the town in which lots have numbers: name, reading where the data have"
                + " it, and 丁目",
            this::list));
  }

  private void list(Context ctx) {
    Answers.json(ctx, Map.of("quarters", quarters.list(Requests.actor(ctx))));
  }
}
