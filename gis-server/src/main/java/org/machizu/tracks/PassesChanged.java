package org.machizu.tracks;

import java.time.Instant;
import java.util.Set;

/**
 * Passes were added, replaced or taken away. Comes after the commit.
 *
 * @param device of which they are; "" when it is not told
 * @param roads feature ids of the roads that had or have one of them
 * @param from the earliest moment that anything changed at
 * @param everything whether anything at all may have changed, of any device and road; no road is
 *     named then
 */
public record PassesChanged(String device, Set<Long> roads, Instant from, boolean everything) {
  public PassesChanged {
    roads = Set.copyOf(roads);
  }

  public PassesChanged(String device, Set<Long> roads, Instant from) {
    this(device, roads, from, false);
  }

  /** Nobody can say what has changed. */
  public static PassesChanged ofEverything() {
    return new PassesChanged("", Set.of(), Instant.MIN, true);
  }
}
