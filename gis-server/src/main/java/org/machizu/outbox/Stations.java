package org.machizu.outbox;

import java.util.Optional;
import org.machizu.sensors.gauge.Gauge;

/** What is known of gauges at the moment. */
public interface Stations {
  /** Empty when there is no such gauge any more. */
  Optional<Gauge> find(String gauge);

  /** Where it stands; empty when that is not known. */
  Optional<Place> place(String gauge);

  /**
   * A place.
   *
   * @param lon in degrees, JGD2011
   * @param lat in degrees, JGD2011
   */
  record Place(double lon, double lat) {}
}
