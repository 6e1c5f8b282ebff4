package org.machizu.snow;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A snowfall as it was known by a moment: how much has come down since another. */
final class Snowfall {
  private final SnowEvent event;
  private final Instant at;
  private final SnowRules rules;
  private final List<List<Fallen>> bySource = new ArrayList<>();
  private final Instant snowedOverUntil;
  private Instant measuredUntil;

  /**
   * @param cm fallen in all since the beginning
   */
  private record Fallen(Instant time, double cm) {}

  Snowfall(SnowEvent event, Instant at, SnowRules rules) {
    this.event = event;
    this.at = at;
    this.rules = rules;
    this.measuredUntil = event.begin();
    Map<String, List<SnowReading>> readings = new LinkedHashMap<>();
    for (SnowReading reading : event.readings()) {
      boolean counts = reading.time().isAfter(event.begin()) && !reading.time().isAfter(at);
      if (counts) {
        readings.computeIfAbsent(reading.source(), _ -> new ArrayList<>()).add(reading);
        measuredUntil = reading.time();
      }
    }
    readings.values().forEach(of -> bySource.add(fallen(of)));
    this.snowedOverUntil = lastSnowedOver();
  }

  /** Snow that settles is no snow that has gone: only what is added counts. */
  private List<Fallen> fallen(List<SnowReading> readings) {
    List<Fallen> all = new ArrayList<>(List.of(new Fallen(event.begin(), 0)));
    double lies = 0;
    double sum = 0;
    for (SnowReading reading : readings) {
      sum += Math.max(0, reading.cm() - lies);
      lies = reading.cm();
      all.add(new Fallen(reading.time(), sum));
    }
    return all;
  }

  SnowEvent event() {
    return event;
  }

  Instant at() {
    return at;
  }

  /** Measured since then, cm; by the source that tells most. Even between two measurements. */
  double newSnowCm(Instant since) {
    double most = 0;
    for (List<Fallen> source : bySource) {
      most = Math.max(most, source.getLast().cm() - fallenBy(since, source));
    }
    return most;
  }

  private static double fallenBy(Instant moment, List<Fallen> source) {
    for (int i = source.size() - 1; i >= 0; i--) {
      Fallen from = source.get(i);
      if (!from.time().isAfter(moment)) {
        if (i + 1 == source.size()) {
          return from.cm();
        }
        Fallen to = source.get(i + 1);
        double share =
            (double) Duration.between(from.time(), moment).toMillis()
                / Duration.between(from.time(), to.time()).toMillis();
        return from.cm() + share * (to.cm() - from.cm());
      }
    }
    return 0;
  }

  /** How long it has snowed since then without anybody measuring. */
  Duration unmeasured(Instant since) {
    Instant from = since.isAfter(measuredUntil) ? since : measuredUntil;
    Instant until = at.isBefore(event.endAtLatest()) ? at : event.endAtLatest();
    return until.isAfter(from) ? Duration.between(from, until) : Duration.ZERO;
  }

  /** Whether what was cleared then has to be done again. The later it was, the less. */
  boolean isSnowedOver(Instant cleared) {
    return !cleared.isAfter(snowedOverUntil);
  }

  private boolean hasToBeDoneAgain(Instant cleared) {
    return newSnowCm(cleared) >= rules.againAfterCm()
        || unmeasured(cleared).compareTo(rules.againAfter()) >= 0;
  }

  /**
   * The last moment of which {@link #hasToBeDoneAgain} is true, by halving; asked once, because
   * there may be a hundred thousand roads and thousands of readings.
   */
  private Instant lastSnowedOver() {
    long over = event.begin().toEpochMilli() - 1;
    long fresh = at.toEpochMilli() + 1;
    while (fresh - over > 1) {
      long middle = over + (fresh - over) / 2;
      if (hasToBeDoneAgain(Instant.ofEpochMilli(middle))) {
        over = middle;
      } else {
        fresh = middle;
      }
    }
    return Instant.ofEpochMilli(over);
  }
}
