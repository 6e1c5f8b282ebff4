package org.machizu.maps.paper;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.machizu.geo.feature.LocalizedText;

/**
 * Writes down what is drawn, for the legend: the classes of a layer are those that its styles'
 * colours, patterns or signs tell apart by a {@code match} over an attribute, as on the screen.
 */
final class LegendBook {
  static final LocalizedText OTHERS = new LocalizedText("その他", "Other");

  private final String language;
  private final Map<String, List<Match>> matches = new LinkedHashMap<>();
  private final Map<String, TreeMap<String, Entry>> entries = new LinkedHashMap<>();

  /** An attribute with the words that stand for each of its values, and their order. */
  private record Match(String attribute, Map<String, String> words, Map<String, Integer> order) {}

  private record Entry(String className, Map<StyleLayer, Look> looks) {}

  /**
   * @param styles from below
   */
  LegendBook(List<StyleLayer> styles, String language) {
    this.language = language;
    List<StyleLayer> told = styles.stream().filter(style -> !style.isBase()).toList();
    ToldApart.byLayer(told)
        .forEach((layer, by) -> matches.put(layer, by.stream().map(LegendBook::match).toList()));
  }

  private static Match match(ToldApart by) {
    Map<String, String> words = new LinkedHashMap<>();
    Map<String, Integer> order = new LinkedHashMap<>();
    for (int i = 0; i < by.classes().size(); i++) {
      for (JsonNode value : by.classes().get(i)) {
        words.put(value.asText(), ToldApart.words(by.classes().get(i)));
        order.put(value.asText(), i);
      }
    }
    return new Match(by.attribute(), words, order);
  }

  /** A feature was drawn so by a style layer. */
  void saw(StyleLayer style, MapFeature feature, Look look) {
    if (style.isBase() || !feature.isSeen()) {
      return;
    }
    List<String> names = new ArrayList<>();
    StringBuilder order = new StringBuilder();
    for (Match match : matches.getOrDefault(style.layer(), List.of())) {
      Object value = feature.get(match.attribute);
      String written = value == null ? "" : MapFeature.written(value);
      String name = match.words.get(written);
      order.append("%06d ".formatted(match.order.getOrDefault(written, 999_999)));
      if (name != null) {
        names.add(name);
      } else if (names.isEmpty() && order.length() <= 7) {
        names.add(OTHERS.in(language));
      }
    }
    entries
        .computeIfAbsent(style.layer(), _ -> new TreeMap<>())
        .computeIfAbsent(
            order + String.join("・", names),
            _ -> new Entry(String.join("・", names), new LinkedHashMap<>()))
        .looks
        .putIfAbsent(style, look);
  }

  /**
   * What was drawn, layer by layer.
   *
   * @param titles of the layers by short id, in the legend's order
   * @param styles from below
   */
  List<LegendEntry> entries(Map<String, String> titles, List<StyleLayer> styles) {
    List<LegendEntry> all = new ArrayList<>();
    titles.forEach((layer, title) -> {
      for (Entry entry : entries.getOrDefault(layer, new TreeMap<>()).values()) {
        List<Look> looks = new ArrayList<>();
        for (StyleLayer style : styles) {
          Look look = entry.looks.get(style);
          if (look != null) {
            looks.add(look);
          }
        }
        all.add(new LegendEntry(layer, title, entry.className, looks));
      }
    });
    return all;
  }
}
