package org.machizu.hazard.profile;

import org.jspecify.annotations.Nullable;

/**
 * How deep the water may stand.
 *
 * @param fromM metres above the ground, at least 0
 * @param toM metres; null when the class is open above, {@code fromM} when the data have one number
 * @param label as the map's maker writes the class ("0.5m以上3.0m未満")
 */
public record Depth(double fromM, @Nullable Double toM, String label) {
  public Depth {
    if (!(fromM >= 0) || toM != null && !(toM >= fromM)) {
      throw new IllegalArgumentException(
          "a depth goes from 0 m upward, but got %s to %s m".formatted(fromM, toM));
    }
  }
}
