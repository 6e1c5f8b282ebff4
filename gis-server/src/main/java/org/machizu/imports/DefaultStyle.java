package org.machizu.imports;

import org.machizu.geo.feature.GeometryType;

/** How a layer is drawn until somebody styles it: MapLibre style layers, plain and grey-blue. */
final class DefaultStyle {
  private static final String POINT =
      """
      {"id":"point","type":"circle","filter":["==",["geometry-type"],"Point"],\
      "paint":{"circle-radius":5,"circle-color":"#2b6cb0","circle-stroke-color":"#ffffff","circle-stroke-width":1}}\
      """;
  private static final String LINE =
      """
      {"id":"line","type":"line","filter":["==",["geometry-type"],"LineString"],\
      "paint":{"line-color":"#2b6cb0","line-width":1.5}}\
      """;
  private static final String POLYGON =
      """
      {"id":"fill","type":"fill","filter":["==",["geometry-type"],"Polygon"],\
      "paint":{"fill-color":"#2b6cb0","fill-opacity":0.25}},\
      {"id":"outline","type":"line","filter":["==",["geometry-type"],"Polygon"],\
      "paint":{"line-color":"#2b6cb0","line-width":1}}\
      """;

  private DefaultStyle() {}

  /** A JSON array, as the catalogue keeps it. */
  static String of(GeometryType type) {
    return switch (type) {
      case POINT -> "[" + POINT + "]";
      case LINE -> "[" + LINE + "]";
      case POLYGON -> "[" + POLYGON + "]";
      case MIXED -> "[" + String.join(",", POLYGON, LINE, POINT) + "]";
      case NONE -> "[]";
    };
  }
}
