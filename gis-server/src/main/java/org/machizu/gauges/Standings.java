package org.machizu.gauges;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.machizu.sensors.alert.AlertRules;
import org.machizu.sensors.alert.Standing;
import org.machizu.sensors.gauge.Dated;
import org.machizu.sensors.gauge.Gauge;
import org.machizu.sensors.gauge.LevelSet;
import org.machizu.sensors.gauge.Reporting;
import org.machizu.sensors.gauge.Span;
import org.machizu.sensors.payload.Mounting;
import org.machizu.sensors.payload.ToLevel;
import org.machizu.sensors.quality.QualityRules;

/**
 * By what each gauge is judged: its row in the layer, and what the desk entered. The layer is read
 * anew when it has changed; the log of entries when it has another last line, which is looked for
 * after each line that is entered here, and else a few times in a second for those of other servers
 * (which judge anew themselves what their lines count for).
 */
final class Standings {
  private static final long LOOK_AGAIN_NANOS = 200_000_000;

  private final Supplier<GaugeBook> reading;
  private final GaugeEntries entries;

  private volatile @Nullable GaugeBook book;
  private volatile @Nullable Made made;
  private volatile long lookedNanos;
  private final AtomicLong entered = new AtomicLong();
  private final AtomicLong forgotten = new AtomicLong();

  /**
   * What was made of the log up to a line.
   *
   * @param entered how often something had been entered here before it was read
   */
  private record Made(
      GaugeBook book,
      long last,
      long entered,
      Map<String, Ruled> gauges,
      Map<String, List<Ruled>> byDevice) {}

  /**
   * A gauge with everything about it.
   *
   * @param sensors the devices that measure at it, by day; none: what comes are its levels
   * @param senders devices by whose token messages of these may come
   * @param drills in the order in which they were entered
   */
  record Ruled(
      Standing standing, Dated<List<Sensor>> sensors, List<String> senders, List<Drill> drills) {
    static Ruled of(Gauge gauge) {
      return new Ruled(Standing.usual(gauge), Dated.none(), List.of(), List.of());
    }

    String id() {
      return standing.gauge().id();
    }

    /** The drill that is on at a moment; a public one before others. */
    Optional<Drill> drillAt(Instant moment) {
      return drills.stream()
          .filter(drill -> drill.span().covers(moment))
          .min(Comparator.comparing(drill -> !drill.publicly()));
    }

    /**
     * The devices that measure at it at any time, in lower case; one may be called as the gauge.
     */
    Set<String> devices() {
      Set<String> devices = new HashSet<>();
      devices.add(id().toLowerCase(Locale.ROOT));
      sensors.entries().stream()
          .flatMap(entry -> entry.value().stream())
          .forEach(sensor -> devices.add(sensor.device().toLowerCase(Locale.ROOT)));
      return devices;
    }

    /** Whether messages of the gauge may come by the token of a device. */
    boolean takesFrom(String device) {
      return devices().contains(device.toLowerCase(Locale.ROOT))
          || senders.stream().anyMatch(device::equalsIgnoreCase);
    }

    /** How messages of the device are read, as it is set up now; empty: in the usual form. */
    Optional<String> decoding(Optional<String> device) {
      List<Sensor> now =
          sensors.entries().isEmpty() ? List.of() : sensors.entries().getLast().value();
      return now.stream()
          .filter(s ->
              now.size() == 1 || device.isPresent() && s.device().equalsIgnoreCase(device.get()))
          .findFirst()
          .flatMap(sensor -> Optional.ofNullable(sensor.decoding()));
    }

    /** How a device's numbers become levels; of any device when there is but one. */
    ToLevel toLevel(Optional<String> device) {
      if (sensors.entries().isEmpty()) {
        return new ToLevel(Dated.always(Mounting.asSent()));
      }
      Dated<Mounting> mountings = Dated.none();
      for (Dated.Entry<List<Sensor>> entry : sensors.entries()) {
        Optional<Mounting> mounting =
            entry.value().stream()
                .filter(s ->
                    entry.value().size() == 1
                        || device.isPresent() && s.device().equalsIgnoreCase(device.get()))
                .map(Sensor::mounting)
                .findFirst();
        if (mounting.isPresent()) {
          mountings = mountings.with(entry.from(), mounting.get());
        }
      }
      return new ToLevel(mountings);
    }
  }

  Standings(Supplier<GaugeBook> reading, GaugeEntries entries) {
    this.reading = reading;
    this.entries = entries;
  }

  /** The layer has changed. */
  void forget() {
    forgotten.incrementAndGet();
    book = null;
  }

  /** What is wrong with the layer. */
  List<String> faults() {
    return book().faults();
  }

  private GaugeBook book() {
    GaugeBook known = book;
    if (known != null) {
      return known;
    }
    long before = forgotten.get();
    GaugeBook read = reading.get();
    if (forgotten.get() == before) { // else it may be of before the change
      book = read;
    }
    return read;
  }

  /** Somebody has entered something here: it counts from the next question on. */
  void entered() {
    entered.incrementAndGet();
  }

  /** All gauges by number. */
  Map<String, Ruled> all() {
    return made().gauges();
  }

  @SuppressWarnings("ReferenceEquality") // a book is read once for each change
  private Made made() {
    GaugeBook current = book();
    Made known = made;
    long now = System.nanoTime();
    long before = entered.get();
    if (known != null && known.book() == current && known.entered() == before) {
      if (now - lookedNanos < LOOK_AGAIN_NANOS) {
        return known;
      }
      lookedNanos = now;
      if (known.last() == entries.last()) {
        return known;
      }
    }
    Made fresh = make(current, entries.all(), before);
    made = fresh;
    lookedNanos = now;
    return fresh;
  }

  /** The gauge at which a device measures; empty when there is none, or it is at several. */
  Optional<Ruled> ofDevice(String device) {
    List<Ruled> found = made().byDevice().getOrDefault(device.toLowerCase(Locale.ROOT), List.of());
    return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
  }

  Optional<Ruled> find(String gauge) {
    return Optional.ofNullable(all().get(gauge));
  }

  private static Made make(GaugeBook book, List<GaugeEntry> entries, long entered) {
    Map<String, List<GaugeEntry>> byGauge = new HashMap<>();
    long last = 0;
    for (GaugeEntry entry : entries) {
      byGauge.computeIfAbsent(entry.gauge(), _ -> new ArrayList<>()).add(entry);
      last = Math.max(last, entry.number());
    }
    Map<String, Ruled> gauges = new HashMap<>();
    book.gauges()
        .forEach((id, gauge) -> gauges.put(id, ruled(gauge, byGauge.getOrDefault(id, List.of()))));
    Map<String, List<Ruled>> byDevice = new HashMap<>();
    for (Ruled ruled : gauges.values()) {
      for (String device : ruled.devices()) {
        byDevice.computeIfAbsent(device, _ -> new ArrayList<>()).add(ruled);
      }
    }
    return new Made(book, last, entered, Map.copyOf(gauges), Map.copyOf(byDevice));
  }

  /** A gauge by its row and by the lines about it, in the order in which they were written. */
  static Ruled ruled(Gauge row, List<GaugeEntry> lines) {
    Ruled ruled = Ruled.of(row);
    Map<Long, Span> maintenance = new LinkedHashMap<>();
    Map<Long, Span> accepted = new LinkedHashMap<>();
    Map<Long, Drill> drills = new LinkedHashMap<>();
    for (GaugeEntry line : lines) {
      switch (line.what()) {
        case GaugeEntry.SetUp(Instant from, GaugeSettings settings) ->
            ruled = set(ruled, from, settings);
        case GaugeEntry.Maintenance(Instant from, Instant to) ->
            maintenance.put(line.number(), new Span(from, to));
        case GaugeEntry.Accepted(Instant from, Instant to) ->
            accepted.put(line.number(), new Span(from, to));
        case GaugeEntry.Drill(Instant from, Instant to, String name, boolean publicly) ->
            drills.put(
                line.number(), new Drill(new Span(from, to), name == null ? "" : name, publicly));
        case GaugeEntry.Ended(long entry, Instant to) -> {
          List.of(maintenance, accepted)
              .forEach(spans -> spans.computeIfPresent(entry, (_, span) -> ended(span, to)));
          drills.computeIfPresent(entry, (_, drill) -> ended(drill, to));
        }
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
        ruled.sensors(),
        ruled.senders(),
        List.copyOf(drills.values()));
  }

  private static @Nullable Span ended(Span span, Instant to) {
    return to.isAfter(span.from()) ? new Span(span.from(), to) : null;
  }

  private static @Nullable Drill ended(Drill drill, Instant to) {
    Span span = ended(drill.span(), to);
    return span == null ? null : new Drill(span, drill.name(), drill.publicly());
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
        with(before.sensors(), from, set.sensors()),
        set.senders() == null ? before.senders() : set.senders(),
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
