package org.machizu.ingest.gps;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes positions as a file to be taken away, one after another and so in constant memory. Times
 * are in UTC, numbers keep every digit; what is written is read back as equal positions by {@link
 * TrackFormat}. Closing completes the file and flushes it; the stream itself stays open.
 */
public sealed interface PositionWriter extends Closeable permits GeoJsonPositions, GpxPositions {
  /**
   * Writes one position.
   *
   * @param device its name, or null to leave it out
   */
  void write(@Nullable String device, Position position) throws IOException;

  /**
   * A GeoJSON collection of points. Properties: {@code device, time, altitudeM, accuracyM,
   * speedMps, courseDeg}, where known, and {@code extra} as an object.
   */
  static PositionWriter geoJson(OutputStream out) throws IOException {
    return new GeoJsonPositions(out);
  }

  /**
   * GPX 1.1 with one track, speed and course as in Garmin's TrackPointExtension v2, the rest in
   * Machizu's own extension.
   *
   * @param name of the track, as other programs show it
   */
  static PositionWriter gpx(OutputStream out, String name) throws IOException {
    return new GpxPositions(out, name);
  }
}
