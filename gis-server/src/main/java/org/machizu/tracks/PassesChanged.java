package org.machizu.tracks;

import java.time.Instant;
import java.util.Set;

/**
 * Passes were added, replaced or taken away. Comes after the commit.
 *
 * @param roads feature ids of the roads that had or have one of them
 * @param from the earliest moment that anything changed at
 */
public record PassesChanged(String device, Set<Long> roads, Instant from) {
  public PassesChanged {
    roads = Set.copyOf(roads);
  }
}
