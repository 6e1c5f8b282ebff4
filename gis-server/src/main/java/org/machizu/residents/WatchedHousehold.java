package org.machizu.residents;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.machizu.config.WatchSettings.Flag;

/**
 * What the list needs of a household.
 *
 * @param id feature id in the layer of households
 * @param lon degrees, JGD2011; null when it has no place
 * @param lat degrees, JGD2011; null when it has no place
 * @param flags those that are set, each code once, by code
 */
record WatchedHousehold(long id, @Nullable Double lon, @Nullable Double lat, List<Flag> flags) {
  private static final double METRES_PER_DEGREE = 111_195;

  double weight() {
    int sum = 0;
    for (Flag flag : flags) {
      sum += flag.weight();
    }
    return sum;
  }

  /** Whether a place lies within some metres; on a plane through it, which does for metres. */
  boolean isWithin(double metres, double otherLon, double otherLat) {
    if (lon == null || lat == null) {
      return false;
    }
    double north = (otherLat - lat) * METRES_PER_DEGREE;
    double east = (otherLon - lon) * METRES_PER_DEGREE * Math.cos(Math.toRadians(lat));
    return Math.hypot(north, east) <= metres;
  }
}
