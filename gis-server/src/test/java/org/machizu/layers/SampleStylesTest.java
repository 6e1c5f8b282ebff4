package org.machizu.layers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.machizu.geo.feature.Attribute;
import org.machizu.http.Json;
import org.machizu.http.JsonMember;
import org.machizu.samples.SampleFiles;
import org.machizu.samples.district.District;
import org.machizu.samples.files.LayerMakers;
import org.machizu.samples.table.Table;

/** The looks of the sample town's layers fit its data, and can be read. */
class SampleStylesTest {
  /** What tells features apart, and stands in the legend. */
  private static final Set<String> TELLING =
      Set.of("fill-color", "line-color", "circle-color", "fill-pattern", "icon-image");

  private static final double SMALLEST_TEXT_PX = 10;

  /** JIS X 8341-3, level AA. */
  private static final double LEAST_CONTRAST = 4.5;

  /** Whose values a layer's legend shares, that the two can be compared. */
  private static final Map<String, String> SAME_SCALE = Map.of("flood_planned", "flood_maximum");

  private static District town;

  @BeforeAll
  static void makeTheTown() {
    town = District.of(SampleFiles.SEED, 0);
  }

  static List<String> layers() {
    return StreamSupport.stream(LayerMakers.layers().spliterator(), false).toList();
  }

  @ParameterizedTest
  @MethodSource("layers")
  void theServerTakesTheStyle(String layer) throws Exception {
    JsonNode style = style(layer);
    assertThat(StyleCheck.read(JsonMember.of("style", style))).isEqualTo(style.toString());
  }

  @ParameterizedTest
  @MethodSource("layers")
  void everyAttributeThatIsNamedExists(String layer) throws Exception {
    List<String> attributes =
        LayerMakers.get(layer).rows(town).schema().attributes().stream()
            .map(Attribute::name)
            .toList();
    List<String> named = new ArrayList<>();
    eachArray(
        style(layer),
        array -> {
          String operator = array.path(0).asText();
          if ((operator.equals("get") || operator.equals("has")) && array.size() == 2) {
            named.add(array.path(1).asText());
          }
        });
    assertThat(attributes).containsAll(named);
  }

  @ParameterizedTest
  @MethodSource("layers")
  void everyValueThatIsNamedOccurs(String layer) throws Exception {
    Table table = LayerMakers.get(SAME_SCALE.getOrDefault(layer, layer)).rows(town);
    eachArray(
        style(layer),
        array -> {
          if (array.path(0).asText().matches("match|==|in")
              && !attribute(array.path(1)).isEmpty()) {
            String attribute = attribute(array.path(1));
            assertThat(valuesOf(table, attribute)).as(attribute).containsAll(named(array));
          }
        });
  }

  @ParameterizedTest
  @MethodSource("layers")
  void everyValueThatOccursHasASignOfItsOwn(String layer) throws Exception {
    Table table = LayerMakers.get(layer).rows(town);
    eachProperty(
        style(layer),
        (property, value) -> {
          String attribute = attribute(value.path(1));
          if (TELLING.contains(property)
              && value.path(0).asText().equals("match")
              && !attribute.isEmpty()) {
            assertThat(named(value)).as(property).containsAll(valuesOf(table, attribute));
          }
        });
  }

  @ParameterizedTest
  @MethodSource("layers")
  void noTextIsTooSmallToRead(String layer) throws Exception {
    eachProperty(
        style(layer),
        (property, value) -> {
          if (property.equals("text-size")) {
            for (int i = value.isArray() ? 4 : 0; i < Math.max(1, value.size()); i += 2) {
              JsonNode size = value.isArray() ? value.path(i) : value;
              assertThat(size.asDouble()).isGreaterThanOrEqualTo(SMALLEST_TEXT_PX);
            }
          }
        });
  }

  @ParameterizedTest
  @MethodSource("layers")
  void everyTextStandsOutFromItsEdge(String layer) throws Exception {
    for (JsonNode styleLayer : style(layer)) {
      JsonNode paint = styleLayer.path("paint");
      for (String text : colours(paint.path("text-color"))) {
        for (String edge : colours(paint.path("text-halo-color"))) {
          assertThat(contrast(text, edge)).as(text + " on " + edge).isGreaterThan(LEAST_CONTRAST);
        }
      }
    }
  }

  private static JsonNode style(String layer) throws IOException {
    String name = "/samples/styles/" + layer + ".json";
    try (InputStream in =
        Objects.requireNonNull(SampleFiles.class.getResourceAsStream(name), name)) {
      return Json.mapper().readTree(in);
    }
  }

  private static Set<String> valuesOf(Table table, String attribute) {
    return table.rows().stream()
        .map(row -> row.get(attribute))
        .filter(Objects::nonNull)
        .map(Object::toString)
        .collect(Collectors.toSet());
  }

  /** The attribute of {@code ["get", attribute]}; empty for anything else. */
  private static String attribute(JsonNode expression) {
    return expression.path(0).asText().equals("get") ? expression.path(1).asText() : "";
  }

  /** The values that {@code match}, {@code ==} or {@code in} compares an attribute with. */
  private static Set<String> named(JsonNode expression) {
    List<JsonNode> inputs = new ArrayList<>();
    switch (expression.path(0).asText()) {
      case "match" -> {
        for (int i = 2; i + 1 < expression.size(); i += 2) {
          inputs.add(expression.get(i));
        }
      }
      case "in" -> inputs.add(expression.path(2).path(1));
      default -> inputs.add(expression.path(2));
    }
    return inputs.stream()
        .flatMap(input -> input.isArray() ? input.valueStream() : List.of(input).stream())
        .map(JsonNode::asText)
        .collect(Collectors.toSet());
  }

  private static void eachArray(JsonNode node, java.util.function.Consumer<JsonNode> visitor) {
    if (node.isArray()) {
      visitor.accept(node);
    }
    node.forEach(inner -> eachArray(inner, visitor));
  }

  private static void eachProperty(JsonNode node, BiConsumer<String, JsonNode> visitor) {
    node.properties().forEach(member -> visitor.accept(member.getKey(), member.getValue()));
    node.forEach(inner -> eachProperty(inner, visitor));
  }

  private static List<String> colours(JsonNode value) {
    List<String> found = new ArrayList<>();
    if (value.asText().matches("#[0-9a-f]{6}")) {
      found.add(value.asText());
    }
    value.forEach(inner -> found.addAll(colours(inner)));
    return found;
  }

  /** As WCAG 2 defines it. */
  private static double contrast(String one, String other) {
    double a = luminance(one);
    double b = luminance(other);
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  }

  private static double luminance(String colour) {
    double[] shares = {0.2126, 0.7152, 0.0722};
    double sum = 0;
    for (int i = 0; i < shares.length; i++) {
      double part = Integer.parseInt(colour.substring(1 + 2 * i, 3 + 2 * i), 16) / 255.0;
      sum += shares[i] * (part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4));
    }
    return sum;
  }
}
