package org.machizu.gauges;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.machizu.sensors.gauge.Dated;
import org.machizu.sensors.gauge.Gauge;
import org.machizu.sensors.gauge.Kind;
import org.machizu.sensors.gauge.Level;
import org.machizu.sensors.gauge.Level.Severity;
import org.machizu.sensors.gauge.LevelSet;
import org.machizu.sensors.gauge.Reference;
import org.machizu.sensors.gauge.Reporting;

/** Gauges and readings to test with. */
final class TestGauges {
  static final Instant START = Instant.parse("2026-09-01T00:00:00Z");

  private TestGauges() {}

  /** The four legal levels at 1, 2, 3 and 4 m, a message every ten minutes. */
  static Gauge river(String id) {
    return new Gauge(
        id,
        "東和",
        Kind.TELEMETERED,
        "緑川",
        Optional.empty(),
        Reference.ZERO,
        Dated.always(12.3),
        Dated.none(),
        Dated.always(
            new LevelSet(
                List.of(
                    new Level(LevelSet.STANDBY, "水防団待機水位", 1, Severity.STANDBY),
                    new Level(LevelSet.CAUTION, "氾濫注意水位", 2, Severity.CAUTION),
                    new Level(LevelSet.JUDGEMENT, "避難判断水位", 3, Severity.JUDGEMENT),
                    new Level(LevelSet.DANGER, "氾濫危険水位", 4, Severity.DANGER)))),
        OptionalDouble.of(5),
        Reporting.every(Duration.ofMinutes(10)),
        List.of(),
        List.of(),
        Optional.empty());
  }

  /** So many minutes after the start. */
  static Instant at(long minutes) {
    return START.plus(Duration.ofMinutes(minutes));
  }

  static Reading reading(long minutes, double metres) {
    return new Reading(
        at(minutes), metres, metres + " m", at(minutes).plusSeconds(2), "test", null);
  }

  static Reading withoutNumber(long minutes) {
    return new Reading(at(minutes), null, "---", at(minutes).plusSeconds(2), "test", null);
  }
}
