package org.machizu.guidance;

import java.time.Instant;
import java.util.Set;
import org.machizu.access.Actor;

/** Gauges above danger, through the asker's View. */
@FunctionalInterface
public interface LiveWater {
  /**
   * The gauges that somebody sees above danger.
   *
   * @param since older readings are no news
   */
  Set<Rising> rising(Actor actor, Instant since);
}
