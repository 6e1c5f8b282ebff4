package org.machizu.sensors.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.machizu.sensors.alert.Episode.Kind;
import org.machizu.sensors.alert.Episode.ReachSeconds;
import org.machizu.sensors.gauge.Level;
import org.machizu.sensors.gauge.Level.Severity;
import org.machizu.sensors.gauge.LevelSet;
import org.machizu.sensors.quality.GateState.Point;

/**
 * "Reaches 避難判断水位 in about 25 minutes": the next level at which people act, when the trend of the
 * last hours surely rises and would lead there soon. It ends when the level is reached, when the
 * water stops rising, or when it would take twice the time within which it is warned of.
 */
final class Forecasts {
  /** Older readings say nothing of how the water rises now. */
  private static final Duration WINDOW = Duration.ofHours(3);

  /** At a crest more of them would look upwards for too long. */
  private static final int MOST = 7;

  private Forecasts() {}

  /** The readings that the trend at the last of them is made of. */
  static List<Point> window(List<Point> recent) {
    if (recent.isEmpty()) {
      return recent;
    }
    Instant from = recent.getLast().time().minus(WINDOW);
    return recent.subList(Math.max(0, recent.size() - MOST), recent.size()).stream()
        .filter(p -> !p.time().isBefore(from))
        .toList();
  }

  /** What goes on after a believed reading, and what it ended. */
  static List<Episode> after(
      AlertRules rules, LevelSet levels, List<Point> recent, List<Episode> open, Point point) {
    Optional<Trend> trend = Trend.ofRecent(recent);
    Optional<Level> goal =
        rules.forecastWithin().isZero()
            ? Optional.empty()
            : levels.levels().stream()
                .filter(level -> level.metres() > point.metres())
                .filter(level -> !Levels.isOpen(open, level.code()))
                .filter(level -> level.severity().compareTo(Severity.CAUTION) >= 0)
                .findFirst();
    Optional<Trend.Reach> reach =
        goal.flatMap(g -> trend.flatMap(t -> t.reach(g.metres() - point.metres())));
    List<Episode> next = new ArrayList<>();
    boolean warned = false;
    for (Episode episode : open) {
      if (episode.kind() != Kind.FORECAST) {
        next.add(episode);
      } else if (goal.isPresent() && goal.get().code().equals(episode.level())) {
        warned = true;
        next.add(going(episode, rules, trend, goal.get(), reach, point));
      } else {
        next.add(episode.closed(point.time()));
      }
    }
    if (!warned && reach.isPresent() && isWithin(reach.get(), rules.forecastWithin())) {
      next.add(raised(goal.get(), reach.get(), point));
    }
    return next;
  }

  private static boolean isWithin(Trend.Reach reach, Duration time) {
    return reach.about().compareTo(time) <= 0;
  }

  private static Episode going(
      Episode episode,
      AlertRules rules,
      Optional<Trend> trend,
      Level goal,
      Optional<Trend.Reach> reach,
      Point point) {
    boolean rises = trend.isPresent() && trend.get().metresPerHour() > 0;
    double hours =
        rises ? (goal.metres() - point.metres()) / trend.get().metresPerHour() : Double.MAX_VALUE;
    double most = 2 * rules.forecastWithin().toSeconds() / 3600.0;
    if (hours > most) {
      return episode.closed(point.time());
    }
    ReachSeconds told = reach.map(ReachSeconds::of).orElse(episode.reach());
    Episode going = episode.going(point.time(), point.metres());
    return new Episode(
        Kind.FORECAST,
        going.level(),
        going.severity(),
        goal.metres(),
        going.first(),
        going.raised(),
        going.last(),
        null,
        going.peakM(),
        going.peakAt(),
        told);
  }

  private static Episode raised(Level goal, Trend.Reach reach, Point point) {
    return new Episode(
        Kind.FORECAST,
        goal.code(),
        goal.severity(),
        goal.metres(),
        point.time(),
        point.time(),
        point.time(),
        null,
        point.metres(),
        point.time(),
        ReachSeconds.of(reach));
  }
}
