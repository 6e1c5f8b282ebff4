package org.machizu.ogc.tiles;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.machizu.http.Link;
import org.machizu.tiles.grid.TileMatrixSet;

/** Tile matrix sets as the JSON of OGC 17-083r4 (tileMatrixSet.json). */
final class TileMatrixSetJson {
  static final String TILING_SCHEME = "http://www.opengis.net/def/rel/ogc/1.0/tiling-scheme";

  private static final String SCALES_OF_THE_WEB =
      "http://www.opengis.net/def/wkss/OGC/1.0/GoogleMapsCompatible";

  private TileMatrixSetJson() {}

  /** The system's address, by which the standards name it. */
  static String crs(TileMatrixSet set) {
    return "http://www.opengis.net/def/crs/EPSG/0/" + set.crs().epsg();
  }

  static String title(TileMatrixSet set, String language) {
    return language.equals("en") ? set.titleEn() : set.titleJa();
  }

  static String address(String base, TileMatrixSet set) {
    return base + "/ogc/tileMatrixSets/" + set.id();
  }

  /** The names of the axes in the order of the authority: X is north in the zones of Japan. */
  static List<String> axes(TileMatrixSet set) {
    return List.of("X", "Y");
  }

  /** As the list of sets has it. */
  static Map<String, Object> item(TileMatrixSet set, String base, String language) {
    Map<String, Object> json = head(set, language);
    json.put(
        "links",
        List.of(Link.of(address(base, set), "self", "application/json", "the definition")));
    return json;
  }

  /** The whole definition. */
  static Map<String, Object> of(TileMatrixSet set, String base, String language) {
    Map<String, Object> json = head(set, language);
    json.put("orderedAxes", axes(set));
    if (set.equals(TileMatrixSet.webMercatorQuad())) {
      json.put("wellKnownScaleSet", SCALES_OF_THE_WEB);
    }
    List<Map<String, Object>> matrices = new ArrayList<>();
    for (int level : set.levels()) {
      matrices.add(matrix(set, level));
    }
    json.put("tileMatrices", matrices);
    json.put(
        "links",
        List.of(Link.of(address(base, set), "self", "application/json", "this definition")));
    return json;
  }

  private static Map<String, Object> head(TileMatrixSet set, String language) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", set.id());
    json.put("title", title(set, language));
    if (set.uri() != null) {
      json.put("uri", set.uri());
    }
    json.put("crs", crs(set));
    return json;
  }

  private static Map<String, Object> matrix(TileMatrixSet set, int level) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", Integer.toString(level));
    json.put("scaleDenominator", set.scaleDenominator(level));
    json.put("cellSize", set.cellSizeM(level));
    json.put("cornerOfOrigin", "topLeft");
    json.put("pointOfOrigin", set.pointOfOrigin());
    json.put("tileWidth", TileMatrixSet.TILE_PIXELS);
    json.put("tileHeight", TileMatrixSet.TILE_PIXELS);
    json.put("matrixWidth", 1 << level);
    json.put("matrixHeight", 1 << level);
    return json;
  }
}
