package org.machizu.ingest.gps;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One fix of a tracker, as it was sent. What the device did not know is null, never 0 or −1.
 *
 * @param time by the device's clock, to the millisecond
 * @param lon degrees, WGS84, −180 to 180
 * @param lat degrees, −90 to 90
 * @param altitudeM metres, as the device gives it (mostly above the ellipsoid)
 * @param accuracyM radius in metres, 0 or more
 * @param speedMps metres in a second, 0 or more
 * @param courseDeg degrees clockwise from north, 0 to under 360
 * @param extra everything else that came along (battery, blade, spreader …): text, whole number
 *     (Long), number (Double) or Boolean by name; what was nested has names joined by dots
 */
public record Position(
    Instant time,
    double lon,
    double lat,
    @Nullable Double altitudeM,
    @Nullable Double accuracyM,
    @Nullable Double speedMps,
    @Nullable Double courseDeg,
    SortedMap<String, Object> extra) {
  public Position {
    if (!(lon >= -180 && lon <= 180 && lat >= -90 && lat <= 90)) {
      throw new IllegalArgumentException(
          "%s, %s is no position; lon is -180 to 180, lat -90 to 90".formatted(lon, lat));
    }
    time = time.truncatedTo(ChronoUnit.MILLIS);
    extra = Collections.unmodifiableSortedMap(new TreeMap<>(extra));
  }
}
