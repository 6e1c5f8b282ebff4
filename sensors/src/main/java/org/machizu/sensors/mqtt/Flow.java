package org.machizu.sensors.mqtt;

import java.time.Duration;

/**
 * How much is under way at a time, and how long to wait for what.
 *
 * @param held so many messages of a connection may wait here unacknowledged; the broker is told so,
 *     and holds back the rest
 * @param batch so many are given to the intake at once, at most
 * @param linger a batch that is not full waits so long for more, at most
 * @param keepAlive a connection without a sign of life is given up after about this, times 1.5
 * @param answer how long a broker may take for an answer
 * @param retry between attempts to connect, and to give messages to the intake
 */
public record Flow(
    int held, int batch, Duration linger, Duration keepAlive, Duration answer, Retry retry) {
  /** For every broker, unless somebody has measured. */
  public static final Flow DEFAULT =
      new Flow(
          512,
          256,
          Duration.ofMillis(5),
          Duration.ofSeconds(30),
          Duration.ofSeconds(15),
          new Retry(Duration.ofSeconds(1), Duration.ofSeconds(60)));

  /** No message of a gauge is longer, and one that is, is not handed to us. */
  static final int MAX_PACKET_BYTES = 64 * 1024;

  private static final int MAX_HELD = 10_000;

  /**
   * @throws IllegalArgumentException when a figure is out of its bounds
   */
  public Flow {
    require("held", held, 1, MAX_HELD);
    require("batch", batch, 1, MAX_HELD);
    require("linger in milliseconds", linger.toMillis(), 0, 1000);
    require("keepAlive in seconds", keepAlive.toSeconds(), 1, 3600);
    require("answer in seconds", answer.toSeconds(), 1, 300);
  }

  public Flow withHeld(int messages) {
    return new Flow(messages, batch, linger, keepAlive, answer, retry);
  }

  public Flow withKeepAlive(Duration time) {
    return new Flow(held, batch, linger, time, answer, retry);
  }

  public Flow withRetry(Retry other) {
    return new Flow(held, batch, linger, keepAlive, answer, other);
  }

  private static void require(String what, long value, long least, long most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          what + " " + value + " is not allowed; give " + least + " to " + most);
    }
  }
}
