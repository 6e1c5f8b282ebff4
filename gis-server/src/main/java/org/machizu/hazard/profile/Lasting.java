package org.machizu.hazard.profile;

import org.jspecify.annotations.Nullable;

/**
 * How long the water may stand 0.5 m deep or deeper (浸水継続時間).
 *
 * @param fromHours at least 0
 * @param toHours null when the class is open above, {@code fromHours} when the data have one number
 * @param label as the map's maker writes the class ("12時間以上1日未満")
 */
public record Lasting(double fromHours, @Nullable Double toHours, String label) {
  public Lasting {
    if (!(fromHours >= 0) || toHours != null && !(toHours >= fromHours)) {
      throw new IllegalArgumentException(
          "a time goes from 0 hours upward, but got %s to %s".formatted(fromHours, toHours));
    }
  }
}
