package org.machizu.server;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.List;
import java.util.Map;
import org.machizu.http.Audience;
import org.machizu.http.Reads;
import org.machizu.http.Route;
import org.machizu.layers.LayerCatalog;
import org.machizu.layers.LayerProblems;
import org.machizu.layers.StoreUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether the server can serve, for proxies and watchdogs. */
final class HealthRoutes {
  private static final Logger LOG = LoggerFactory.getLogger(HealthRoutes.class);

  private final LayerCatalog catalog;
  private final String municipality;
  private final Runnable writable;

  /**
   * @param writable throws when the store keeps nothing at the moment
   */
  HealthRoutes(LayerCatalog catalog, String municipality, Runnable writable) {
    this.catalog = catalog;
    this.municipality = municipality;
    this.writable = writable;
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

  /** Reads from the store and writes to it, so that a full disk is seen; tells no content. */
  private void health(Context ctx) {
    ctx.header("Cache-Control", "no-store");
    try {
      catalog.list(municipality);
      writable.run();
    } catch (StoreUnavailableException e) {
      LOG.error("the store cannot be used", e);
      throw LayerProblems.of(e).asException();
    } catch (RuntimeException e) {
      LOG.error("the store does not answer", e);
      throw LayerProblems.storeUnavailable(StoreUnavailableException.Reason.UNAVAILABLE)
          .asException();
    }
    ctx.json(Map.of("status", "ok", "municipality", municipality));
  }
}
