package org.machizu.guidance;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.machizu.guidance.rules.Snowed;

/**
 * What changes from minute to minute.
 *
 * @param at when it was so
 * @param rising gauges above danger
 * @param snow by the feature number of the road; absent: clear
 */
public record Live(Instant at, Set<Rising> rising, Map<Long, Snowed> snow) {
  public Live {
    rising = Set.copyOf(rising);
    snow = Map.copyOf(snow);
  }

  /** Nothing goes on. */
  public static Live calm(Instant at) {
    return new Live(at, Set.of(), Map.of());
  }
}
