package org.machizu.samples.flood;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Plays messages at a speed. The begin of what is played lies so far back that no station's clock
 * is ever ahead of the wall's.
 */
public final class Replay {
  private final List<Message> messages;
  private final double speed;
  private final Sending sending;
  private final Clock clock;

  /** Where messages go. */
  @FunctionalInterface
  public interface Sending {
    /**
     * Sends one, and waits as long as it must.
     *
     * @throws InterruptedException when the play is over
     */
    void send(Message message) throws InterruptedException;
  }

  /** Time, and waiting for it. */
  public interface Clock {
    Instant now();

    void sleep(Duration time) throws InterruptedException;

    /** The wall's. */
    static Clock system() {
      return new Clock() {
        @Override
        public Instant now() {
          return Instant.now();
        }

        @Override
        public void sleep(Duration time) throws InterruptedException {
          Thread.sleep(time);
        }
      };
    }
  }

  /**
   * @param messages by the moment of sending
   * @param speed 1 as it was, 60 a minute in a second
   * @throws IllegalArgumentException when the speed is not from 1 to 10,000
   */
  public Replay(List<Message> messages, double speed, Sending sending, Clock clock) {
    if (!(speed >= 1 && speed <= 10_000)) {
      throw new IllegalArgumentException("the speed is 1 to 10000, not " + speed);
    }
    this.messages = List.copyOf(messages);
    this.speed = speed;
    this.sending = sending;
    this.clock = clock;
  }

  /**
   * When a flood must have begun that is to be played from now on: at its own speed it would be
   * over now, however much faster it is played.
   *
   * @param alreadyS so much of it is sent at once, so that there is something to see
   */
  public static Instant began(Instant now, double speed, long alreadyS) {
    long left = Flood.LASTS_S - alreadyS;
    long ahead = speed > 1 ? (long) (left - left / speed) : 0;
    long seconds = now.getEpochSecond() - alreadyS - ahead;
    return Instant.ofEpochSecond(seconds - Math.floorMod(seconds, 60));
  }

  /**
   * Plays everything.
   *
   * @param alreadyS what was sent before this moment of the flood goes at once
   */
  public void play(long alreadyS) throws InterruptedException {
    Instant start = clock.now();
    for (Message message : messages) {
      double after = Math.max(0, message.atMillis() - alreadyS * 1_000.0) / speed;
      Duration left = Duration.between(clock.now(), start.plusMillis((long) after));
      if (left.isPositive()) {
        clock.sleep(left);
      }
      sending.send(message);
    }
  }
}
