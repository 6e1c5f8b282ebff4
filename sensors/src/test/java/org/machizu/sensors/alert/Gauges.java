package org.machizu.sensors.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.machizu.sensors.gauge.Dated;
import org.machizu.sensors.gauge.Gauge;
import org.machizu.sensors.gauge.Kind;
import org.machizu.sensors.gauge.Level;
import org.machizu.sensors.gauge.Level.Severity;
import org.machizu.sensors.gauge.LevelSet;
import org.machizu.sensors.gauge.Observation;
import org.machizu.sensors.gauge.Reference;
import org.machizu.sensors.gauge.Reporting;

/** Gauges and readings to test with. */
final class Gauges {
  static final Instant START = Instant.parse("2026-09-01T00:00:00Z");

  /** The four legal levels at 1, 2, 3 and 4 m. */
  static final LevelSet FOUR =
      new LevelSet(
          List.of(
              new Level(LevelSet.STANDBY, "水防団待機水位", 1, Severity.STANDBY),
              new Level(LevelSet.CAUTION, "氾濫注意水位", 2, Severity.CAUTION),
              new Level(LevelSet.JUDGEMENT, "避難判断水位", 3, Severity.JUDGEMENT),
              new Level(LevelSet.DANGER, "氾濫危険水位", 4, Severity.DANGER)));

  private Gauges() {}

  static Gauge river(Dated<LevelSet> levels) {
    return new Gauge(
        "G01",
        "東和",
        Kind.TELEMETERED,
        "緑川",
        Optional.empty(),
        Reference.ZERO,
        Dated.always(12.3),
        Dated.none(),
        levels,
        OptionalDouble.of(5),
        Reporting.every(Duration.ofMinutes(10)),
        List.of(),
        List.of(),
        Optional.empty());
  }

  static Gauge river() {
    return river(Dated.always(FOUR));
  }

  static Standing ruled(Gauge gauge, AlertRules rules) {
    return new Standing(gauge, Dated.none(), Dated.always(rules), List.of(), List.of());
  }

  /** So many minutes after the start. */
  static Instant at(long minutes) {
    return START.plus(Duration.ofMinutes(minutes));
  }

  /** Readings ten minutes apart from the start on; NaN is one without a number. */
  static List<Observation> everyTenMinutes(double... metres) {
    List<Observation> observations = new ArrayList<>();
    for (int i = 0; i < metres.length; i++) {
      observations.add(
          Double.isNaN(metres[i])
              ? Observation.withoutNumber(at(10L * i))
              : Observation.of(at(10L * i), metres[i]));
    }
    return observations;
  }
}
