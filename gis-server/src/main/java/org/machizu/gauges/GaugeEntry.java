package org.machizu.gauges;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line in the log of what people entered about gauges. Nothing in it is ever changed: whoever
 * corrects adds a line.
 *
 * @param number counts up from 1 within the town
 * @param gauge of which gauge
 * @param author the account
 * @param reason in the author's words; "" for none
 */
public record GaugeEntry(
    long number, String gauge, Instant recorded, String author, What what, String reason) {

  /** What a line says. */
  public sealed interface What {}

  /**
   * How a gauge is set up from a moment on, by sensor time. Settings of the same moment that came
   * before are replaced.
   */
  public record SetUp(Instant from, GaugeSettings settings) implements What {}

  /** Somebody works at the station; its readings are kept and neither judged nor shown. */
  public record Maintenance(Instant from, Instant to) implements What {}

  /** A person says that the readings are right, jump or not. */
  public record Accepted(Instant from, Instant to) implements What {}

  /**
   * A former line has another end; at its own beginning: it never was.
   *
   * @param entry the number of a line of maintenance or acceptance
   */
  public record Ended(long entry, Instant to) implements What {}

  /**
   * A drill (訓練) with readings that somebody makes up.
   *
   * @param publicly whether its alerts may be told to the public, marked as of a drill, once
   *     somebody of the staff confirms them
   */
  public record Drill(Instant from, Instant to, @Nullable String name, boolean publicly)
      implements What {}
}
