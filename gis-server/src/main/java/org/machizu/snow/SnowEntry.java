package org.machizu.snow;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line in the log of what was entered about snowfalls. Nothing in it is ever changed: whoever
 * corrects adds a line.
 *
 * @param number counts up from 1 within the town
 * @param event of which snowfall
 * @param recorded when it was entered
 * @param author the account, or the credential, that entered it
 * @param reason why, in the author's words; "" when they gave none
 */
public record SnowEntry(
    long number, long event, Instant recorded, String author, What what, String reason) {

  /** What a line says. */
  public sealed interface What {}

  /** The event as a whole, from now on. */
  public record Words(String name, Instant begin, @Nullable Instant end) implements What {}

  /** There was no such snowfall. */
  public record Withdrawn() implements What {}

  /**
   * A measurement; takes the place of a former one of the same time and source.
   *
   * @param cm new snow since the event's beginning; null takes the former one away
   */
  public record Measured(Instant time, @Nullable Double cm, String source) implements What {}
}
