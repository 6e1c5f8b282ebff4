package org.machizu.viewer;

import org.machizu.server.RunningTown;

/**
 * A town of four layers in plain colours, so that a pixel tells which of them lies on top: a red
 * zone and a blue flood over all of it, a green field that is off at first, and shelters as white
 * points from zoom 14 on.
 */
final class LittleTown {
  /** The middle of the town, within the zone, the flood and the field. */
  static final double LON = 141.829;

  static final double LAT = 42.765;
  static final double NEAR = 15;

  static final int RED = 0xFF0000;
  static final int BLUE = 0x0000FF;
  static final int GREEN = 0x00FF00;

  static final String ZONES = "用途地域";
  static final String FLOOD = "浸水想定区域";
  static final String FIELDS = "農地";
  static final String SHELTERS = "避難所";

  private LittleTown() {}

  static void fill(RunningTown town) throws Exception {
    area(town, "zoning", ZONES, "Zoning", "planning", "#ff0000", 1);
    area(town, "flood_planned", FLOOD, "Flood", "disaster", "#0000ff", 2);
    area(town, "farmland", FIELDS, "Farmland", "land", "#00ff00", 0);
    shelters(town);
  }

  /**
   * @param order where it lies among the areas; 0 is the lowest, and off at first
   */
  private static void area(
      RunningTown town, String id, String ja, String en, String group, String colour, int order)
      throws Exception {
    town.importGeoJson(id, features(square(ja + "A")));
    town.describe(
        id,
        """
        {"title":{"ja":"%s","en":"%s"},"group":"%s","source":"みどり野町","licence":"CC0-1.0",
         "date":"2026-04-01","attributes":{"name":{"ja":"名称","en":"Name"}},
         "style":[{"type":"fill","metadata":{"machizu:order":%d},"layout":{"visibility":"%s"},
           "paint":{"fill-color":"%s","fill-antialias":false}}]}\
        """
            .formatted(ja, en, group, order, order == 0 ? "none" : "visible", colour));
    town.publish(id);
  }

  private static void shelters(RunningTown town) throws Exception {
    town.importGeoJson(
        "shelters",
        features(
            shelter("中央公民館", LON + 0.002, 1200, "2026-04-01"),
            shelter("東小学校", LON + 0.004, 350, "2019-10-15"),
            shelter("山の家", LON + 0.3, 40, "2001-01-02")));
    town.describe(
        "shelters",
        """
        {"title":{"ja":"%s","en":"Shelters"},"group":"disaster",
         "attributes":{"name":{"ja":"名称","en":"Name"},
           "capacity":{"ja":"想定収容人数","en":"Capacity","unit":"人"},
           "opened":{"ja":"開設日","en":"Opened"}},
         "style":[{"type":"circle","minzoom":14,
           "paint":{"circle-color":"#ffffff","circle-radius":8,"circle-stroke-width":2}}]}\
        """
            .formatted(SHELTERS));
    town.publish("shelters");
  }

  private static String features(String... features) {
    return "{\"type\":\"FeatureCollection\",\"features\":[" + String.join(",", features) + "]}";
  }

  private static String shelter(String name, double lon, int capacity, String opened) {
    return """
    {"type":"Feature","properties":{"name":"%s","capacity":%d,"opened":"%s"},
     "geometry":{"type":"Point","coordinates":[%s,%s]}}\
    """
        .formatted(name, capacity, opened, lon, LAT);
  }

  private static String square(String name) {
    double half = 0.01;
    double west = LON - half;
    double east = LON + half;
    double south = LAT - half;
    double north = LAT + half;
    return """
    {"type":"Feature","properties":{"name":"%s"},"geometry":{"type":"Polygon",
     "coordinates":[[[%s,%s],[%s,%s],[%s,%s],[%s,%s],[%s,%s]]]}}\
    """
        .formatted(name, west, south, east, south, east, north, west, north, west, south);
  }
}
