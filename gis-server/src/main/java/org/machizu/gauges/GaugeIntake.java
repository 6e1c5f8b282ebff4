package org.machizu.gauges;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.machizu.gauges.GaugeStore.Lot;
import org.machizu.gauges.GaugeStore.Taken;
import org.machizu.sensors.quality.Mark;

/** The way in for readings, however they came: kept, judged and told in one step. */
public final class GaugeIntake {
  /** Clocks of stations go a little fast. */
  private static final Duration AHEAD = Duration.ofMinutes(10);

  /** A station whose battery was empty begins at 1970 or 2000. */
  private static final Duration BEHIND = Duration.ofDays(366);

  private final GaugeStore store;
  private final Standings standings;
  private final GaugeJudge judge;
  private final Clock clock;
  private final Consumer<GaugesChanged> news;

  GaugeIntake(
      GaugeStore store,
      Standings standings,
      GaugeJudge judge,
      Clock clock,
      Consumer<GaugesChanged> news) {
    this.store = store;
    this.standings = standings;
    this.judge = judge;
    this.clock = clock;
    this.news = news;
  }

  /** Readings of a stream of a gauge that is known. */
  public record Arrival(Stream stream, Reading reading) {}

  /**
   * Keeps readings and what is to be seen of their messages; returns after the commit.
   *
   * @param arrivals of gauges that are known, at most {@link GaugeStore#MOST_AT_ONCE}; the same
   *     ones again change nothing
   * @param messages for the log
   * @throws RuntimeException of the store when nothing was kept; the same may be tried again
   */
  public List<Taken> take(List<Arrival> arrivals, List<GaugeStore.Noted> messages) {
    Map<Stream, List<Reading>> byStream = new LinkedHashMap<>();
    for (Arrival arrival : arrivals) {
      byStream
          .computeIfAbsent(arrival.stream(), _ -> new ArrayList<>())
          .add(checked(arrival.reading()));
    }
    List<Lot> lots =
        byStream.entrySet().stream().map(e -> new Lot(e.getKey(), e.getValue())).toList();
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    List<Taken> taken = store.take(lots, messages, judge::readings, now);
    Set<String> gauges = new HashSet<>();
    List<AlertEvent> events = new ArrayList<>();
    for (Taken one : taken) {
      if (!one.added().isEmpty()) {
        gauges.add(one.stream().gauge());
      }
      events.addAll(one.events());
    }
    if (!gauges.isEmpty()) {
      news.accept(new GaugesChanged(gauges, events));
    }
    return taken;
  }

  /** A time that cannot be right when the reading comes takes it out of the order of time. */
  private static Reading checked(Reading reading) {
    Instant time = reading.time().truncatedTo(ChronoUnit.MILLIS);
    boolean wrong =
        time.isAfter(reading.received().plus(AHEAD))
            || time.isBefore(reading.received().minus(BEHIND));
    return new Reading(
        time,
        reading.metres(),
        reading.raw(),
        reading.received(),
        reading.source(),
        wrong ? Mark.CLOCK : null);
  }
}
