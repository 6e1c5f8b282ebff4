package org.machizu.sensors.gauge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The named levels of a station, from the lowest to the highest. Rivers of the prefecture have up
 * to four legal ones (水防法), and any of them may be missing; crisis gauges have two; ponds have what
 * the town gave them.
 *
 * @param levels by height; of equal heights the graver one later
 */
public record LevelSet(List<Level> levels) {
  public static final String STANDBY = "standby";
  public static final String CAUTION = "caution";
  public static final String JUDGEMENT = "judgement";
  public static final String DANGER = "danger";

  /** 観測開始水位: from here on a crisis gauge reports every few minutes. */
  public static final String WATCH_FROM = "watch-from";

  /** 氾濫開始水位. */
  public static final String OVERFLOW = "overflow";

  public static final LevelSet NONE = new LevelSet(List.of());

  private static final int MOST = 20;

  /**
   * @throws IllegalArgumentException when a code stands twice, a graver level lies lower than a
   *     lesser one, or there are more than 20
   */
  public LevelSet {
    List<Level> sorted = new ArrayList<>(levels);
    sorted.sort(Comparator.comparingDouble(Level::metres).thenComparing(Level::severity));
    Set<String> codes = new HashSet<>();
    for (int i = 0; i < sorted.size(); i++) {
      Level level = sorted.get(i);
      if (!codes.add(level.code())) {
        throw new IllegalArgumentException("the level " + level.code() + " stands twice");
      }
      if (i > 0 && level.severity().compareTo(sorted.get(i - 1).severity()) < 0) {
        throw new IllegalArgumentException(
            "the level %s (%s m) is graver than %s (%s m), which lies higher: correct one of the two"
                .formatted(
                    sorted.get(i - 1).name(),
                    sorted.get(i - 1).metres(),
                    level.name(),
                    level.metres()));
      }
    }
    if (sorted.size() > MOST) {
      throw new IllegalArgumentException("at most " + MOST + " levels, not " + sorted.size());
    }
    levels = List.copyOf(sorted);
  }

  public Optional<Level> find(String code) {
    return levels.stream().filter(level -> level.code().equals(code)).findFirst();
  }

  /** The highest level that a height reaches; empty below all. */
  public Optional<Level> reachedBy(double metres) {
    Level reached = null;
    for (Level level : levels) {
      if (metres >= level.metres()) {
        reached = level;
      }
    }
    return Optional.ofNullable(reached);
  }

  /** The lowest level above a height. */
  public Optional<Level> nextAbove(double metres) {
    return levels.stream().filter(level -> level.metres() > metres).findFirst();
  }
}
