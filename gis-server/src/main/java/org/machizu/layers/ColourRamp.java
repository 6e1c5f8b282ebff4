package org.machizu.layers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.machizu.http.Json;

/**
 * The colours of a grid's numbers, in classes. In a layer's style it stands in the metadata of the
 * style layer of type {@code raster} as {@code machizu:ramp}: a list of {@code {"below": number,
 * "color": "#rrggbb"}} from small to large, the last without {@code below}; numbers of 0 and less
 * are not drawn unless {@code machizu:ramp-from} says another limit.
 */
public final class ColourRamp {
  /** Depths of flooding as Japan's hazard maps colour them (水害ハザードマップ作成の手引き, 2016, annex). */
  public static final ColourRamp FLOOD_DEPTH =
      new ColourRamp(
          0,
          List.of(
              new Step(0.5, 0xfff7f5a9),
              new Step(3, 0xffffd8c0),
              new Step(5, 0xffffb7b7),
              new Step(10, 0xffff9191),
              new Step(20, 0xfff285c9),
              new Step(Double.POSITIVE_INFINITY, 0xffdc7adc)));

  private static final Pattern COLOUR = Pattern.compile("#[0-9a-fA-F]{6}");
  private static final int MAX_CLASSES = 100;

  private final double from;
  private final List<Step> classes;

  /**
   * @param below numbers up to this, without it
   * @param argb opaque
   */
  private record Step(double below, int argb) {}

  private ColourRamp(double from, List<Step> classes) {
    this.from = from;
    this.classes = List.copyOf(classes);
  }

  /**
   * The ramp of a layer's style; that of flood depths when it has none.
   *
   * @param style the layer's style layers
   * @throws IllegalArgumentException when the style has a ramp that cannot be read
   */
  public static ColourRamp of(JsonNode style) {
    for (JsonNode layer : style) {
      JsonNode metadata = layer.path("metadata");
      if (layer.path("type").asText().equals("raster") && metadata.has("machizu:ramp")) {
        return parse(metadata.get("machizu:ramp"), metadata.path("machizu:ramp-from").asDouble(0));
      }
    }
    return FLOOD_DEPTH;
  }

  /**
   * @param ramp the list
   * @param from numbers up to this are not drawn
   * @throws IllegalArgumentException when it cannot be read
   */
  static ColourRamp parse(JsonNode ramp, double from) {
    List<Step> classes = new ArrayList<>();
    for (JsonNode step : ramp) {
      String colour = step.path("color").asText();
      if (!COLOUR.matcher(colour).matches()) {
        throw new IllegalArgumentException(
            "machizu:ramp has the color '" + colour + "'; give #rrggbb");
      }
      double below =
          step.path("below").isNumber() ? step.get("below").asDouble() : Double.POSITIVE_INFINITY;
      classes.add(new Step(below, 0xff000000 | Integer.parseInt(colour.substring(1), 16)));
    }
    List<Step> sorted = classes.stream().sorted(Comparator.comparingDouble(Step::below)).toList();
    boolean rising = classes.stream().mapToDouble(Step::below).distinct().count() == classes.size();
    if (classes.isEmpty() || classes.size() > MAX_CLASSES || !rising || !sorted.equals(classes)) {
      throw new IllegalArgumentException(
          "machizu:ramp needs 1 to %d steps with rising 'below', of which only the last may lack it"
              .formatted(MAX_CLASSES));
    }
    return new ColourRamp(from, classes);
  }

  /** The list as it stands in a style, for legends. */
  public ArrayNode toJson() {
    ArrayNode steps = Json.mapper().createArrayNode();
    for (Step step : classes) {
      ObjectNode node = steps.addObject();
      if (Double.isFinite(step.below)) {
        node.put("below", step.below);
      }
      node.put("color", "#%06x".formatted(step.argb & 0xffffff));
    }
    return steps;
  }

  /** The colour of a number, 0xAARRGGBB; 0 for what is not drawn. */
  public int argb(float number) {
    if (!(number > from)) { // NaN too
      return 0;
    }
    for (Step step : classes) {
      if (number < step.below) {
        return step.argb;
      }
    }
    return 0;
  }
}
