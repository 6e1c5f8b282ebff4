package org.machizu.gauges;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.machizu.access.Actor;
import org.machizu.gauges.GaugeEntry.What;
import org.machizu.sensors.gauge.Span;

/**
 * What people enter about gauges: how they are set up, maintenance, drills, and that readings are
 * right. It counts from its own time on; what that changes in alerts is worked out at once.
 */
final class GaugeDesk {
  /** Nobody works at a station for longer without saying so again. */
  static final Duration LONGEST = Duration.ofDays(31);

  private final Gauges.Stores stores;
  private final Standings standings;
  private final GaugeJudge judge;
  private final Clock clock;
  private final Consumer<GaugesChanged> news;

  GaugeDesk(
      Gauges.Stores stores,
      Standings standings,
      GaugeJudge judge,
      Clock clock,
      Consumer<GaugesChanged> news) {
    this.stores = stores;
    this.standings = standings;
    this.judge = judge;
    this.clock = clock;
    this.news = news;
  }

  /** All lines about a gauge, the newest first. */
  List<GaugeEntry> entries(String gauge) {
    return stores.entries().all().stream()
        .filter(entry -> entry.gauge().equals(gauge))
        .toList()
        .reversed();
  }

  /**
   * Writes a line, and judges anew what it counts for.
   *
   * @throws org.machizu.http.ProblemException 400 {@code gauge-times}, {@code gauge-settings}; 404
   *     when the line that is to be ended is none
   */
  GaugeEntry enter(Actor actor, String gauge, What what, String reason) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    GaugeEntry entry =
        stores
            .entries()
            .append(
                gauge,
                lines -> {
                  check(gauge, what, lines);
                  return new GaugeEntry(0, gauge, now, actor.name(), what, reason);
                });
    standings.entered();
    judgeSince(gauge, from(entry, stores.entries().all()), now);
    return entry;
  }

  private void check(String gauge, What what, List<GaugeEntry> lines) {
    switch (what) {
      case GaugeEntry.SetUp setUp -> checkSettings(gauge, setUp, lines);
      case GaugeEntry.Maintenance(Instant from, Instant to) -> checkTimes(from, to);
      case GaugeEntry.Accepted(Instant from, Instant to) -> checkTimes(from, to);
      case GaugeEntry.Drill(Instant from, Instant to, String _, boolean _) -> checkTimes(from, to);
      case GaugeEntry.Ended(long number, Instant to) -> {
        Span span = span(number, lines);
        if (to.isBefore(span.from())) {
          throw GaugeProblems.times("it ends at " + to, "not before it began, " + span.from())
              .asException();
        }
        if (!to.equals(span.from())) {
          checkTimes(span.from(), to);
        }
      }
    }
  }

  private static Span span(long number, List<GaugeEntry> lines) {
    return lines.stream()
        .filter(line -> line.number() == number)
        .map(GaugeEntry::what)
        .<Span>mapMulti((what, found) -> {
          switch (what) {
            case GaugeEntry.Maintenance(Instant from, Instant to) ->
                found.accept(new Span(from, to));
            case GaugeEntry.Accepted(Instant from, Instant to) -> found.accept(new Span(from, to));
            case GaugeEntry.Drill(Instant from, Instant to, String _, boolean _) ->
                found.accept(new Span(from, to));
            default -> {}
          }
        })
        .findFirst()
        .orElseThrow(() -> GaugeProblems.noEntry(number).asException());
  }

  private static void checkTimes(Instant from, Instant to) {
    if (!to.isAfter(from)) {
      throw GaugeProblems.times("it ends at " + to, "after it begins, " + from).asException();
    }
    if (Duration.between(from, to).compareTo(LONGEST) > 0) {
      throw GaugeProblems.times(
              "it lasts from %s to %s".formatted(from, to),
              "at most %d days; enter another one then".formatted(LONGEST.toDays()))
          .asException();
    }
  }

  /** Whether the gauge can be set up so. */
  private void checkSettings(String gauge, GaugeEntry.SetUp setUp, List<GaugeEntry> lines) {
    try {
      List<GaugeEntry> with = new java.util.ArrayList<>(lines);
      with.add(new GaugeEntry(Long.MAX_VALUE, gauge, setUp.from(), "", setUp, ""));
      Standings.Ruled unused =
          Standings.ruled(standings.find(gauge).orElseThrow().standing().gauge(), with);
    } catch (IllegalArgumentException e) {
      throw GaugeProblems.settings(gauge, String.valueOf(e.getMessage())).asException();
    }
  }

  /** From which moment on a line counts. */
  private static Instant from(GaugeEntry entry, List<GaugeEntry> all) {
    return switch (entry.what()) {
      case GaugeEntry.SetUp(Instant from, GaugeSettings _) -> from;
      case GaugeEntry.Maintenance(Instant from, Instant _) -> from;
      case GaugeEntry.Accepted(Instant from, Instant _) -> from;
      case GaugeEntry.Drill(Instant from, Instant _, String _, boolean _) -> from;
      case GaugeEntry.Ended(long number, Instant _) -> span(number, all).from();
    };
  }

  private void judgeSince(String gauge, Instant from, Instant now) {
    Stream stream = new Stream(gauge, false);
    if (stores.readings().streams().contains(stream)) {
      List<AlertEvent> events = stores.readings().judge(stream, judge.since(from), now);
      news.accept(new GaugesChanged(Set.of(gauge), events));
    }
  }
}
