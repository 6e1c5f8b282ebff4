package org.machizu.ogc.tiles;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.AttributeType;
import org.machizu.geo.feature.GeometryType;
import org.machizu.geo.feature.Layer;
import org.machizu.geo.feature.ZoomRange;
import org.machizu.http.Link;
import org.machizu.layers.VisibleLayers.VisibleLayer;
import org.machizu.tiles.grid.TileMatrixSet;
import org.machizu.tiles.grid.TileRange;
import org.machizu.tiles.grid.WorldBox;

/**
 * Tilesets as the JSON of OGC 17-083r4 (tileSet.json).
 *
 * @param sets tells what the layers have
 * @param asked the layers and where they are asked for
 * @param base scheme, host and port
 * @param language ja or en
 */
record TileSetJson(TileSets sets, AskedTiles asked, String base, String language) {

  /** What a list of tilesets says of one. */
  Map<String, Object> item(TileMatrixSet set) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("title", title() + " — " + TileMatrixSetJson.title(set, language));
    json.put("dataType", dataType());
    json.put("crs", TileMatrixSetJson.crs(set));
    if (set.uri() != null) {
      json.put("tileMatrixSetURI", set.uri());
    }
    json.put("links", links(set));
    return json;
  }

  /** All that there is to say. */
  Map<String, Object> of(TileMatrixSet set) {
    Map<String, Object> json = item(set);
    String attribution = attribution();
    if (!attribution.isEmpty()) {
      json.put("attribution", attribution);
    }
    List<TileRange> limits = sets.limits(set, asked.layers());
    if (!limits.isEmpty()) {
      json.put("tileMatrixSetLimits", limits.stream().map(TileSetJson::limit).toList());
    }
    sets.extent(asked.layers())
        .map(set.grid()::box)
        .ifPresent(box -> {
          json.put("boundingBox", box(set, box));
          json.put("centerPoint", centre(set, box, limits));
        });
    json.put("layers", asked.layers().stream().map(layer -> layer(set, layer)).toList());
    List<Map<String, Object>> links = links(set);
    links.addAll(templates(set));
    json.put("links", links);
    return json;
  }

  private String title() {
    return asked.isWholeTown()
        ? language.equals("en") ? "All open layers" : "公開レイヤすべて"
        : String.join(
            ", ",
            asked.layers().stream().map(l -> l.entry().layer().title().in(language)).toList());
  }

  private String dataType() {
    return asked.isPicture() ? "map" : "vector";
  }

  private String attribution() {
    return String.join(
        " · ",
        asked.layers().stream()
            .map(layer -> layer.entry().layer().provenance().source())
            .filter(source -> !source.isEmpty())
            .distinct()
            .toList());
  }

  private List<Map<String, Object>> links(TileMatrixSet set) {
    List<Map<String, Object>> links = new ArrayList<>();
    String self = base + asked.path() + "/" + set.id() + asked.query("?");
    links.add(Link.of(self, "self", "application/json", "this tileset"));
    links.add(
        Link.of(
            TileMatrixSetJson.address(base, set),
            TileMatrixSetJson.TILING_SCHEME,
            "application/json",
            "its tile matrix set"));
    asked.layers().stream()
        .filter(_ -> asked.layers().size() == 1)
        .forEach(layer ->
            links.add(
                Link.of(
                    base + "/ogc/collections/" + layer.name(),
                    "http://www.opengis.net/def/rel/ogc/1.0/geodata",
                    "application/json",
                    "the layer")));
    return links;
  }

  /** With the revision in the address, so that tiles may be kept for good. */
  private List<Map<String, Object>> templates(TileMatrixSet set) {
    List<Map<String, Object>> links = new ArrayList<>();
    for (String format : asked.isPicture() ? List.of("png", "webp") : List.of("mvt")) {
      String address =
          base
              + asked.path()
              + "/"
              + set.id()
              + "/{tileMatrix}/{tileRow}/{tileCol}?f="
              + format
              + "&v="
              + asked.revision()
              + asked.query("&");
      Map<String, Object> link =
          Link.of(address, "item", AskedTiles.mediaType(format), "tiles as " + format);
      link.put("templated", true);
      links.add(link);
    }
    if (set.equals(TileMatrixSet.webMercatorQuad())) {
      String names = String.join(",", asked.layers().stream().map(VisibleLayer::name).toList());
      if (!names.isEmpty() && !asked.isWholeTown()) {
        links.add(
            Link.of(
                base + "/tiles/" + names + ".json", "describedby", "application/json", "TileJSON"));
      }
    }
    return links;
  }

  private static Map<String, Object> limit(TileRange range) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("tileMatrix", Integer.toString(range.min().z()));
    json.put("minTileRow", range.min().y());
    json.put("maxTileRow", range.max().y());
    json.put("minTileCol", range.min().x());
    json.put("maxTileCol", range.max().x());
    return json;
  }

  /** In the order of the system's authority. */
  private static Map<String, Object> box(TileMatrixSet set, WorldBox box) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("lowerLeft", set.inOrder(set.eastM(box.minX()), set.northM(box.maxY())));
    json.put("upperRight", set.inOrder(set.eastM(box.maxX()), set.northM(box.minY())));
    json.put("crs", TileMatrixSetJson.crs(set));
    json.put("orderedAxes", TileMatrixSetJson.axes(set));
    return json;
  }

  private static Map<String, Object> centre(
      TileMatrixSet set, WorldBox box, List<TileRange> limits) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put(
        "coordinates",
        set.inOrder(
            set.eastM(((double) box.minX() + box.maxX()) / 2),
            set.northM(((double) box.minY() + box.maxY()) / 2)));
    json.put("crs", TileMatrixSetJson.crs(set));
    // the last level at which a few tiles show it all
    limits.stream()
        .filter(range -> range.count() <= 4)
        .reduce((_, deeper) -> deeper)
        .ifPresent(range -> json.put("tileMatrix", Integer.toString(range.min().z())));
    return json;
  }

  private Map<String, Object> layer(TileMatrixSet set, VisibleLayer visible) {
    Layer layer = visible.entry().layer();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", visible.name());
    json.put("title", layer.title().in(language));
    json.put("dataType", dataType());
    if (!layer.provenance().licence().isEmpty()) {
      json.put("license", layer.provenance().licence());
    }
    json.put("updated", visible.entry().changed().toString());
    ZoomRange levels = sets.levels(set, visible);
    json.put("minTileMatrix", Integer.toString(levels.min()));
    json.put("maxTileMatrix", Integer.toString(levels.max()));
    if (!asked.isPicture()) {
      dimension(visible.view().schema().geometryType())
          .ifPresent(dimension -> json.put("geometryDimension", dimension));
      json.put("propertiesSchema", properties(visible));
    }
    return json;
  }

  private static Optional<Integer> dimension(GeometryType type) {
    return switch (type) {
      case POINT -> Optional.of(0);
      case LINE -> Optional.of(1);
      case POLYGON -> Optional.of(2);
      case MIXED, NONE -> Optional.empty();
    };
  }

  private Map<String, Object> properties(VisibleLayer layer) {
    Map<String, Object> properties = new LinkedHashMap<>();
    for (Attribute attribute : layer.view().schema().attributes()) {
      properties.put(
          attribute.name(),
          Map.of("title", attribute.title().in(language), "type", type(attribute.type())));
    }
    return Map.of("type", "object", "properties", properties);
  }

  private static String type(AttributeType type) {
    return switch (type) {
      case INTEGER -> "integer";
      case REAL -> "number";
      case BOOLEAN -> "boolean";
      case TEXT, DATE, DATETIME -> "string";
    };
  }
}
