package org.machizu.layers;

import java.time.Clock;

/** A store on trial: its ports over one empty place that can be closed and opened again. */
public interface StoreFixture extends AutoCloseable {
  String MUNICIPALITY = "01585";

  LayerCatalog catalog();

  FeatureStore features();

  RasterStore rasters();

  ChangeFeed changes();

  /** Closes everything and opens it again over the same data. */
  void reopen();

  /** The clock that dates the changes from the next opening on; the system's at first. */
  void useClock(Clock clock);

  @Override
  void close();
}
