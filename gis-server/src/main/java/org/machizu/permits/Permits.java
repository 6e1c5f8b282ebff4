package org.machizu.permits;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.machizu.geo.crs.Crs;
import org.machizu.http.Route;
import org.machizu.layers.FeatureStore;
import org.machizu.layers.VisibleLayers;

/** Everything of the permit counter, put together. */
public final class Permits {
  private final List<Route> routes;

  /**
   * @param zone the town's plane-rectangular zone; empty: the nearest to each site
   * @param background where layers are read into memory
   */
  public Permits(
      VisibleLayers layers,
      FeatureStore features,
      ChecklistStore store,
      Optional<Crs> zone,
      Executor background,
      Clock clock) {
    Checklists checklists = new Checklists(store, clock);
    SiteEnquiry enquiry = new SiteEnquiry(layers, features, zone, checklists, background, clock);
    List<Route> all = new ArrayList<>(new SiteRoutes(enquiry).routes());
    all.addAll(new ChecklistRoutes(checklists, store, enquiry).routes());
    all.addAll(new QuarterRoutes(new Quarters(layers, features, checklists)).routes());
    routes = List.copyOf(all);
  }

  public List<Route> routes() {
    return routes;
  }
}
