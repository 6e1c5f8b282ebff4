package org.machizu.maps.paper;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The values of an attribute by which styles tell the classes of a layer apart, as a {@code match}
 * has them.
 *
 * @param classes in the order of the style; each with the values that look alike, as the style
 *     writes them
 */
record ToldApart(String attribute, List<List<JsonNode>> classes) {
  /** Two attributes at most tell a layer's classes apart; more would be no legend. */
  private static final int MOST_ATTRIBUTES = 2;

  private static final List<String> TELLING =
      List.of("fill-color", "line-color", "circle-color", "fill-pattern", "icon-image");

  ToldApart {
    classes = List.copyOf(classes);
  }

  /**
   * What tells the classes of each layer apart; layers of one class have an empty list.
   *
   * @param styles from below
   */
  static Map<String, List<ToldApart>> byLayer(List<StyleLayer> styles) {
    Map<String, List<ToldApart>> found = new LinkedHashMap<>();
    for (StyleLayer style : styles) {
      List<ToldApart> of = found.computeIfAbsent(style.layer(), _ -> new ArrayList<>());
      for (String property : TELLING) {
        add(style.value(property), of);
      }
    }
    return found;
  }

  private static void add(JsonNode value, List<ToldApart> found) {
    String attribute = attributeOf(value);
    if (attribute.isEmpty()
        || found.size() >= MOST_ATTRIBUTES
        || found.stream().anyMatch(one -> one.attribute.equals(attribute))) {
      return;
    }
    List<List<JsonNode>> classes = new ArrayList<>();
    for (int i = 2; i < value.size() - 1; i += 2) {
      List<JsonNode> labels = new ArrayList<>();
      JsonNode label = value.get(i);
      for (JsonNode one : label.isArray() ? label : List.of(label)) {
        labels.add(one);
      }
      classes.add(labels);
    }
    found.add(new ToldApart(attribute, classes));
  }

  /** The attribute of {@code ["match", ["get", attribute], …]}; empty for any other value. */
  private static String attributeOf(JsonNode value) {
    boolean isMatch =
        value.path(0).asText().equals("match") && value.path(1).path(0).asText().equals("get");
    return isMatch ? value.path(1).path(1).asText() : "";
  }

  /** Whether a style layer looks different for different values of the attribute. */
  boolean shapes(StyleLayer style) {
    return TELLING.stream()
        .anyMatch(property -> attributeOf(style.value(property)).equals(attribute));
  }

  /** How a legend names a class. */
  static String words(List<JsonNode> values) {
    return String.join("・", values.stream().map(JsonNode::asText).toList());
  }
}
