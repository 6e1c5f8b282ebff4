package org.machizu.store.gpkg;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.machizu.access.AuditLog;
import org.machizu.audit.AuditRecords;
import org.machizu.layers.ChangeFeed;
import org.machizu.layers.FeatureStore;
import org.machizu.layers.LayerCatalog;
import org.machizu.layers.RasterStore;
import org.machizu.layers.StoreFixture;
import org.machizu.retention.PurgeStore;
import org.machizu.store.features.SqlFeatureStore;

/** A town's folder on trial. */
final class GpkgFixture implements StoreFixture {
  private final Path folder;
  private Clock clock = Clock.systemUTC();
  private Duration readAtMost = SqlFeatureStore.SCAN_ALLOWED;
  private TownFolder town;

  GpkgFixture(Path folder) {
    this.folder = folder;
    this.town = open();
  }

  TownFolder town() {
    return town;
  }

  Path townFile() {
    return folder.resolve("town.gpkg");
  }

  @Override
  public LayerCatalog catalog() {
    return town.catalog();
  }

  @Override
  public FeatureStore features() {
    return town.features();
  }

  @Override
  public RasterStore rasters() {
    return town.rasters();
  }

  @Override
  public ChangeFeed changes() {
    return town.changes();
  }

  @Override
  public PurgeStore retention() {
    return town.retention();
  }

  @Override
  public AuditLog audit() {
    return town.audit();
  }

  @Override
  public AuditRecords auditRecords() {
    return town.auditRecords();
  }

  @Override
  public List<String> traces(String text) {
    return Traces.in(folder, text);
  }

  @Override
  public void reopen() {
    town.close();
    town = open();
  }

  private TownFolder open() {
    return TownFolder.open(folder, MUNICIPALITY, clock, readAtMost);
  }

  /** No read takes longer than this, from the next opening on. */
  void readAtMost(Duration time) {
    readAtMost = time;
  }

  @Override
  public void useClock(Clock other) {
    this.clock = other;
  }

  @Override
  public void close() {
    town.close();
  }
}
