package org.machizu.gauges;

import java.util.List;
import java.util.Set;

/**
 * News of gauges.
 *
 * @param gauges those that have new readings, or whose readings are seen otherwise
 * @param alerts what happened to alerts
 */
public record GaugesChanged(Set<String> gauges, List<AlertEvent> alerts) {
  public GaugesChanged {
    gauges = Set.copyOf(gauges);
    alerts = List.copyOf(alerts);
  }
}
