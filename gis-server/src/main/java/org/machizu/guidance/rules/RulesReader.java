package org.machizu.guidance.rules;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.machizu.guidance.rules.GuidanceRules.Distances;
import org.machizu.guidance.rules.GuidanceRules.Others;
import org.machizu.guidance.rules.GuidanceRules.Pace;
import org.machizu.guidance.rules.GuidanceRules.RoadRule;
import org.machizu.guidance.rules.GuidanceRules.ZoneRule;
import org.machizu.hazard.kind.Hazard;

/** Reads the rules; what is wrong with them is told with its place. */
public final class RulesReader {
  private static final YAMLMapper YAML =
      new YAMLMapper(
          YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build());

  private RulesReader() {}

  /** The rules that the program brings along. */
  public static GuidanceRules usual() {
    try (InputStream yaml = RulesReader.class.getResourceAsStream("rules.yaml")) {
      if (yaml == null) {
        throw new IllegalStateException("rules.yaml is missing beside " + RulesReader.class);
      }
      return rules(YAML.readTree(yaml));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Rules from YAML.
   *
   * @throws IllegalArgumentException naming what is wrong
   */
  static GuidanceRules read(String yaml) {
    try {
      return rules(YAML.readTree(yaml));
    } catch (IOException e) {
      throw new IllegalArgumentException("this is no YAML: " + e.getMessage(), e);
    }
  }

  private static GuidanceRules rules(JsonNode tree) {
    Map<Mode, Pace> paces = new EnumMap<>(Mode.class);
    for (Mode mode : Mode.values()) {
      JsonNode pace = tree.path("paces").path(mode.word());
      paces.put(mode, new Pace(number(pace, "speedMps"), number(pace, "mostMinutes")));
    }
    List<ZoneRule> zones = new ArrayList<>();
    for (JsonNode zone : tree.path("zones")) {
      zones.add(
          new ZoneRule(
              hazards(zone.path("asked")),
              hazard(zone.path("zone")),
              dangers(zone.path("danger")),
              effect(zone.path("factors"))));
    }
    Map<Snowed, Effect> snow = new EnumMap<>(Snowed.class);
    tree.path("snow")
        .properties()
        .forEach(entry -> snow.put(snowed(entry.getKey()), effect(entry.getValue())));
    List<RoadRule> roads = new ArrayList<>();
    for (JsonNode road : tree.path("roads")) {
      roads.add(road(road));
    }
    return new GuidanceRules(
        paces,
        zones,
        hazards(tree.path("underpassFor")),
        snow,
        roads,
        distances(tree.path("distances")),
        others(tree.path("others")));
  }

  private static RoadRule road(JsonNode road) {
    List<String> words = new ArrayList<>();
    road.path("words").forEach(word -> words.add(word.asText()));
    Set<Mode> impassable = EnumSet.noneOf(Mode.class);
    road.path("impassable").forEach(word -> impassable.add(mode(word.asText())));
    return new RoadRule(
        road.path("code").asText(),
        road.has("asked") ? hazards(road.path("asked")) : EnumSet.allOf(Hazard.class),
        road.has("narrowerThanM") ? number(road, "narrowerThanM") : Double.POSITIVE_INFINITY,
        road.path("column").asText(""),
        List.copyOf(words),
        effect(road.path("factors")),
        Set.copyOf(impassable));
  }

  private static Distances distances(JsonNode node) {
    return new Distances(
        number(node, "startToRoadM"),
        number(node, "refugeToRoadM"),
        number(node, "otherRoadM"),
        number(node, "outsideM"),
        number(node, "closurePointM"),
        number(node, "closureBesideM"),
        number(node, "underpassM"),
        number(node, "gaugeReachM"),
        number(node, "gaugeBesideM"),
        number(node, "gaugeAgeHours"));
  }

  private static Others others(JsonNode node) {
    return new Others(
        number(node, "everyWay"),
        number(node, "leaving"),
        number(node, "upperFloorSeconds"),
        number(node, "stairsSeconds"),
        number(node, "roundabout"),
        number(node, "penalty"),
        number(node, "mostTimes"),
        number(node, "mostShared"),
        (int) number(node, "tries"));
  }

  private static double number(JsonNode node, String name) {
    JsonNode value = node.path(name);
    if (!value.isNumber() || !(value.doubleValue() >= 0)) {
      throw new IllegalArgumentException(
          "'%s' is '%s'; give a number of 0 or more".formatted(name, value.asText()));
    }
    return value.doubleValue();
  }

  private static Effect effect(JsonNode factors) {
    Map<Mode, Double> byMode = new EnumMap<>(Mode.class);
    factors
        .properties()
        .forEach(entry -> byMode.put(mode(entry.getKey()), factor(entry.getValue())));
    return new Effect(byMode);
  }

  private static double factor(JsonNode value) {
    if (value.asText().equals("forbidden")) {
      return Effect.FORBIDDEN;
    }
    if (value.isNumber() && value.doubleValue() >= 1) {
      return value.doubleValue();
    }
    throw new IllegalArgumentException(
        "the factor '%s' is not allowed; give 1 or more, or forbidden".formatted(value.asText()));
  }

  private static Mode mode(String word) {
    return Mode.find(word).orElseThrow(() -> unknown("mode", word, "foot, wheelchair, car"));
  }

  private static Set<Hazard> hazards(JsonNode words) {
    Set<Hazard> hazards = EnumSet.noneOf(Hazard.class);
    words.forEach(word -> hazards.add(hazard(word)));
    return Set.copyOf(hazards);
  }

  private static Hazard hazard(JsonNode word) {
    return Hazard.find(word.asText())
        .orElseThrow(() -> unknown("hazard", word.asText(), Hazard.words()));
  }

  private static Set<Danger> dangers(JsonNode words) {
    Set<Danger> dangers = EnumSet.noneOf(Danger.class);
    words.forEach(word -> dangers.add(one(Danger.values(), "danger", word.asText())));
    return Set.copyOf(dangers);
  }

  private static Snowed snowed(String word) {
    return one(Snowed.values(), "state of snow", word);
  }

  private static <E extends Enum<E>> E one(E[] values, String what, String word) {
    return Arrays.stream(values)
        .filter(value -> value.name().toLowerCase(Locale.ROOT).equals(word))
        .findFirst()
        .orElseThrow(() -> unknown(what, word, Arrays.toString(values).toLowerCase(Locale.ROOT)));
  }

  private static IllegalArgumentException unknown(String what, String word, String allowed) {
    return new IllegalArgumentException(
        "there is no %s '%s'; there are %s".formatted(what, word, allowed));
  }
}
