package org.machizu.geo.feature;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Where a layer's data come from.
 *
 * @param source who made the data, with the credit line that the licence wants; empty when not said
 * @param licence name or address of the licence; empty when not said
 * @param date the day the data describe; null when not known
 * @param accuracyM map accuracy in metres (a point may lie this far from its true place); null when
 *     not known
 */
public record Provenance(
    String source, String licence, @Nullable LocalDate date, @Nullable Double accuracyM) {
  /** Nothing is known. */
  public static final Provenance UNKNOWN = new Provenance("", "", null, null);

  public Provenance {
    if (accuracyM != null && !(accuracyM >= 0 && accuracyM < 100_000)) {
      throw new IllegalArgumentException(
          "map accuracy " + accuracyM + " m is not allowed; give metres from 0 to 100000");
    }
  }
}
