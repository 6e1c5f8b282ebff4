package org.machizu.geo.crs;

/**
 * Whether lon/lat lies where Japan is: longitude 122 to 154, latitude 20 to 46 degrees, from
 * Yonaguni to Minamitorishima and from Okinotorishima to Hokkaido's north. A look for typing errors
 * and swapped coordinates, not a border.
 */
public final class JapanExtent {
  public static final double MIN_LON = 122;
  public static final double MAX_LON = 154;
  public static final double MIN_LAT = 20;
  public static final double MAX_LAT = 46;

  private JapanExtent() {}

  /** Whether the position lies in Japan's range; false for NaN. */
  public static boolean contains(double lon, double lat) {
    return lon >= MIN_LON && lon <= MAX_LON && lat >= MIN_LAT && lat <= MAX_LAT;
  }

  /**
   * Whether the two numbers would lie in Japan's range the other way round, so that they were
   * probably given as lat, lon. Never true together with {@link #contains}.
   */
  public static boolean containsSwapped(double lon, double lat) {
    return contains(lat, lon);
  }
}
