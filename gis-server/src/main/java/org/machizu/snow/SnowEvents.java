package org.machizu.snow;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.machizu.access.Actor;
import org.machizu.snow.SnowEntry.Measured;
import org.machizu.snow.SnowEntry.What;
import org.machizu.snow.SnowEntry.Withdrawn;
import org.machizu.snow.SnowEntry.Words;

/** Snowfalls: entered, amended, ended, measured and taken back; nothing is lost of what stood. */
public final class SnowEvents {
  /** How far ahead one may be announced. */
  private static final Duration AHEAD = Duration.ofDays(7);

  /** Clocks of gauges and of people go a little fast. */
  private static final Duration CLOCKS = Duration.ofMinutes(5);

  private final SnowStore store;
  private final Clock clock;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

  public SnowEvents(SnowStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * What an amendment sets.
   *
   * @param name null to leave it
   * @param begin null to leave it
   * @param setsEnd whether {@code end} is to be set, also to null: still on
   * @param withdrawn whether there was no such snowfall
   */
  public record Amendment(
      @Nullable String name,
      @Nullable Instant begin,
      boolean setsEnd,
      @Nullable Instant end,
      boolean withdrawn,
      String reason) {}

  /** Is told after each change that is made here. */
  void onChange(Runnable listener) {
    listeners.add(listener);
  }

  /** The number of the last line about any of them, whoever wrote it. */
  long last() {
    return store.log().last();
  }

  /** All that were not withdrawn, without readings, the latest first. */
  List<SnowEvent> list() {
    return list(store.log());
  }

  private static List<SnowEvent> list(SnowStore.Log log) {
    Map<Long, SnowEvent> byId = new LinkedHashMap<>();
    for (SnowEntry entry : log.words()) {
      switch (entry.what()) {
        case Words(String name, Instant begin, Instant end) ->
            byId.put(
                entry.event(),
                new SnowEvent(entry.event(), name, begin, end, List.of(), entry.number()));
        case Withdrawn() -> byId.remove(entry.event());
        case Measured _ -> {}
      }
    }
    return byId.values().stream()
        .sorted(Comparator.comparing(SnowEvent::begin).reversed())
        .toList();
  }

  /** One with its readings; empty when there is none, or it was withdrawn. */
  Optional<SnowEvent> find(long id) {
    return find(store.log(), id);
  }

  private static Optional<SnowEvent> find(SnowStore.Log log, long id) {
    return list(log).stream()
        .filter(event -> event.id() == id)
        .map(event -> measured(event, log.measurements(id)))
        .findFirst();
  }

  private static SnowEvent measured(SnowEvent event, List<SnowEntry> entries) {
    record Key(Instant time, String source) {}
    Map<Key, SnowReading> readings = new LinkedHashMap<>();
    long version = event.version();
    for (SnowEntry entry : entries) {
      if (entry.what() instanceof Measured(Instant time, Double cm, String source)) {
        version = Math.max(version, entry.number());
        Key key = new Key(time, source);
        if (cm == null) {
          readings.remove(key);
        } else {
          readings.put(key, new SnowReading(time, cm, source));
        }
      }
    }
    return new SnowEvent(
        event.id(),
        event.name(),
        event.begin(),
        event.end(),
        List.copyOf(readings.values()),
        version);
  }

  /** The one that roads are cleared of at a moment: the latest that had begun by then. */
  Optional<SnowEvent> at(Instant at, SnowRules rules) {
    SnowStore.Log log = store.log();
    return list(log).stream()
        .filter(event -> !event.begin().isAfter(at))
        .findFirst()
        .filter(event -> event.isTold(at, rules))
        .map(event -> measured(event, log.measurements(event.id())));
  }

  /** What was entered about one, the newest first, before a number. */
  List<SnowEntry> history(long id, long before, int limit) {
    return store.history(id, before, limit);
  }

  /**
   * Enters a snowfall.
   *
   * @throws org.machizu.http.ProblemException 400 {@code snow-event-times}, 409 {@code
   *     snow-event-overlaps}
   */
  public SnowEvent begin(Actor actor, String name, Instant begin, @Nullable Instant end) {
    Words words = new Words(name, exact(begin), end == null ? null : exact(end));
    checkTimes(words);
    SnowEntry entry =
        append(log -> {
          long id = log.words().stream().mapToLong(SnowEntry::event).max().orElse(0) + 1;
          checkAlone(log, id, words);
          return entry(id, actor, words, "");
        });
    return find(entry.event()).orElseThrow();
  }

  /**
   * Changes what stands of one.
   *
   * @param expected the version that the caller has seen; null when they do not care
   * @return empty when it is withdrawn by this
   * @throws org.machizu.http.ProblemException also 404; 412 {@code stale-version}
   */
  public Optional<SnowEvent> amend(
      Actor actor, long id, @Nullable Long expected, Amendment amendment) {
    SnowEntry unused =
        append(log -> {
          SnowEvent now = find(log, id).orElseThrow(() -> SnowProblems.noEvent(id).asException());
          if (expected != null && expected != now.version()) {
            throw SnowProblems.stale(id).asException();
          }
          if (amendment.withdrawn()) {
            return entry(id, actor, new Withdrawn(), amendment.reason());
          }
          Instant end = amendment.setsEnd() ? amendment.end() : now.end();
          Words words =
              new Words(
                  amendment.name() == null ? now.name() : amendment.name(),
                  amendment.begin() == null ? now.begin() : exact(amendment.begin()),
                  end == null ? null : exact(end));
          checkTimes(words);
          checkAlone(log, id, words);
          return entry(id, actor, words, amendment.reason());
        });
    return find(id);
  }

  /**
   * Takes a measurement in; one of the same time and source is corrected, or taken away. The same
   * once more changes nothing: gauges repeat themselves.
   *
   * @param cm new snow since the event's beginning; null to take it away
   * @throws org.machizu.http.ProblemException 404; 400 {@code snow-event-times}; 409 {@code
   *     snow-readings-full}
   */
  public SnowEvent reading(
      Actor actor, long id, Instant time, @Nullable Double cm, String source, String reason) {
    Measured measured = new Measured(exact(time), cm, source);
    SnowEvent before = find(id).orElseThrow(() -> SnowProblems.noEvent(id).asException());
    if (before.readings().equals(with(before, measured))) {
      return before;
    }
    SnowEntry unused =
        append(log -> {
          SnowEvent now = find(log, id).orElseThrow(() -> SnowProblems.noEvent(id).asException());
          checkWithin(now, measured.time());
          if (log.measurements(id).size() >= SnowEvent.MOST_READINGS) {
            throw SnowProblems.full(id).asException();
          }
          return entry(id, actor, measured, reason);
        });
    return find(id).orElseThrow();
  }

  private static List<SnowReading> with(SnowEvent event, Measured measured) {
    List<SnowReading> readings = new ArrayList<>(event.readings());
    readings.removeIf(
        one -> one.time().equals(measured.time()) && one.source().equals(measured.source()));
    if (measured.cm() != null) {
      readings.add(new SnowReading(measured.time(), measured.cm(), measured.source()));
    }
    return new SnowEvent(event.id(), event.name(), event.begin(), event.end(), readings, 0)
        .readings();
  }

  private SnowEntry append(SnowStore.Deciding deciding) {
    SnowEntry entry = store.append(deciding);
    listeners.forEach(Runnable::run);
    return entry;
  }

  private SnowEntry entry(long event, Actor actor, What what, String reason) {
    return new SnowEntry(0, event, exact(clock.instant()), actor.name(), what, reason);
  }

  /** As both stores keep it. */
  private static Instant exact(Instant moment) {
    return moment.truncatedTo(ChronoUnit.MILLIS);
  }

  private void checkTimes(Words words) {
    Instant end = words.end();
    if (words.begin().isAfter(clock.instant().plus(AHEAD))) {
      throw SnowProblems.times("it begins at " + words.begin(), "within the next 7 days")
          .asException();
    }
    if (end != null && !end.isAfter(words.begin())) {
      throw SnowProblems.times("it ends at " + end, "an end after its beginning " + words.begin())
          .asException();
    }
    if (end != null && end.isAfter(words.begin().plus(SnowEvent.LONGEST))) {
      throw SnowProblems.times(
              "it ends at " + end, "an end within 30 days after its beginning " + words.begin())
          .asException();
    }
  }

  private static void checkAlone(SnowStore.Log log, long id, Words words) {
    SnowEvent wished = new SnowEvent(id, words.name(), words.begin(), words.end(), List.of(), 0);
    for (SnowEvent other : list(log)) {
      if (other.id() != id && other.overlaps(wished)) {
        throw SnowProblems.overlaps(other).asException();
      }
    }
  }

  private void checkWithin(SnowEvent event, Instant time) {
    if (time.isBefore(event.begin())
        || time.isAfter(event.endAtLatest())
        || time.isAfter(clock.instant().plus(CLOCKS))) {
      throw SnowProblems.times(
              "it was measured at " + time,
              "a time from %s to %s that is not to come"
                  .formatted(event.begin(), event.endAtLatest()))
          .asException();
    }
  }
}
