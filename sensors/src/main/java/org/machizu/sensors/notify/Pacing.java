package org.machizu.sensors.notify;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * How people are spared twelve mails for one flood.
 *
 * @param gather so long a message that is no danger waits for others, to go out with them as one
 * @param perHour after so many within an hour those that are no danger wait for the hour to pass
 */
public record Pacing(Duration gather, int perHour) {
  /** Half a minute, and twenty in an hour. */
  public static final Pacing USUAL = new Pacing(Duration.ofSeconds(30), 20);

  private static final Duration HOUR = Duration.ofHours(1);

  /**
   * When a message may go out.
   *
   * @param sent when the latest messages went out to the same address, in any order
   */
  public Instant due(Channel.Type type, boolean danger, List<Instant> sent, Instant now) {
    if (danger || !type.isForPeople()) {
      return now;
    }
    Instant due = now.plus(gather);
    List<Instant> lately =
        sent.stream().filter(at -> at.isAfter(now.minus(HOUR))).sorted().toList();
    if (lately.size() < perHour) {
      return due;
    }
    Instant free = lately.get(lately.size() - perHour).plus(HOUR);
    return free.isAfter(due) ? free : due;
  }
}
