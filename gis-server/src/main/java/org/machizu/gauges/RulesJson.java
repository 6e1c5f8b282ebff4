package org.machizu.gauges;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.machizu.http.JsonMember;
import org.machizu.sensors.alert.AlertRules;
import org.machizu.sensors.quality.QualityRules;

/** What is believed of a gauge, and when it alarms, at the edge. */
final class RulesJson {
  private RulesJson() {}

  static QualityRules quality(JsonMember object) {
    JsonMembers members =
        JsonMembers.of(
            object,
            List.of(
                "lowest",
                "highest",
                "stepM",
                "fastMPerMin",
                "slowMPerMin",
                "mostM",
                "flatMinutes",
                "flatAbove"));
    Double lowest = members.metres("lowest");
    Double highest = members.metres("highest");
    if (lowest == null || highest == null) {
      throw object.bad("limits with lowest and highest, in metres");
    }
    Double flatAbove = members.metres("flatAbove");
    return new QualityRules(
        lowest,
        highest,
        members.number("stepM", 0.5, 0.01, 100),
        members.number("fastMPerMin", 0.05, 0, 100),
        members.number("slowMPerMin", 0.02, 0, 100),
        members.number("mostM", 3, 0.01, 1000),
        Duration.ofMinutes(members.integer("flatMinutes", 360, 1, JsonMembers.MOST_MINUTES)),
        flatAbove == null ? OptionalDouble.empty() : OptionalDouble.of(flatAbove));
  }

  static AlertRules alerts(JsonMember object) {
    AlertRules usual = AlertRules.USUAL;
    JsonMembers members =
        JsonMembers.of(
            object,
            List.of(
                "raiseCount",
                "raiseOf",
                "raiseMinutes",
                "higherAtOnce",
                "clearCount",
                "hysteresisM",
                "forecastMinutes",
                "badCount"));
    JsonMember higher = members.byName().get("higherAtOnce");
    return new AlertRules(
        members.integer("raiseCount", usual.raiseCount(), 1, 12),
        members.integer("raiseOf", usual.raiseOf(), 1, 12),
        Duration.ofMinutes(members.integer("raiseMinutes", 0, 0, JsonMembers.MOST_MINUTES)),
        higher == null ? usual.higherAtOnce() : higher.truth(),
        members.integer("clearCount", usual.clearCount(), 1, 12),
        members.number("hysteresisM", usual.hysteresisM(), 0, 5),
        Duration.ofMinutes(
            members.integer(
                "forecastMinutes", (int) usual.forecastWithin().toMinutes(), 0, 24 * 60)),
        members.integer("badCount", usual.badCount(), 1, 1_000));
  }

  static Map<String, @Nullable Object> json(QualityRules rules) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("lowest", rules.lowest());
    json.put("highest", rules.highest());
    json.put("stepM", rules.stepM());
    json.put("fastMPerMin", rules.fastMPerMin());
    json.put("slowMPerMin", rules.slowMPerMin());
    json.put("mostM", rules.mostM());
    json.put("flatMinutes", rules.flatAfter().toMinutes());
    if (rules.flatAbove().isPresent()) {
      json.put("flatAbove", rules.flatAbove().getAsDouble());
    }
    return json;
  }

  static Map<String, @Nullable Object> json(AlertRules rules) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("raiseCount", rules.raiseCount());
    json.put("raiseOf", rules.raiseOf());
    json.put("raiseMinutes", rules.raiseFor().toMinutes());
    json.put("higherAtOnce", rules.higherAtOnce());
    json.put("clearCount", rules.clearCount());
    json.put("hysteresisM", rules.hysteresisM());
    json.put("forecastMinutes", rules.forecastWithin().toMinutes());
    json.put("badCount", rules.badCount());
    return json;
  }
}
