package org.machizu.sensors.alert;

import java.time.Instant;
import java.util.List;
import org.machizu.sensors.gauge.Dated;
import org.machizu.sensors.gauge.Gauge;
import org.machizu.sensors.gauge.Span;
import org.machizu.sensors.quality.Gate;
import org.machizu.sensors.quality.QualityRules;

/**
 * Everything about one gauge that its readings are judged by. What is changed counts from its day
 * on, by sensor time, so that a reading that comes late is judged as it would have been in time.
 *
 * @param quality what can be believed; before the first, the usual of the gauge
 * @param alerts when levels count as reached; before the first, the usual
 * @param maintenance when somebody worked at the station
 * @param accepted for which times a person said that the readings are right
 */
public record Standing(
    Gauge gauge,
    Dated<QualityRules> quality,
    Dated<AlertRules> alerts,
    List<Span> maintenance,
    List<Span> accepted) {

  public Standing {
    maintenance = List.copyOf(maintenance);
    accepted = List.copyOf(accepted);
  }

  /** A gauge with the usual rules. */
  public static Standing usual(Gauge gauge) {
    return new Standing(gauge, Dated.none(), Dated.none(), List.of(), List.of());
  }

  Gate gateAt(Instant moment) {
    QualityRules rules = quality.at(moment).orElseGet(() -> QualityRules.usual(gauge, moment));
    return new Gate(rules, maintenance, accepted);
  }

  AlertRules alertsAt(Instant moment) {
    return alerts.at(moment).orElse(AlertRules.USUAL);
  }
}
