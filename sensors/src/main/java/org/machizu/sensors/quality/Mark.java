package org.machizu.sensors.quality;

/** What is thought of one reading. */
public enum Mark {
  /** Believed. */
  GOOD(false),

  /**
   * Measured while somebody worked at the station: kept, and neither judged nor shown to people.
   */
  MAINTENANCE(false),

  /** A second reading for the same moment; the other one counts. */
  SAME_TIME(false),

  /** The message held no number. */
  NO_NUMBER(true),

  /** No water can stand there. */
  OUT_OF_RANGE(true),

  /** It lies further from the last one that was believed than water moves in that time. */
  JUMP(true),

  /** A jump that was gone with the next reading. */
  SPIKE(true),

  /** The same height to the centimetre for hours, above the lowest level: the sensor is stuck. */
  FLAT(true),

  /** When it came, its time could not be right: ahead of the clock, or years behind it. */
  CLOCK(true),

  /** It came so long after others that it is kept and changes nothing any more. */
  TOO_LATE(false);

  private final boolean bad;

  Mark(boolean bad) {
    this.bad = bad;
  }

  /** Whether the reading has a part in the order of time; else it is only kept. */
  public boolean isInOrder() {
    return this != CLOCK && this != TOO_LATE;
  }

  /** Whether it says that something is wrong with the station. */
  public boolean isBad() {
    return bad;
  }
}
