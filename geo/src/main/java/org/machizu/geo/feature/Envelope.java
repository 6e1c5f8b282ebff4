package org.machizu.geo.feature;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;

/**
 * A box in degrees, JGD2011, lon/lat; never empty, never crossing the antimeridian (no part of
 * Japan does).
 */
public record Envelope(double minLon, double minLat, double maxLon, double maxLat) {
  public Envelope {
    boolean inRange =
        minLon >= -180 && maxLon <= 180 && minLat >= -90 && maxLat <= 90; // false for NaN
    if (!inRange || !(minLon <= maxLon) || !(minLat <= maxLat)) {
      throw new IllegalArgumentException(
          "box %s,%s,%s,%s is not allowed; give west,south,east,north in degrees, west <= east, south <= north"
              .formatted(minLon, minLat, maxLon, maxLat));
    }
  }

  /** The box of a geometry in lon/lat; empty when the geometry is null or empty. */
  public static Optional<Envelope> of(@Nullable Geometry geometry) {
    if (geometry == null || geometry.isEmpty()) {
      return Optional.empty();
    }
    var box = geometry.getEnvelopeInternal();
    return Optional.of(new Envelope(box.getMinX(), box.getMinY(), box.getMaxX(), box.getMaxY()));
  }

  /** The smallest box that holds both. */
  public Envelope union(Envelope other) {
    return new Envelope(
        Math.min(minLon, other.minLon),
        Math.min(minLat, other.minLat),
        Math.max(maxLon, other.maxLon),
        Math.max(maxLat, other.maxLat));
  }

  /** Whether the two share at least one point, borders included. */
  public boolean intersects(Envelope other) {
    return minLon <= other.maxLon
        && other.minLon <= maxLon
        && minLat <= other.maxLat
        && other.minLat <= maxLat;
  }

  public org.locationtech.jts.geom.Envelope toJts() {
    return new org.locationtech.jts.geom.Envelope(minLon, maxLon, minLat, maxLat);
  }
}
