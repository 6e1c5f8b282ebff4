package org.machizu.sensors.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.machizu.sensors.alert.Episode.Kind;
import org.machizu.sensors.gauge.Level.Severity;
import org.machizu.sensors.gauge.Span;
import org.machizu.sensors.quality.GateState;

/**
 * A station that has sent nothing for longer than it may. What it may depends on where the water
 * stood: a crisis gauge is silent for a day while nothing happens. Silence neither raises nor
 * clears a level.
 */
public final class Silence {
  private Silence() {}

  /**
   * The silence at a moment. A station that sends what it measured long ago is not silent, so it is
   * counted from when it was heard of last.
   *
   * @param heard when something of it came last, by the clock of {@code now}
   * @return empty while nothing is missed, before the first reading, and during maintenance
   */
  public static Optional<Episode> at(
      Standing standing, JudgeState state, Instant heard, Instant now) {
    Instant latest = state.gate().latest();
    return latest == null
        ? Optional.empty()
        : between(standing, state.gate(), heard.isAfter(latest) ? heard : latest, now, null);
  }

  /** The silence that a reading ended. */
  static Optional<Episode> before(Standing standing, GateState gate, Instant time) {
    return gate.latest() == null
        ? Optional.empty()
        : between(standing, gate, gate.latest(), time, time);
  }

  private static Optional<Episode> between(
      Standing standing, GateState gate, Instant latest, Instant until, @Nullable Instant cleared) {
    if (!standing.alertsAt(latest).tellsBadData()) {
      return Optional.empty();
    }
    Duration allowed =
        standing
            .gauge()
            .reporting()
            .silenceAfter(gate.last() == null ? Double.MAX_VALUE : gate.last().metres());
    Instant first = latest.plus(allowed);
    if (!until.isAfter(first) || Span.anyCovers(standing.maintenance(), first)) {
      return Optional.empty();
    }
    return Optional.of(
        new Episode(
            Kind.NO_DATA,
            null,
            Severity.NOTICE,
            null,
            first,
            first,
            first,
            cleared,
            null,
            null,
            null));
  }
}
