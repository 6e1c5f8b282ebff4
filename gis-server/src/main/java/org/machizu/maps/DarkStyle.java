package org.machizu.maps;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A style layer for a dark room. What the layer's own metadata {@code machizu:dark} says (members
 * {@code paint} and {@code layout}) holds; every other colour is turned by what it colours, keeping
 * its hue: areas grow dark, lines and texts light, edges of texts dark. Colours are found in plain
 * values, in expressions and in the names of built-in images.
 */
final class DarkStyle {
  /** The metadata with a layer's own colours for the dark. */
  static final String OVERRIDES = "machizu:dark";

  /**
   * The lightness that a colour gets, from the one it has (both 0 to 1), and how bright it stays.
   */
  private record Turn(double darkest, double lightest, boolean inverted, double saturation) {
    Colour of(Colour colour) {
      double part = inverted ? 1 - colour.lightness() : colour.lightness();
      double lightness = darkest + (lightest - darkest) * part;
      return colour.with(colour.saturation() * saturation, lightness);
    }
  }

  /** A pale area must stay darker than the lines and texts on it, and lighter than the ground. */
  private static final Turn AREA = new Turn(0.16, 0.36, true, 0.75);

  private static final Turn LINE = new Turn(0.34, 0.74, true, 0.85);
  private static final Turn TEXT = new Turn(0.80, 0.96, true, 0.8);
  private static final Turn EDGE = new Turn(0.06, 0.13, false, 0.4);

  /** Signs keep their colour, but none vanishes on the dark ground. */
  private static final Turn SIGN = new Turn(0.46, 0.72, false, 1);

  private static final Pattern IMAGE = Pattern.compile("machizu:[a-z0-9-]+(?:/.*)?");
  private static final List<String> COLOURED_IMAGES =
      List.of("fill-pattern", "line-pattern", "icon-image", "fill-extrusion-pattern");

  private DarkStyle() {}

  /** Changes the style layer itself. */
  static void dress(ObjectNode styleLayer) {
    turnAll(styleLayer, "paint");
    turnAll(styleLayer, "layout");
    if (styleLayer.path("type").asText().equals("raster")) {
      ObjectNode paint = styleLayer.withObject("paint");
      putIfAbsent(paint, "raster-brightness-max", 0.7);
      putIfAbsent(paint, "raster-saturation", -0.2);
    }
    JsonNode own = styleLayer.path("metadata").path(OVERRIDES);
    for (String group : List.of("paint", "layout")) {
      if (own.get(group) instanceof ObjectNode values) {
        styleLayer.withObject(group).setAll(values.deepCopy());
      }
    }
  }

  private static void putIfAbsent(ObjectNode paint, String name, double value) {
    if (!paint.has(name)) {
      paint.put(name, value);
    }
  }

  private static void turnAll(ObjectNode styleLayer, String group) {
    if (styleLayer.get(group) instanceof ObjectNode values) {
      values
          .properties()
          .forEach(property -> property.setValue(turned(property.getKey(), property.getValue())));
    }
  }

  private static JsonNode turned(String property, JsonNode value) {
    if (COLOURED_IMAGES.contains(property)) {
      return imagesIn(value);
    }
    if (!property.endsWith("-color")) {
      return value;
    }
    return coloursIn(value, turnOf(property), true);
  }

  private static Turn turnOf(String property) {
    return switch (property) {
      case "text-color", "icon-color" -> TEXT;
      case "text-halo-color", "icon-halo-color", "circle-stroke-color" -> EDGE;
      case "line-color", "fill-outline-color" -> LINE;
      case "circle-color", "heatmap-color" -> SIGN;
      default -> AREA;
    };
  }

  /**
   * @param isWhole whether the value is the whole of a property: then a word is a colour, while in
   *     an expression it may be one of the data's own
   */
  private static JsonNode coloursIn(JsonNode value, Turn turn, boolean isWhole) {
    if (value instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        array.set(i, coloursIn(array.get(i), turn, false));
      }
      return array;
    }
    if (!value.isTextual() || (!isWhole && !Colour.isWritten(value.textValue()))) {
      return value;
    }
    return Colour.find(value.textValue())
        .<JsonNode>map(colour -> TextNode.valueOf(turn.of(colour).hex()))
        .orElse(value);
  }

  private static JsonNode imagesIn(JsonNode value) {
    if (value instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        array.set(i, imagesIn(array.get(i)));
      }
      return array;
    }
    return value.isTextual() && IMAGE.matcher(value.textValue()).matches()
        ? TextNode.valueOf(image(value.textValue()))
        : value;
  }

  /** A sign on a ground keeps its colours; a pattern or a bare sign turns light on dark. */
  private static String image(String name) {
    String[] parts = name.split("/", -1);
    boolean isSymbol = parts[0].equals("machizu:symbol");
    int ink = isSymbol ? 2 : 1;
    String ground = parts.length > ink + 1 ? parts[ink + 1] : "";
    boolean isBare = Colour.find(ground).map(colour -> colour.alpha() == 0).orElse(true);
    if (isSymbol && !isBare) {
      return name;
    }
    if (isSymbol && (parts.length <= ink || parts[ink].isEmpty())) {
      return "machizu:symbol/" + (parts.length > 1 ? parts[1] : "") + "/#f0f0f0" + rest(parts, ink);
    }
    if (parts.length > ink) {
      parts[ink] = turnHex(parts[ink], isSymbol ? TEXT : LINE);
    }
    if (parts.length > ink + 1) {
      parts[ink + 1] = turnHex(ground, AREA);
    }
    return String.join("/", parts);
  }

  private static String rest(String[] parts, int ink) {
    StringBuilder rest = new StringBuilder();
    for (int i = ink + 1; i < parts.length; i++) {
      rest.append('/').append(parts[i]);
    }
    return rest.toString();
  }

  private static String turnHex(String hex, Turn turn) {
    Matcher written = Colour.HEX.matcher(hex);
    return written.matches()
        ? Colour.find(hex).map(colour -> turn.of(colour).hex()).orElse(hex)
        : hex;
  }
}
