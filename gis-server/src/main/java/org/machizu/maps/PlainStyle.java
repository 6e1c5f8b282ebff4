package org.machizu.maps;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.machizu.geo.feature.LayerKind;
import org.machizu.http.Json;
import org.machizu.layers.VisibleLayers.VisibleLayer;

/**
 * A plain look for the layers of one style that nobody has styled yet, each in a colour of its own
 * as long as there are enough; which one is chosen by the layer's name.
 */
final class PlainStyle {
  /** Told apart also by people who see red and green alike (after Okabe and Ito, 2008). */
  private static final List<String> COLOURS =
      List.of("#0072b2", "#d55e00", "#007a5e", "#a6537f", "#8a6d00", "#1e7d8c", "#5b4a9e");

  private final Set<String> taken = new HashSet<>();

  ArrayNode of(VisibleLayer layer) {
    ArrayNode layers = Json.mapper().createArrayNode();
    if (layer.entry().layer().kind().isRaster()) {
      raster(layers, layer.entry().layer().kind());
      return layers;
    }
    String colour = take(Math.floorMod(layer.name().hashCode(), COLOURS.size()));
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

  /** The first colour from there on that no other layer has, or that one when all are taken. */
  private String take(int first) {
    for (int i = 0; i < COLOURS.size(); i++) {
      String colour = COLOURS.get((first + i) % COLOURS.size());
      if (taken.add(colour)) {
        return colour;
      }
    }
    return COLOURS.get(first);
  }

  /** A grid lets the map below it through, and keeps the edges of its pixels. */
  private static void raster(ArrayNode layers, LayerKind kind) {
    ObjectNode paint = layers.addObject().put("type", "raster").putObject("paint");
    if (kind == LayerKind.GRID) {
      paint.put("raster-opacity", 0.7).put("raster-resampling", "nearest");
    }
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
