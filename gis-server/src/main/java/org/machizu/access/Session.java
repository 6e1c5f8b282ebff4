package org.machizu.access;

import java.time.Duration;
import java.time.Instant;

/**
 * One browser or program signed in to an account.
 *
 * @param id for lists; tells nothing of the token
 * @param byOpenId whether they came from the OpenID provider, which is then told of the end
 * @param from the network address it began at
 * @param browser what the browser says it is, shortened
 */
public record Session(
    String id,
    String account,
    boolean byOpenId,
    String from,
    String browser,
    Instant begun,
    Instant lastUsed) {
  public static final Duration IDLE_LIMIT = Duration.ofHours(8);
  public static final Duration ABSOLUTE_LIMIT = Duration.ofHours(12);

  /** Whether it is over when it was last used then. */
  public boolean isOver(Instant used, Instant now) {
    return now.isAfter(used.plus(IDLE_LIMIT)) || now.isAfter(begun.plus(ABSOLUTE_LIMIT));
  }
}
