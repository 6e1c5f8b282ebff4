package org.machizu.geo.crs;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A zone of the plane-rectangular coordinate system (平面直角座標系, 2002 notification no. 9 of the
 * Ministry of Land). Which zone a place belongs to is law, by prefecture and island, not by
 * distance: it is a setting of the municipality.
 *
 * @param number 1 to 19 (I to XIX)
 */
public record PlaneZone(int number) {
  /** The scale on the central meridian. */
  public static final double SCALE = 0.9999;

  /** Latitude and central meridian of the origins, in degrees, zone I first. */
  private static final double[][] ORIGINS = {
    {33, 129.5},
    {33, 131},
    {36, 132 + 10 / 60.0},
    {33, 133.5},
    {36, 134 + 20 / 60.0},
    {36, 136},
    {36, 137 + 10 / 60.0},
    {36, 138.5},
    {36, 139 + 50 / 60.0},
    {40, 140 + 50 / 60.0},
    {44, 140.25},
    {44, 142.25},
    {44, 144.25},
    {26, 142},
    {26, 127.5},
    {26, 124},
    {26, 131},
    {20, 136},
    {26, 154}
  };

  /**
   * @throws IllegalArgumentException when the number is not 1 to 19
   */
  public PlaneZone {
    if (number < 1 || number > ORIGINS.length) {
      throw new IllegalArgumentException("zone " + number + " is not allowed; zones are 1 to 19");
    }
  }

  /** All zones, I to XIX. */
  public static List<PlaneZone> list() {
    return IntStream.rangeClosed(1, ORIGINS.length).mapToObj(PlaneZone::new).toList();
  }

  /**
   * The zone whose origin lies nearest: a guess to fill a form with, never the zone by law (a place
   * in Fukushima may lie nearer to zone X, but belongs to IX). Distances are taken on a sphere.
   *
   * @param lon degrees
   * @param lat degrees
   */
  public static PlaneZone nearest(double lon, double lat) {
    return list().stream()
        .min(
            Comparator.comparingDouble(
                zone -> sphericalDistance(lon, lat, zone.originLon(), zone.originLat())))
        .orElseThrow();
  }

  /** The central meridian, degrees east. */
  public double originLon() {
    return ORIGINS[number - 1][1];
  }

  /** The latitude of the origin, degrees north. */
  public double originLat() {
    return ORIGINS[number - 1][0];
  }

  /** The angle between two places, by the haversine formula; for comparing only. */
  private static double sphericalDistance(double lon1, double lat1, double lon2, double lat2) {
    double dLat = Math.sin(Math.toRadians(lat2 - lat1) / 2);
    double dLon = Math.sin(Math.toRadians(lon2 - lon1) / 2);
    return dLat * dLat
        + Math.cos(Math.toRadians(lat1)) * Math.cos(Math.toRadians(lat2)) * dLon * dLon;
  }
}
