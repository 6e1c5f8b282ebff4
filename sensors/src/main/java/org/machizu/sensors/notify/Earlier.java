package org.machizu.sensors.notify;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message of the same alert that was made before.
 *
 * @param number of the message
 * @param recipient id of the recipient
 * @param made when it was decided on
 * @param sent when it went out; null: it did not, or nobody knows
 */
public record Earlier(
    long number,
    String recipient,
    Channel channel,
    Purpose purpose,
    Fate fate,
    Instant made,
    @Nullable Instant sent,
    Message message) {

  /** How far it has come. */
  public enum Fate {
    /** It waits, and nothing of it went out. */
    WAITING,
    /** It waits for another attempt, and may have arrived with a former one. */
    WAITING_IN_DOUBT,
    /** It is on its way at this moment. */
    SENDING,
    SENT,
    /** It was given up or called off, and may have arrived all the same. */
    ENDED_IN_DOUBT,
    /** It never went out. */
    NEVER_SENT
  }

  /** Whether it went to somebody by a way. */
  public boolean isTo(String id, Channel way) {
    return recipient.equals(id) && channel.equals(way);
  }

  /** Whether it is still to go out. */
  public boolean isUnderWay() {
    return fate == Fate.WAITING || fate == Fate.WAITING_IN_DOUBT || fate == Fate.SENDING;
  }

  /** Whether they know of the alert by it, or will. */
  boolean tells() {
    return purpose.tellsOfAlert() && fate != Fate.NEVER_SENT;
  }
}
