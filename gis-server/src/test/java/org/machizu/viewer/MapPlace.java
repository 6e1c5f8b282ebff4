package org.machizu.viewer;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the map looks, as its address tells.
 *
 * @param zoom of tiles of 512 pixels
 * @param lon of the middle, in degrees
 * @param lat of the middle, in degrees
 */
record MapPlace(double zoom, double lon, double lat) {
  private static final Pattern PLACE =
      Pattern.compile("map=(-?[0-9.]+)/(-?[0-9.]+)/(-?[0-9.]+)(?:&|$)");

  /** MapLibre counts zoom levels by tiles of this size. */
  private static final double TILE_PX = 512;

  static MapPlace in(String url) {
    Matcher place = PLACE.matcher(url);
    if (!place.find()) {
      throw new IllegalStateException("the address does not say where the map is: " + url);
    }
    return new MapPlace(
        Double.parseDouble(place.group(1)),
        Double.parseDouble(place.group(3)),
        Double.parseDouble(place.group(2)));
  }

  /** Where a place lies on a map of this size, in pixels from its upper left. */
  double[] pixelsTo(double toLon, double toLat, double widthPx, double heightPx) {
    double worldPx = TILE_PX * Math.pow(2, zoom);
    double x = widthPx / 2 + (column(toLon) - column(lon)) * worldPx;
    double y = heightPx / 2 + (row(toLat) - row(lat)) * worldPx;
    if (x < 0 || y < 0 || x >= widthPx || y >= heightPx) {
      throw new IllegalStateException(toLon + "," + toLat + " is not on the screen: " + this);
    }
    return new double[] {x, y};
  }

  /** Longitude as a part of the world's width in Web Mercator. */
  private static double column(double lon) {
    return (lon + 180) / 360;
  }

  /** Latitude as a part of the world's height in Web Mercator, 0 in the north. */
  private static double row(double lat) {
    double sin = Math.sin(Math.toRadians(lat));
    return 0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI);
  }
}
