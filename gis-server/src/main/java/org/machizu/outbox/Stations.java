package org.machizu.outbox;

import java.time.Instant;
import java.util.Optional;
import org.machizu.gauges.Drill;
import org.machizu.sensors.gauge.Gauge;

/** What is known of gauges at the moment. */
public interface Stations {
  /** Empty when there is no such gauge any more. */
  Optional<Gauge> find(String gauge);

  /** Where it stands; empty when that is not known. */
  Optional<Place> place(String gauge);

  /** The drill that the public may be told of, where one is on at a moment. */
  Optional<Drill> publicDrill(String gauge, Instant at);

  /**
   * A place.
   *
   * @param lon in degrees, JGD2011
   * @param lat in degrees, JGD2011
   */
  record Place(double lon, double lat) {}
}
