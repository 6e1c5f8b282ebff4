package org.machizu.access;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.machizu.access.LayerRule.TimeLimits;

/**
 * Who sees vehicles.
 *
 * @param publicTimes how late and how far back the public sees them; empty when it does not at all,
 *     which is how a town begins
 */
public record TrackRule(Optional<TimeLimits> publicTimes) {
  /** Whoever steers winter maintenance or drives. */
  static final Set<Role> STAFF = Set.of(Role.PLANNER, Role.CREW, Role.DUTY, Role.OPERATOR);

  /**
   * Half an hour late, so that nobody can follow a vehicle, and six hours back: one night's work.
   */
  public static final TimeLimits USUAL =
      new TimeLimits(Duration.ofMinutes(30), Duration.ofHours(6));

  public static final TrackRule CLOSED = new TrackRule(Optional.empty());

  public static final TrackRule PUBLIC = new TrackRule(Optional.of(USUAL));
}
