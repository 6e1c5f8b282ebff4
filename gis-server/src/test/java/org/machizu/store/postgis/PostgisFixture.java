package org.machizu.store.postgis;

import java.time.Clock;
import java.util.List;
import org.machizu.access.AuditLog;
import org.machizu.audit.AuditRecords;
import org.machizu.jobs.JobStore;
import org.machizu.layers.ChangeFeed;
import org.machizu.layers.FeatureStore;
import org.machizu.layers.LayerCatalog;
import org.machizu.layers.RasterStore;
import org.machizu.layers.StoreFixture;
import org.machizu.retention.PurgeStore;

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
    return Traces.in(address, text);
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
