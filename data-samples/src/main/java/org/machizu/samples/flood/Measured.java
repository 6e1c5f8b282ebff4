package org.machizu.samples.flood;

import java.time.Instant;
import java.time.ZoneId;

/**
 * One reading as the station has it.
 *
 * @param number of the reading, from 0; counts frames
 * @param metres in the gauge's reference, with the sensor's unrest
 */
record Measured(int number, Instant time, double metres) {
  static final ZoneId JAPAN = ZoneId.of("Asia/Tokyo");

  /** Batteries run down by the hundred readings. */
  int batteryPercent() {
    return 96 - number / 40;
  }
}
