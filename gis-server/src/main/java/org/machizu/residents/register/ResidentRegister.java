package org.machizu.residents.register;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.machizu.access.AuditLog;
import org.machizu.access.Rights;
import org.machizu.config.WatchSettings;
import org.machizu.http.Route;
import org.machizu.ingest.format.Formats;
import org.machizu.jobs.JobFiles;
import org.machizu.jobs.Jobs;
import org.machizu.jobs.WorkKind;
import org.machizu.layers.FeatureStore;
import org.machizu.layers.LayerCatalog;
import org.machizu.layers.VisibleLayers;
import org.machizu.retention.PurgePlace;
import org.machizu.search.text.AddressParser;

/** The parts of the register's extract, put together. */
public final class ResidentRegister {
  private final RegisterLayers register;
  private final RegisterStore store;
  private final FeatureStore features;
  private final LayerCatalog catalog;
  private final InstantSource clock;
  private final PurgePlace purge;

  public ResidentRegister(
      VisibleLayers layers,
      LayerCatalog catalog,
      FeatureStore features,
      Rights rights,
      RegisterStore store,
      WatchSettings settings,
      InstantSource clock) {
    this.register = new RegisterLayers(layers, features, rights, settings);
    this.store = store;
    this.features = features;
    this.catalog = catalog;
    this.clock = clock;
    this.purge = new RegisterPurge(store, settings);
  }

  /** What drafts hold of persons goes with them. */
  public PurgePlace purge() {
    return purge;
  }

  /** What jobs of it do, by their kind. */
  public Map<String, WorkKind> works(Formats formats, AddressParser addresses, JobFiles files) {
    return Map.of(
        CompareWork.KIND,
        new CompareWork(register, store, formats, addresses, files, clock),
        ApplyWork.KIND,
        new ApplyWork(register, store, features, catalog, clock));
  }

  /**
   * @param maxUploadBytes bytes of one extract
   */
  public List<Route> routes(AuditLog audit, Jobs jobs, JobFiles files, long maxUploadBytes) {
    return new RegisterRoutes(register, store, audit, jobs, files, maxUploadBytes, clock).routes();
  }
}
