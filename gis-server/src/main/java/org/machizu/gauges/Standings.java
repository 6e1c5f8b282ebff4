package org.machizu.gauges;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.machizu.sensors.alert.AlertRules;
import org.machizu.sensors.alert.Standing;
import org.machizu.sensors.gauge.Dated;
import org.machizu.sensors.gauge.Gauge;
import org.machizu.sensors.gauge.LevelSet;
import org.machizu.sensors.gauge.Reporting;
import org.machizu.sensors.gauge.Span;
import org.machizu.sensors.quality.QualityRules;

/**
 * By what each gauge is judged: its row in the layer, and what the desk entered. The layer is read
 * anew when it has changed; the log of entries when it has another last line, on whichever server
 * that was written.
 */
final class Standings {
  private final Supplier<GaugeBook> reading;
  private final GaugeEntries entries;

  private volatile @Nullable GaugeBook book;
  private volatile @Nullable Made made;

  /** What was made of the log up to a line. */
  private record Made(GaugeBook book, long last, Map<String, Ruled> gauges) {}

  /**
   * A gauge with everything about it.
   *
   * @param sensor where a sensor hangs that measures downwards, by day
   * @param offset what is added to each level, by day
   * @param drills when there are drills
   */
  record Ruled(Standing standing, Dated<Double> sensor, Dated<Double> offset, List<Span> drills) {
    static Ruled of(Gauge gauge) {
      return new Ruled(Standing.usual(gauge), Dated.none(), Dated.none(), List.of());
    }
  }

  Standings(Supplier<GaugeBook> reading, GaugeEntries entries) {
    this.reading = reading;
    this.entries = entries;
  }

  /** The layer has changed. */
  void forget() {
    book = null;
  }

  /** What is wrong with the layer. */
  List<String> faults() {
    return book().faults();
  }

  private GaugeBook book() {
    GaugeBook known = book;
    if (known == null) {
      known = reading.get();
      book = known;
    }
    return known;
  }

  /** All gauges by number. */
  @SuppressWarnings("ReferenceEquality") // a book is read once for each change
  Map<String, Ruled> all() {
    GaugeBook current = book();
    long last = entries.last();
    Made known = made;
    if (known == null || known.book() != current || known.last() != last) {
      known = make(current, entries.all());
      made = known;
    }
    return known.gauges();
  }

  Optional<Ruled> find(String gauge) {
    return Optional.ofNullable(all().get(gauge));
  }

  private static Made make(GaugeBook book, List<GaugeEntry> entries) {
    Map<String, List<GaugeEntry>> byGauge = new HashMap<>();
    long last = 0;
    for (GaugeEntry entry : entries) {
      byGauge.computeIfAbsent(entry.gauge(), _ -> new ArrayList<>()).add(entry);
      last = Math.max(last, entry.number());
    }
    Map<String, Ruled> gauges = new HashMap<>();
    book.gauges()
        .forEach((id, gauge) -> gauges.put(id, ruled(gauge, byGauge.getOrDefault(id, List.of()))));
    return new Made(book, last, Map.copyOf(gauges));
  }

  /** A gauge by its row and by the lines about it, in the order in which they were written. */
  static Ruled ruled(Gauge row, List<GaugeEntry> lines) {
    Ruled ruled = Ruled.of(row);
    Map<Long, Span> maintenance = new LinkedHashMap<>();
    Map<Long, Span> accepted = new LinkedHashMap<>();
    Map<Long, Span> drills = new LinkedHashMap<>();
    for (GaugeEntry line : lines) {
      switch (line.what()) {
        case GaugeEntry.SetUp(Instant from, GaugeSettings settings) ->
            ruled = set(ruled, from, settings);
        case GaugeEntry.Maintenance(Instant from, Instant to) ->
            maintenance.put(line.number(), new Span(from, to));
        case GaugeEntry.Accepted(Instant from, Instant to) ->
            accepted.put(line.number(), new Span(from, to));
        case GaugeEntry.Drill(Instant from, Instant to, String _) ->
            drills.put(line.number(), new Span(from, to));
        case GaugeEntry.Ended(long entry, Instant to) ->
            List.of(maintenance, accepted, drills)
                .forEach(spans -> spans.computeIfPresent(entry, (_, span) -> ended(span, to)));
      }
    }
    Standing standing = ruled.standing();
    return new Ruled(
        new Standing(
            standing.gauge(),
            standing.quality(),
            standing.alerts(),
            List.copyOf(maintenance.values()),
            List.copyOf(accepted.values())),
        ruled.sensor(),
        ruled.offset(),
        List.copyOf(drills.values()));
  }

  private static @Nullable Span ended(Span span, Instant to) {
    return to.isAfter(span.from()) ? new Span(span.from(), to) : null;
  }

  private static Ruled set(Ruled before, Instant from, GaugeSettings set) {
    Standing standing = before.standing();
    Gauge gauge = standing.gauge();
    Dated<Double> zero = with(gauge.zero(), from, set.zeroTpM());
    Dated<Double> overflow = with(gauge.overflow(), from, set.overflowM());
    Dated<LevelSet> levels =
        with(gauge.levels(), from, set.levels() == null ? null : new LevelSet(set.levels()));
    Gauge changed =
        new Gauge(
            gauge.id(),
            gauge.name(),
            gauge.kind(),
            gauge.water(),
            set.section() == null ? gauge.section() : Optional.of(set.section()),
            gauge.reference(),
            zero,
            overflow,
            levels,
            set.embankmentM() == null ? gauge.embankment() : OptionalDouble.of(set.embankmentM()),
            reporting(gauge.reporting(), set),
            set.upstream() == null ? gauge.upstream() : set.upstream(),
            set.downstream() == null ? gauge.downstream() : set.downstream(),
            gauge.camera());
    Dated<QualityRules> quality = with(standing.quality(), from, set.quality());
    Dated<AlertRules> alerts = with(standing.alerts(), from, set.alerts());
    return new Ruled(
        new Standing(changed, quality, alerts, List.of(), List.of()),
        with(before.sensor(), from, set.sensorM()),
        with(before.offset(), from, set.offsetM()),
        List.of());
  }

  private static <T> Dated<T> with(Dated<T> before, Instant from, @Nullable T value) {
    return value == null ? before : before.with(from, value);
  }

  private static Reporting reporting(Reporting before, GaugeSettings set) {
    Duration idle =
        set.idleMinutes() == null ? before.idle() : Duration.ofMinutes(set.idleMinutes());
    Duration flood =
        set.floodMinutes() == null ? before.flood() : Duration.ofMinutes(set.floodMinutes());
    OptionalDouble floodFrom =
        set.floodFromM() == null ? before.floodFrom() : OptionalDouble.of(set.floodFromM());
    return new Reporting(idle, flood, floodFrom);
  }
}
