package org.machizu.maps;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.machizu.geo.feature.LayerKind;
import org.machizu.http.Json;
import org.machizu.layers.ColourRamp;
import org.machizu.layers.RasterContent;
import org.machizu.layers.VisibleLayers.VisibleLayer;

/**
 * A complete MapLibre style (style specification, version 8) from the layers' own style layers: one
 * source for each layer, vector or raster; pictures lie below areas, areas below lines, lines below
 * points and labels. Among the same kind a style layer's metadata {@code machizu:order} decides, 0
 * where it has none; the higher lies above. docs/styles.md tells whoever styles layers what they
 * may say.
 */
public final class MapStyle {
  /** Areas of the town's own background: above them pictures can still be seen. */
  private static final String BASE_AREA = "area of the background";

  private static final List<String> FROM_BELOW =
      List.of(
          "background",
          BASE_AREA,
          "raster",
          "hillshade",
          "fill",
          "fill-extrusion",
          "line",
          "heatmap",
          "circle",
          "symbol");

  /** The id of the style for the day. */
  public static final String DAY = Theme.DEFAULT.styleName();

  /** The id of the style for a dark room. */
  public static final String DARK = Theme.DARK.styleName();

  private MapStyle() {}

  /**
   * The style of the whole town.
   *
   * @param id {@link #DAY} or {@link #DARK}
   * @param base scheme, host and port, for absolute source addresses
   * @throws java.util.NoSuchElementException when it is another
   */
  public static ObjectNode ofTown(
      List<VisibleLayer> layers, String id, String base, String language) {
    return of(layers, Theme.find(id).orElseThrow(), base, language);
  }

  /** The style of one layer, to be laid over another map: it has no ground. */
  public static ObjectNode ofLayer(VisibleLayer layer, String base, String language) {
    ObjectNode style = of(List.of(layer), Theme.DEFAULT, base, language);
    style.put("name", layer.entry().layer().title().in(language));
    style.withArray("layers").remove(0);
    return style;
  }

  /**
   * @param base scheme, host and port, for absolute source addresses
   */
  static ObjectNode of(List<VisibleLayer> layers, Theme theme, String base, String language) {
    ObjectNode style = Json.mapper().createObjectNode();
    style.put("version", 8);
    style.put("name", theme.styleName());
    ObjectNode sources = style.putObject("sources");
    for (VisibleLayer layer : layers) {
      sources.set(layer.name(), source(layer, base, language));
    }
    List<ObjectNode> drawn = layersFromBelow(layers);
    drawn.forEach(theme::dress);
    ArrayNode all = style.putArray("layers");
    ObjectNode background = all.addObject().put("id", "background").put("type", "background");
    background.putObject("paint").put("background-color", theme.background());
    drawn.forEach(all::add);
    return style;
  }

  /**
   * The style layers by day, as they lie above each other; each names its layer as its source.
   *
   * @param layers in the catalogue's order
   */
  public static List<ObjectNode> layersFromBelow(List<VisibleLayer> layers) {
    List<ObjectNode> drawn = new ArrayList<>();
    PlainStyle plain = new PlainStyle();
    layers.forEach(layer -> drawn.addAll(styleLayers(layer, plain)));
    drawn.sort(Comparator.comparingInt(MapStyle::height).thenComparingInt(MapStyle::order));
    return drawn;
  }

  /** Where a layer's tiles come from. */
  static ObjectNode source(VisibleLayer layer, String base, String language) {
    ObjectNode source = Json.mapper().createObjectNode();
    source.put("type", isRaster(layer) ? "raster" : "vector");
    source.put("url", base + "/tiles/" + layer.name() + ".json?lang=" + language);
    if (isRaster(layer)) {
      source.put("tileSize", RasterContent.SIDE);
    }
    return source;
  }

  private static boolean isRaster(VisibleLayer layer) {
    return layer.entry().layer().kind().isRaster();
  }

  private static int height(ObjectNode styleLayer) {
    String type = styleLayer.path("type").asText();
    boolean isBase = styleLayer.path("metadata").path("machizu:base").asBoolean();
    return FROM_BELOW.indexOf(isBase && type.equals("fill") ? BASE_AREA : type);
  }

  private static int order(ObjectNode styleLayer) {
    return styleLayer.path("metadata").path("machizu:order").asInt(0);
  }

  private static List<ObjectNode> styleLayers(VisibleLayer layer, PlainStyle plain) {
    List<ObjectNode> result = new ArrayList<>();
    for (JsonNode node : own(layer, plain)) {
      if (node.path("type").asText().equals("raster") != isRaster(layer)) {
        continue; // MapLibre refuses a whole style for one layer that does not go with its source
      }
      ObjectNode styleLayer = node.deepCopy();
      styleLayer.put("id", layer.name() + "-" + result.size());
      styleLayer.put("source", layer.name());
      if (!isRaster(layer)) {
        styleLayer.put("source-layer", layer.name());
      }
      ObjectNode metadata = styleLayer.withObject("metadata");
      metadata.put("machizu:layer", layer.name());
      if (layer.entry().layer().kind() == LayerKind.GRID && !metadata.has("machizu:ramp")) {
        metadata.set("machizu:ramp", ColourRamp.FLOOD_DEPTH.toJson());
      }
      result.add(styleLayer);
    }
    return result;
  }

  /** The layer's own style layers, or plain ones for a layer that nobody has styled yet. */
  private static JsonNode own(VisibleLayer layer, PlainStyle plain) {
    try {
      JsonNode own = Json.mapper().readTree(layer.entry().style());
      return own.isEmpty() ? plain.of(layer) : own;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the catalogue holds a broken style of " + layer.name(), e);
    }
  }
}
