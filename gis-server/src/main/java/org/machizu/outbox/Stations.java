package org.machizu.outbox;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.machizu.sensors.gauge.Gauge;

/** What is known of gauges at the moment. */
public interface Stations {
  /**
   * A gauge and where it stands.
   *
   * @param lon in degrees, JGD2011; null when its place is not known
   * @param lat in degrees, JGD2011; null when its place is not known
   */
  record Station(Gauge gauge, @Nullable Double lon, @Nullable Double lat) {}

  /** Empty when there is no such gauge any more. */
  Optional<Station> find(String gauge);
}
