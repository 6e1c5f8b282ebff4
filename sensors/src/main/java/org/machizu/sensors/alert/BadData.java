package org.machizu.sensors.alert;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.machizu.sensors.alert.Episode.Kind;
import org.machizu.sensors.alert.JudgeState.BadRun;
import org.machizu.sensors.gauge.Level;
import org.machizu.sensors.gauge.Level.Severity;
import org.machizu.sensors.gauge.LevelSet;
import org.machizu.sensors.gauge.Observation;
import org.machizu.sensors.quality.GateState.Point;

/**
 * Readings that cannot be believed are told to the staff, who can find out what nobody here can: a
 * few in a row, or at once when the water would have jumped to a level at which people must act.
 */
record BadData(AlertRules rules, LevelSet levels) {

  /** So many believed readings in a row, and the data are good again. */
  private static final int GOOD_AGAIN = 2;

  /** What goes on after a bad reading. */
  List<Episode> after(List<Episode> open, BadRun run, Observation observation, boolean jumpedUp) {
    Optional<Level> level =
        observation.metres().isPresent()
            ? levels.reachedBy(observation.metres().getAsDouble())
            : Optional.empty();
    List<Episode> next = new ArrayList<>();
    boolean told = false;
    for (Episode episode : open) {
      boolean one = episode.kind() == Kind.BAD_DATA;
      told |= one;
      next.add(one ? worse(episode, observation, level) : episode);
    }
    boolean grave =
        jumpedUp && level.filter(l -> l.severity().compareTo(Severity.CAUTION) >= 0).isPresent();
    if (!told && rules.tellsBadData() && (grave || run.count() >= rules.badCount())) {
      Instant time = observation.time();
      Instant first = run.first() == null ? time : run.first();
      next.add(
          episode(
              new Episode(
                  Kind.BAD_DATA,
                  null,
                  Severity.NOTICE,
                  null,
                  first,
                  time,
                  time,
                  null,
                  null,
                  null,
                  null),
              observation,
              level));
    }
    return next;
  }

  /** What goes on, and what ended, after a believed reading: the last of {@code recent}. */
  static List<Episode> believed(List<Episode> open, List<Point> recent) {
    List<Episode> next = new ArrayList<>();
    for (Episode episode : open) {
      long since = recent.stream().filter(p -> p.time().isAfter(episode.last())).count();
      boolean over = episode.kind() == Kind.BAD_DATA && episode.isOpen() && since >= GOOD_AGAIN;
      next.add(over ? episode.closed(recent.getLast().time()) : episode);
    }
    return next;
  }

  private static Episode worse(Episode episode, Observation observation, Optional<Level> level) {
    Double peak = episode.peakM();
    boolean higher =
        observation.metres().isPresent()
            && (peak == null || observation.metres().getAsDouble() > peak);
    return higher
        ? episode(episode, observation, level)
        : with(
            episode,
            episode.level(),
            episode.severity(),
            episode.thresholdM(),
            observation.time(),
            episode.peakM(),
            episode.peakAt());
  }

  private static Episode episode(Episode episode, Observation observation, Optional<Level> level) {
    boolean number = observation.metres().isPresent();
    return with(
        episode,
        level.map(Level::code).orElse(null),
        level.map(Level::severity).orElse(Severity.NOTICE),
        level.map(Level::metres).orElse(null),
        observation.time(),
        number ? (Double) observation.metres().getAsDouble() : null,
        number ? observation.time() : null);
  }

  private static Episode with(
      Episode episode,
      @Nullable String level,
      Severity severity,
      @Nullable Double thresholdM,
      Instant last,
      @Nullable Double peakM,
      @Nullable Instant peakAt) {
    return new Episode(
        Kind.BAD_DATA,
        level,
        severity,
        thresholdM,
        episode.first(),
        episode.raised(),
        last,
        null,
        peakM,
        peakAt,
        null);
  }
}
