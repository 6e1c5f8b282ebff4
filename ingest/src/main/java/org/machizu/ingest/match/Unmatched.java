package org.machizu.ingest.match;

import java.time.Instant;

/**
 * A time for which there are no passes.
 *
 * @param from the last position before, or the first of those without a road
 * @param to the first position after, or the last of those without a road
 * @param positions how many lie in it that no pass rests on
 */
public record Unmatched(Instant from, Instant to, Reason reason, int positions) implements Found {
  /** Why nothing was matched. */
  public enum Reason {
    /** No positions for longer than {@link Stretches#MAX_GAP_S}. */
    GAP,
    /** No road near enough. */
    OFF_ROAD,
    /** Stood at one place for longer than {@link Stretches#MAX_STANDING_S}. */
    STANDING,
    /** No way along the roads fits the positions. */
    NO_ROUTE
  }
}
