package org.machizu.hazard.sheet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.machizu.http.Json;
import org.machizu.layers.CataloguedLayer;
import org.machizu.layers.VisibleLayers.VisibleLayer;

/**
 * Gives each class of a map of depths a pattern over its colour, denser from class to class, so
 * that they are told apart when the paper is printed in grey or read by somebody who sees few
 * colours. A style that does not tell its classes by one {@code match} over an attribute stays as
 * it is.
 */
final class GreyPatterns {
  /** From shallow to deep; the last stands for all deeper classes. */
  private static final List<String> PATTERNS =
      List.of(
          "machizu:dots/#00000060/#ffffff00/12/0.7",
          "machizu:hatch-45/#00000050/#ffffff00/16/0.6",
          "machizu:hatch-45/#00000068/#ffffff00/8/0.7",
          "machizu:cross-45/#00000068/#ffffff00/8/0.7",
          "machizu:cross/#00000080/#ffffff00/6/0.8");

  private GreyPatterns() {}

  /** The layer with patterns. */
  static VisibleLayer on(VisibleLayer layer) {
    CataloguedLayer entry = layer.entry();
    CataloguedLayer dressed =
        new CataloguedLayer(
            entry.layer(),
            entry.access(),
            dressed(entry.style()),
            entry.revision(),
            entry.changed());
    return new VisibleLayer(dressed, layer.view());
  }

  static String dressed(String style) {
    JsonNode layers;
    try {
      layers = Json.mapper().readTree(style);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a style in the catalogue is no JSON", e);
    }
    ArrayNode all = Json.mapper().createArrayNode();
    for (JsonNode layer : layers) {
      all.add(layer);
      JsonNode colours = layer.path("paint").path("fill-color");
      if (layer.path("type").asText().equals("fill") && isMatch(colours)) {
        all.add(pattern(layer, colours));
      }
    }
    return all.toString();
  }

  /** {@code ["match", ["get", attribute], value, colour, …, colour]}. */
  private static boolean isMatch(JsonNode colours) {
    return colours.isArray()
        && colours.size() >= 5
        && colours.size() % 2 == 1
        && colours.get(0).asText().equals("match")
        && colours.get(1).path(0).asText().equals("get");
  }

  private static ObjectNode pattern(JsonNode fill, JsonNode colours) {
    ObjectNode layer = fill.deepCopy();
    layer.put("id", fill.path("id").asText("fill") + "-grey");
    ArrayNode match = Json.mapper().createArrayNode();
    match.add(colours.get(0)).add(colours.get(1));
    int at = 0;
    for (int i = 2; i + 1 < colours.size(); i += 2) {
      match.add(colours.get(i)).add(of(at++));
    }
    match.add(of(at));
    layer.putObject("paint").set("fill-pattern", match);
    return layer;
  }

  private static String of(int at) {
    return PATTERNS.get(Math.min(at, PATTERNS.size() - 1));
  }
}
