package org.machizu.ogc.pages;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Optional;

/** Where the map of the town shows something: {@code /#map=zoom/lat/lon&on=layer}. */
final class MapLink {
  private static final int CLOSEST = 17;
  private static final int OF_A_POINT = 18;

  private double west = Double.POSITIVE_INFINITY;
  private double south = Double.POSITIVE_INFINITY;
  private double east = Double.NEGATIVE_INFINITY;
  private double north = Double.NEGATIVE_INFINITY;

  private MapLink() {}

  /**
   * @param layer what is switched on
   * @param box west, south, east, north in degrees
   */
  static Optional<String> ofBox(String layer, JsonNode box) {
    if (box.size() < 4) {
      return Optional.empty();
    }
    MapLink link = new MapLink();
    link.add(box.path(0).asDouble(), box.path(1).asDouble());
    link.add(box.path(2).asDouble(), box.path(3).asDouble());
    return Optional.of(link.address(layer));
  }

  /**
   * @param geometry GeoJSON in longitudes and latitudes
   */
  static Optional<String> ofFeature(String layer, String id, JsonNode geometry) {
    MapLink link = new MapLink();
    link.addAll(geometry.path("coordinates"));
    link.addParts(geometry.path("geometries"));
    return link.west > link.east
        ? Optional.empty()
        : Optional.of(link.address(layer) + "&f=" + layer + "/" + id);
  }

  private void addParts(JsonNode geometries) {
    geometries.forEach(part -> addAll(part.path("coordinates")));
  }

  private void addAll(JsonNode coordinates) {
    if (coordinates.path(0).isNumber()) {
      add(coordinates.path(0).asDouble(), coordinates.path(1).asDouble());
      return;
    }
    coordinates.forEach(this::addAll);
  }

  private void add(double lon, double lat) {
    west = Math.min(west, lon);
    east = Math.max(east, lon);
    south = Math.min(south, lat);
    north = Math.max(north, lat);
  }

  /** So near that the box fills a map of two tiles' width. */
  private String address(String layer) {
    double span = Math.max(east - west, (north - south) * 1.4);
    double zoom = span == 0 ? OF_A_POINT : Math.log(360 * 2 / span) / Math.log(2) - 0.5;
    return String.format(
        Locale.ROOT,
        "/#map=%d/%.5f/%.5f&on=%s",
        span == 0 ? OF_A_POINT : (int) Math.clamp(Math.floor(zoom), 1, CLOSEST),
        (south + north) / 2,
        (west + east) / 2,
        layer);
  }
}
