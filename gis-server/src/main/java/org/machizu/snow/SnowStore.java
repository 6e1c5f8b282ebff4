package org.machizu.snow;

import java.util.List;

/** The log of what was entered about snowfalls. A port, with one contract test for every store. */
public interface SnowStore {
  /** So many lines about events as such are kept in a town: many centuries of winters. */
  int MOST_WORDS = 100_000;

  /** The log as it stands. */
  interface Log {
    /** All lines but measurements, of all events, in order. */
    List<SnowEntry> words();

    /** The measurements of an event, in the order in which they were entered. */
    List<SnowEntry> measurements(long event);

    /** The number of the last line; 0 before the first. */
    long last();
  }

  /** Says what is to be written, or refuses by an exception. */
  interface Deciding {
    /** The line to add, of which the number does not count. */
    SnowEntry decide(Log log);
  }

  /** The log as it is at each question. */
  Log log();

  /** A page of everything entered about an event, the newest first; before a number. */
  List<SnowEntry> history(long event, long before, int limit);

  /**
   * Adds a line; returns after the commit.
   *
   * @param deciding sees the log as it stands; nobody writes between. Whatever it throws is thrown
   *     on, and nothing is written
   * @return the line as it was written, with its number
   */
  SnowEntry append(Deciding deciding);
}
