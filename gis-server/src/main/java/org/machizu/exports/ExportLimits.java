package org.machizu.exports;

import java.time.Duration;

/**
 * Bounds on one export.
 *
 * @param maxFeatures features in the file
 * @param maxBytes bytes of the file
 * @param time how long it may take
 */
public record ExportLimits(long maxFeatures, long maxBytes, Duration time) {
  /** For staff and the command line: a prefecture's parcels. */
  public static final ExportLimits STAFF =
      new ExportLimits(20_000_000, 8L << 30, Duration.ofHours(2));

  /** For the public: any layer of a town. */
  public static final ExportLimits OPEN =
      new ExportLimits(500_000, 512L << 20, Duration.ofMinutes(15));
}
