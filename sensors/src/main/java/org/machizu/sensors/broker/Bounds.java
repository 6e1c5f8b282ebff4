package org.machizu.sensors.broker;

import java.time.Duration;

/**
 * What the broker takes at most.
 *
 * @param connections at a time; further ones are closed
 * @param packetBytes of one message with its topic
 * @param topics that are known, retained messages among them; a message to a further one is refused
 * @param subscriptions of all sessions together; a further one is refused
 * @param memoryBytes for messages of all topics; what is more waits on the disk
 * @param diskBytesPerTopic for messages that nobody has fetched; then senders are refused, so that
 *     they keep what they have
 * @param freeBytes that are left on the disk for others; then senders are refused
 * @param session the longest time for which a session is kept, whatever a client asks for
 */
public record Bounds(
    int connections,
    int packetBytes,
    int topics,
    int subscriptions,
    long memoryBytes,
    long diskBytesPerTopic,
    long freeBytes,
    Duration session) {
  /** Artemis counts the milliseconds of a session in 31 bits, and ends longer ones at once. */
  static final Duration LONGEST_SESSION = Duration.ofDays(24);

  /** For a town with some hundred devices. */
  public static final Bounds DEFAULT =
      new Bounds(
          500, 64 * 1024, 10_000, 1000, 32L << 20, 256L << 20, 256L << 20, Duration.ofDays(14));

  /**
   * @throws IllegalArgumentException when a bound is not above zero, or a session is too long
   */
  public Bounds {
    require("connections", connections);
    require("packetBytes", packetBytes);
    require("topics", topics);
    require("subscriptions", subscriptions);
    require("memoryBytes", memoryBytes);
    require("diskBytesPerTopic", diskBytesPerTopic);
    require("freeBytes", freeBytes);
    if (!session.isPositive() || session.compareTo(LONGEST_SESSION) > 0) {
      throw new IllegalArgumentException(
          "sessions of " + session + " are not allowed; give up to 24 days");
    }
  }

  private static void require(String what, long value) {
    if (value <= 0) {
      throw new IllegalArgumentException(what + " " + value + " is not allowed; give 1 or more");
    }
  }
}
