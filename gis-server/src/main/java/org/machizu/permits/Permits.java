package org.machizu.permits;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.machizu.geo.crs.Crs;
import org.machizu.http.Route;
import org.machizu.layers.FeatureStore;
import org.machizu.layers.VisibleLayers;
import org.machizu.permits.checklist.Checklist;
import org.machizu.permits.checklist.ChecklistException;
import org.machizu.permits.checklist.ChecklistReader;

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
      Optional<Crs> zone,
      Executor background,
      Clock clock) {
    Checklist shipped = shipped();
    routes =
        new SiteRoutes(new SiteEnquiry(layers, features, zone, () -> shipped, background, clock))
            .routes();
  }

  public List<Route> routes() {
    return routes;
  }

  /** The checklist that comes with the program. */
  static Checklist shipped() {
    try (InputStream in = ChecklistReader.class.getResourceAsStream("checklist.yaml")) {
      return ChecklistReader.read(
          new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ChecklistException e) {
      throw new IllegalStateException(e.faults().toString(), e);
    }
  }
}
