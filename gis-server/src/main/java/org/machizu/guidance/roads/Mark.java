package org.machizu.guidance.roads;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.machizu.guidance.rules.Danger;
import org.machizu.hazard.kind.Hazard;
import org.machizu.hazard.profile.Scale;

/** What lies on a stretch of road, or on a place. Equal marks are one. */
public sealed interface Mark {
  /**
   * A zone of a hazard map; zones that say the same are one.
   *
   * @param scale of which event; null where the map does not say
   * @param cause what the water comes from ("緑川"); null where the map does not say
   * @param depthToM how deep it may get at most, m; infinite where the map's class is open above,
   *     no number where nobody says
   */
  record Zone(
      Hazard hazard, Danger danger, @Nullable Scale scale, @Nullable String cause, double depthToM)
      implements Mark {}

  /** Along a river that no map has the floods of, around a gauge. */
  record Riverside(String gauge) implements Mark {}

  /**
   * A road that somebody has closed.
   *
   * @param number the feature's
   * @param from null: always was
   * @param to the moment after the last; null: until further notice
   */
  record Closure(long number, @Nullable Instant from, @Nullable Instant to) implements Mark {
    public boolean isOn(Instant at) {
      return (from == null || !at.isBefore(from)) && (to == null || at.isBefore(to));
    }
  }

  /** A road that passes under another or a railway, and fills with water. */
  record Underpass(long number, String name) implements Mark {}
}
