package org.machizu.maps;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.machizu.http.Json;
import org.machizu.layers.VisibleLayers.VisibleLayer;

/** A plain look for a layer that nobody has styled yet, in a colour chosen by its name. */
final class PlainStyle {
  /** Told apart also by people who see red and green alike (after Okabe and Ito, 2008). */
  private static final List<String> COLOURS =
      List.of("#0072b2", "#d55e00", "#007a5e", "#a6537f", "#8a6d00", "#3f6fb5", "#5b4a9e");

  private PlainStyle() {}

  static ArrayNode of(VisibleLayer layer) {
    ArrayNode layers = Json.mapper().createArrayNode();
    String colour = COLOURS.get(Math.floorMod(layer.name().hashCode(), COLOURS.size()));
    switch (layer.view().schema().geometryType()) {
      case POINT -> circle(layers, colour);
      case LINE -> line(layers, colour);
      case POLYGON -> area(layers, colour);
      case MIXED -> {
        only(area(layers, colour), "Polygon");
        only(line(layers, colour), "LineString");
        only(circle(layers, colour), "Point");
      }
      case NONE -> {
        // a table without places is not drawn
      }
    }
    return layers;
  }

  private static ObjectNode area(ArrayNode layers, String colour) {
    ObjectNode fill = layers.addObject().put("type", "fill");
    fill.putObject("paint")
        .put("fill-color", colour)
        .put("fill-opacity", 0.3)
        .put("fill-outline-color", colour);
    return fill;
  }

  private static ObjectNode line(ArrayNode layers, String colour) {
    ObjectNode line = layers.addObject().put("type", "line");
    line.putObject("paint").put("line-color", colour).put("line-width", 2);
    return line;
  }

  private static ObjectNode circle(ArrayNode layers, String colour) {
    ObjectNode circle = layers.addObject().put("type", "circle");
    circle
        .putObject("paint")
        .put("circle-color", colour)
        .put("circle-radius", 5)
        .put("circle-stroke-color", "#ffffff")
        .put("circle-stroke-width", 1.5);
    return circle;
  }

  private static void only(ObjectNode styleLayer, String geometryType) {
    styleLayer.putArray("filter").add("==").add("$type").add(geometryType);
  }
}
