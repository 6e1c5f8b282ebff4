package org.machizu.gauges;

import java.util.List;
import java.util.Set;

/**
 * News of gauges.
 *
 * @param gauges those that have new readings, or whose readings are seen otherwise
 * @param unnamed whether there may be others, which are not known by name
 * @param alerts what happened to alerts
 */
public record GaugesChanged(Set<String> gauges, boolean unnamed, List<AlertEvent> alerts) {
  public GaugesChanged {
    gauges = Set.copyOf(gauges);
    alerts = List.copyOf(alerts);
  }

  GaugesChanged(Set<String> gauges, List<AlertEvent> alerts) {
    this(gauges, false, alerts);
  }

  /** What another server of the town has taken in. */
  static GaugesChanged elsewhere(boolean readings, List<AlertEvent> alerts) {
    return new GaugesChanged(Set.of(), readings, alerts);
  }
}
