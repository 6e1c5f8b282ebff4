package org.machizu.store.gpkg;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.machizu.layers.ChangeFeed;
import org.machizu.layers.FeatureStore;
import org.machizu.layers.LayerCatalog;
import org.machizu.layers.RasterStore;
import org.machizu.layers.StoreFixture;
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
