package org.machizu.store.postgis;

import java.time.Clock;
import org.machizu.jobs.JobStore;
import org.machizu.layers.ChangeFeed;
import org.machizu.layers.FeatureStore;
import org.machizu.layers.LayerCatalog;
import org.machizu.layers.RasterStore;
import org.machizu.layers.StoreFixture;

/** A town's database on trial. */
final class PostgisFixture implements StoreFixture {
  private final Address address = Cluster.shared().newDatabase();
  private Clock clock = Clock.systemUTC();
  private TownDatabase town = open();

  TownDatabase town() {
    return town;
  }

  Address address() {
    return address;
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

  JobStore jobs() {
    return town.jobs();
  }

  @Override
  public void reopen() {
    town.close();
    town = open();
  }

  private TownDatabase open() {
    return TownDatabase.open(address, MUNICIPALITY, clock);
  }

  @Override
  public void useClock(Clock other) {
    this.clock = other;
  }

  @Override
  public void close() {
    town.close();
    Cluster.shared().drop(address);
  }
}
