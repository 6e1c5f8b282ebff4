package org.machizu.gauges;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.machizu.http.JsonMember;

/** {@link GaugeSettings} at the edge: every member may be missing; each is checked by name. */
final class SettingsJson {

  private static final List<String> KNOWN =
      List.of(
          "levels",
          "zeroTpM",
          "overflowM",
          "embankmentM",
          "sensors",
          "senders",
          "idleMinutes",
          "floodMinutes",
          "floodFromM",
          "upstream",
          "downstream",
          "section",
          "quality",
          "alerts");

  private SettingsJson() {}

  /**
   * Reads settings.
   *
   * @param gauge whose they are, for messages
   */
  static GaugeSettings read(String gauge, JsonMember object) {
    try {
      return read(object);
    } catch (IllegalArgumentException e) {
      throw GaugeProblems.settings(gauge, String.valueOf(e.getMessage())).asException();
    }
  }

  private static GaugeSettings read(JsonMember object) {
    JsonMembers members = JsonMembers.of(object, KNOWN);
    Map<String, JsonMember> given = members.byName();
    JsonMember section = given.get("section");
    JsonMember levels = given.get("levels");
    JsonMember sensors = given.get("sensors");
    JsonMember quality = given.get("quality");
    JsonMember alerts = given.get("alerts");
    return new GaugeSettings(
        levels == null ? null : LevelJson.read(levels),
        members.metres("zeroTpM"),
        members.metres("overflowM"),
        members.metres("embankmentM"),
        sensors == null ? null : SensorJson.read(sensors),
        members.ids("senders"),
        members.integer("idleMinutes", 1, JsonMembers.MOST_MINUTES),
        members.integer("floodMinutes", 1, JsonMembers.MOST_MINUTES),
        members.metres("floodFromM"),
        members.ids("upstream"),
        members.ids("downstream"),
        section == null ? null : section.text(JsonMembers.LONGEST_ID),
        quality == null ? null : RulesJson.quality(quality),
        alerts == null ? null : RulesJson.alerts(alerts));
  }

  static Map<String, @Nullable Object> json(GaugeSettings settings) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    put(
        json,
        "levels",
        settings.levels() == null
            ? null
            : settings.levels().stream().map(GaugeView::level).toList());
    put(json, "zeroTpM", settings.zeroTpM());
    put(json, "overflowM", settings.overflowM());
    put(json, "embankmentM", settings.embankmentM());
    put(
        json,
        "sensors",
        settings.sensors() == null
            ? null
            : settings.sensors().stream().map(SensorJson::json).toList());
    put(json, "senders", settings.senders());
    put(json, "idleMinutes", settings.idleMinutes());
    put(json, "floodMinutes", settings.floodMinutes());
    put(json, "floodFromM", settings.floodFromM());
    put(json, "upstream", settings.upstream());
    put(json, "downstream", settings.downstream());
    put(json, "section", settings.section());
    put(json, "quality", settings.quality() == null ? null : RulesJson.json(settings.quality()));
    put(json, "alerts", settings.alerts() == null ? null : RulesJson.json(settings.alerts()));
    return json;
  }

  private static void put(Map<String, @Nullable Object> json, String name, @Nullable Object value) {
    if (value != null) {
      json.put(name, value);
    }
  }
}
