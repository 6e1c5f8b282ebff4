package org.machizu.gauges;

import java.time.Instant;

/**
 * One step in the life of an alert. It is written in the same transaction as what caused it, and is
 * the one source of everything that is sent: whoever sends takes the steps that are not handled
 * yet.
 *
 * @param number counts up within the town, with gaps; not in the order of commits
 * @param alert of which alert
 * @param author the account; "" when readings caused it
 * @param note in the author's words, or a detail; "" for none
 */
public record AlertEvent(
    long number, long alert, What what, Instant recorded, String author, String note) {

  /** What happened. */
  public enum What {
    RAISED,
    /** It came to light when it was over already. Nobody is alarmed. */
    RECORDED,
    /** Bad readings would mean a graver level than before. */
    GRAVER,
    /** It was said to be over, and is not. */
    REOPENED,
    CLEARED,
    /** Its peak, times or forecast changed. Nobody is told. */
    DETAILS,
    /** It never should have been. Whoever was told of it is told so. */
    WITHDRAWN,
    MERGED,
    ACKNOWLEDGED,
    ASSIGNED,
    /** Somebody confirmed that the public is told. */
    PUBLISHED
  }
}
