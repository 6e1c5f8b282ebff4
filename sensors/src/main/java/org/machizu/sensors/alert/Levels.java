package org.machizu.sensors.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.machizu.sensors.alert.Episode.Kind;
import org.machizu.sensors.alert.JudgeState.Run;
import org.machizu.sensors.gauge.Level;
import org.machizu.sensors.gauge.LevelSet;
import org.machizu.sensors.quality.GateState.Point;

/**
 * Which levels are reached after a believed reading.
 *
 * @param levels those that count at its moment
 * @param interval between two messages in a flood
 * @param recent the believed readings up to it, which is the last
 */
record Levels(AlertRules rules, LevelSet levels, Duration interval, List<Point> recent) {

  /** Since when the believed readings have been at or above each level, this one included. */
  static List<Run> runs(LevelSet levels, List<Run> before, Point point) {
    List<Run> runs = new ArrayList<>();
    for (Level level : levels.levels()) {
      if (point.metres() >= level.metres()) {
        runs.add(new Run(level.code(), since(before, level.code(), point.time())));
      }
    }
    return runs;
  }

  private static Instant since(List<Run> runs, String level, Instant otherwise) {
    return runs.stream()
        .filter(run -> run.level().equals(level))
        .map(Run::since)
        .findFirst()
        .orElse(otherwise);
  }

  /** What goes on after the reading, and what it ended. */
  List<Episode> after(List<Run> runsBefore, List<Episode> open, Point point) {
    List<Episode> next = new ArrayList<>();
    for (Episode episode : open) {
      next.add(episode.kind() == Kind.LEVEL ? going(episode, point) : episode);
    }
    for (Level level : levels.levels()) {
      if (point.metres() >= level.metres() && !isOpen(open, level.code())) {
        raised(level, runsBefore, open, point).ifPresent(next::add);
      }
    }
    return next;
  }

  /** Whether a level counts as reached. */
  static boolean isOpen(List<Episode> open, String level) {
    return open.stream().anyMatch(e -> e.kind() == Kind.LEVEL && level.equals(e.level()));
  }

  /** An episode with one more reading; it ends when the level is left, or is no level any more. */
  private Episode going(Episode episode, Point point) {
    Optional<Level> level =
        episode.level() == null ? Optional.empty() : levels.find(episode.level());
    if (level.isEmpty()) {
      return episode.closed(point.time());
    }
    double metres = level.get().metres();
    if (point.metres() >= metres) {
      return episode.going(point.time(), point.metres());
    }
    return isLeft(metres - rules.hysteresisM(), episode.last(), point)
        ? episode.closed(point.time())
        : episode;
  }

  /**
   * Whether the water has been below a height for long enough since a moment: so many readings in a
   * row, or for as long as so many take. A crisis gauge falls asleep before it has sent them.
   */
  private boolean isLeft(double fall, Instant reached, Point point) {
    int below = 0;
    Instant since = Instant.MAX;
    for (Point p : recent.reversed()) {
      if (p.metres() >= fall || !p.time().isAfter(reached)) {
        since = p.time();
        break;
      }
      below++;
    }
    Duration enough = interval.multipliedBy(rules.clearCount());
    return below >= rules.clearCount()
        || below > 0
            && since.isBefore(point.time())
            && Duration.between(since, point.time()).compareTo(enough) >= 0;
  }

  private Optional<Episode> raised(
      Level level, List<Run> runsBefore, List<Episode> open, Point point) {
    Instant since = since(runsBefore, level.code(), point.time());
    List<Point> window =
        recent.subList(Math.max(0, recent.size() - rules.raiseOf()), recent.size());
    List<Point> above = window.stream().filter(p -> p.metres() >= level.metres()).toList();
    boolean enough =
        rules.raiseFor().isZero()
            ? above.size() >= rules.raiseCount()
            : since.isBefore(point.time())
                && Duration.between(since, point.time()).compareTo(rules.raiseFor()) >= 0;
    boolean risesAlready =
        rules.higherAtOnce()
            && open.stream()
                .filter(e -> e.kind() == Kind.LEVEL && e.level() != null)
                .flatMap(e -> levels.find(e.level()).stream())
                .anyMatch(lower -> lower.metres() < level.metres());
    if (!enough && !risesAlready) {
      return Optional.empty();
    }
    Instant first = rules.raiseFor().isZero() ? above.getFirst().time() : since;
    Point peak = point;
    for (Point p : above) {
      peak = p.metres() > peak.metres() ? p : peak;
    }
    return Optional.of(
        new Episode(
            Kind.LEVEL,
            level.code(),
            level.severity(),
            level.metres(),
            first,
            point.time(),
            point.time(),
            null,
            peak.metres(),
            peak.time(),
            null));
  }
}
