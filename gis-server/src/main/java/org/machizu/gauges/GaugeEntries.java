package org.machizu.gauges;

import java.util.List;
import java.util.function.Function;

/** The log of what people entered about gauges. A port, with one contract test for every store. */
public interface GaugeEntries {
  /** So many lines are kept in a town: a hundred gauges for many years. */
  int MOST = 100_000;

  /** All lines, in order. */
  List<GaugeEntry> all();

  /** The number of the last line; 0 before the first. */
  long last();

  /**
   * Adds a line; returns after the commit.
   *
   * @param deciding sees the lines of the gauge as they stand, and says the line to add, of which
   *     the number does not count; nobody writes between. Whatever it throws is thrown on, and
   *     nothing is written
   * @return the line as it was written
   */
  GaugeEntry append(String gauge, Function<List<GaugeEntry>, GaugeEntry> deciding);
}
