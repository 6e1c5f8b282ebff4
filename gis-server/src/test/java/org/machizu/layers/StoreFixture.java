package org.machizu.layers;

import java.time.Clock;
import java.util.List;
import org.machizu.access.AuditLog;
import org.machizu.audit.AuditRecords;
import org.machizu.retention.PurgeStore;

/** A store on trial: its ports over one empty place that can be closed and opened again. */
public interface StoreFixture extends AutoCloseable {
  String MUNICIPALITY = "01585";

  LayerCatalog catalog();

  FeatureStore features();

  RasterStore rasters();

  ChangeFeed changes();

  PurgeStore retention();

  AuditLog audit();

  /** The audit lines of everything that is done to the store. */
  AuditRecords auditRecords();

  /**
   * Where the bytes of a text lie: names of files, or of tables and indexes. Looks at what is
   * written, not at what a read would find.
   */
  List<String> traces(String text);

  /** Closes everything and opens it again over the same data. */
  void reopen();

  /** The clock that dates the changes from the next opening on; the system's at first. */
  void useClock(Clock clock);

  @Override
  void close();
}
