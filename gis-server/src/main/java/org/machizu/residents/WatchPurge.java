package org.machizu.residents;

import java.util.List;
import java.util.Optional;
import org.machizu.access.Actor;
import org.machizu.access.AdminRight;
import org.machizu.access.Rights;
import org.machizu.access.View;
import org.machizu.config.WatchSettings;
import org.machizu.geo.feature.LayerId;
import org.machizu.geo.feature.Revision;
import org.machizu.layers.CataloguedLayer;
import org.machizu.layers.FeatureStore;
import org.machizu.layers.LayerCatalog;
import org.machizu.retention.Cleared;
import org.machizu.retention.PurgePlace;

/** The watch as a place of households' content: what is kept of one goes when it is purged. */
public final class WatchPurge implements PurgePlace {
  private final WatchStore store;
  private final LayerCatalog catalog;
  private final FeatureStore features;
  private final Rights rights;
  private final WatchSettings settings;

  public WatchPurge(
      WatchStore store,
      LayerCatalog catalog,
      FeatureStore features,
      Rights rights,
      WatchSettings settings) {
    this.store = store;
    this.catalog = catalog;
    this.features = features;
    this.rights = rights;
    this.settings = settings;
  }

  @Override
  public String name() {
    return "watch";
  }

  @Override
  public Cleared purge(LayerId layer, Revision revision) {
    Optional<CataloguedLayer> entry =
        layer.name().equals(settings.households()) ? catalog.find(layer) : Optional.empty();
    Optional<AdminRight> server = rights.administer(Actor.OPERATOR);
    if (entry.isEmpty() || server.isEmpty()) {
      return new Cleared("nothing of this layer", true);
    }
    View all = rights.viewForLog(server.get(), entry.get().layer());
    List<Long> gone =
        store.households().stream().filter(id -> features.wasPurged(all, id)).sorted().toList();
    return gone.isEmpty() ? new Cleared("nothing of them", true) : store.forget(gone);
  }
}
