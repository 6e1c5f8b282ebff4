package org.machizu.maps;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.machizu.http.Json;
import org.machizu.layers.VisibleLayers.VisibleLayer;

/**
 * A MapLibre style of chosen layers in a chosen order: the first lies above the others, whatever
 * kinds they are; only labels and signs lie above all areas and lines, so that none is covered.
 */
public final class ChosenStyle {
  private ChosenStyle() {}

  /**
   * A layer of the map.
   *
   * @param on whether it is seen at the start
   */
  public record Chosen(VisibleLayer layer, boolean on) {}

  /**
   * The style.
   *
   * @param fromAbove the layers
   * @param background of these only the town's own background is drawn ({@code machizu:base}),
   *     below; empty for none
   * @param base scheme, host and port, for absolute source addresses
   * @param language "ja" or "en"
   */
  public static ObjectNode of(
      List<Chosen> fromAbove, List<VisibleLayer> background, String base, String language) {
    Map<String, Integer> places = new HashMap<>();
    Map<String, Boolean> on = new HashMap<>();
    Map<String, VisibleLayer> byName = new LinkedHashMap<>();
    for (Chosen chosen : fromAbove) {
      places.put(chosen.layer().name(), fromAbove.size() - places.size());
      on.put(chosen.layer().name(), chosen.on());
      byName.put(chosen.layer().name(), chosen.layer());
    }
    Set<String> below = new HashSet<>();
    for (VisibleLayer layer : background) {
      below.add(layer.name());
      byName.putIfAbsent(layer.name(), layer);
    }
    List<ObjectNode> styleLayers =
        new ArrayList<>(MapStyle.layersFromBelow(List.copyOf(byName.values())));
    styleLayers.removeIf(
        one -> isBase(one) ? !below.contains(source(one)) : !places.containsKey(source(one)));
    styleLayers.sort(Comparator.comparingInt((ObjectNode one) -> height(one, places)));
    ObjectNode style = Json.mapper().createObjectNode();
    style.put("version", 8);
    ObjectNode sources = style.putObject("sources");
    ArrayNode all = style.putArray("layers");
    ObjectNode ground = all.addObject().put("id", "background").put("type", "background");
    ground.putObject("paint").put("background-color", Theme.DEFAULT.background());
    for (ObjectNode one : styleLayers) {
      Theme.DEFAULT.dress(one);
      if (!isBase(one)) {
        boolean isOn = on.getOrDefault(source(one), true);
        one.withObject("layout").put("visibility", isOn ? "visible" : "none");
      }
      all.add(one);
    }
    byName.forEach((name, layer) -> {
      if (styleLayers.stream().anyMatch(one -> source(one).equals(name))) {
        sources.set(name, MapStyle.source(layer, base, language));
      }
    });
    return style;
  }

  private static String source(ObjectNode styleLayer) {
    return styleLayer.path("source").asText();
  }

  private static boolean isBase(ObjectNode styleLayer) {
    return styleLayer.path("metadata").path("machizu:base").asBoolean();
  }

  /** Background, then the chosen layers from below, then their labels and signs from below. */
  private static int height(ObjectNode styleLayer, Map<String, Integer> places) {
    int place = isBase(styleLayer) ? 0 : places.getOrDefault(source(styleLayer), 0);
    boolean isAbove = place > 0 && styleLayer.path("type").asText().equals("symbol");
    return isAbove ? places.size() + place : place;
  }
}
