package org.machizu.rasters;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The colours of a grid's numbers, in classes. In a layer's style it stands in the metadata of the
 * style layer of type {@code raster} as {@code machizu:ramp}: a list of {@code {"below": number,
 * "color": "#rrggbb"}} from small to large, the last without {@code below}; numbers of 0 and less
 * are not drawn unless {@code machizu:ramp-from} says another limit.
 */
public final class ColourRamp {
  /**
   * Depths of flooding as Japan's hazard maps colour them (水害ハザードマップ作成の手引き, 2016, annex).
   */
  public static final ColourRamp FLOOD_DEPTH =
      new ColourRamp(
          0,
          List.of(
              new Class(0.5, 0xfff7f5a9),
              new Class(3, 0xffffd8c0),
              new Class(5, 0xffffb7b7),
              new Class(10, 0xffff9191),
              new Class(20, 0xfff285c9),
              new Class(Double.POSITIVE_INFINITY, 0xffdc7adc)));

  private static final Pattern COLOUR = Pattern.compile("#[0-9a-fA-F]{6}");
  private static final int MAX_CLASSES = 100;

  private final double from;
  private final List<Class> classes;

  /**
   * @param below numbers up to this, without it
   * @param argb opaque
   */
  private record Class(double below, int argb) {}

  private ColourRamp(double from, List<Class> classes) {
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

  private static ColourRamp parse(JsonNode ramp, double from) {
    List<Class> classes = new ArrayList<>();
    for (JsonNode step : ramp) {
      String colour = step.path("color").asText();
      if (!COLOUR.matcher(colour).matches()) {
        throw new IllegalArgumentException(
            "machizu:ramp has the color '" + colour + "'; give #rrggbb");
      }
      double below =
          step.path("below").isNumber() ? step.get("below").asDouble() : Double.POSITIVE_INFINITY;
      classes.add(new Class(below, 0xff000000 | Integer.parseInt(colour.substring(1), 16)));
    }
    List<Class> sorted =
        classes.stream().sorted(Comparator.comparingDouble(Class::below)).toList();
    boolean rising = classes.stream().mapToDouble(Class::below).distinct().count() == classes.size();
    if (classes.isEmpty() || classes.size() > MAX_CLASSES || !rising || !sorted.equals(classes)) {
      throw new IllegalArgumentException(
          "machizu:ramp needs 1 to %d steps with rising 'below', of which only the last may lack it"
              .formatted(MAX_CLASSES));
    }
    return new ColourRamp(from, classes);
  }

  /** The colour of a number, 0xAARRGGBB; 0 for what is not drawn. */
  int argb(float number) {
    if (!(number > from)) { // NaN too
      return 0;
    }
    for (Class step : classes) {
      if (number < step.below) {
        return step.argb;
      }
    }
    return 0;
  }
}
