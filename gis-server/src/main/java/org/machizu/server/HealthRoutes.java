package org.machizu.server;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.List;
import java.util.Map;
import org.machizu.http.Audience;
import org.machizu.http.Problem;
import org.machizu.http.Reads;
import org.machizu.http.Route;
import org.machizu.layers.LayerCatalog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether the server can serve, for proxies and watchdogs. */
final class HealthRoutes {
  private static final Logger LOG = LoggerFactory.getLogger(HealthRoutes.class);

  private final LayerCatalog catalog;
  private final String municipality;

  HealthRoutes(LayerCatalog catalog, String municipality) {
    this.catalog = catalog;
    this.municipality = municipality;
  }

  List<Route> routes() {
    return List.of(
        Route.of(
            HandlerType.GET,
            "/health",
            Audience.ANYBODY,
            Reads.NOTHING,
            "200 when the server can serve",
            this::health));
  }

  /** Reads from the store, so that a full disk or a lost database is seen; tells no content. */
  private void health(Context ctx) {
    ctx.header("Cache-Control", "no-store");
    try {
      catalog.list(municipality);
    } catch (RuntimeException e) {
      LOG.error("the store does not answer", e);
      throw Problem.of(
              503,
              "store-unavailable",
              "The server cannot read its store",
              "the store does not answer",
              "Look at the server's log and at the disk.")
          .asException();
    }
    ctx.json(Map.of("status", "ok", "municipality", municipality));
  }
}
