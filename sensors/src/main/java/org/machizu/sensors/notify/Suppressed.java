package org.machizu.sensors.notify;

/**
 * Somebody who is concerned and is not told, for now.
 *
 * @param recipient id of the recipient
 */
public record Suppressed(String recipient, Channel channel, Purpose purpose, Reason reason) {

  /** Why not. */
  public enum Reason {
    /** They rest, and it is no danger. */
    QUIET_HOURS,
    /** Others are on duty. */
    OFF_DUTY,
    /** Only when nobody takes notice. */
    NOT_YET,
    /** Nobody of the staff has confirmed it. */
    NOT_CONFIRMED,
    /** They take no part in drills. */
    DRILL
  }
}
