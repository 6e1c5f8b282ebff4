package org.machizu.gauges;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.machizu.http.JsonMember;
import org.machizu.sensors.alert.AlertRules;
import org.machizu.sensors.gauge.Level;
import org.machizu.sensors.gauge.Level.Severity;
import org.machizu.sensors.payload.BadDecodingException;
import org.machizu.sensors.payload.Decoder;
import org.machizu.sensors.payload.Mounting;
import org.machizu.sensors.payload.Quantity;
import org.machizu.sensors.quality.QualityRules;

/** {@link GaugeSettings} at the edge: every member may be missing; each is checked by name. */
final class SettingsJson {
  private static final double DEEPEST_M = -500;
  private static final double HIGHEST_M = 5_000;
  private static final int MOST_NEIGHBOURS = 10;
  private static final int LONGEST_ID = 60;
  private static final int MOST_MINUTES = 60 * 24 * 7;

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

  /** The members of an object by name. */
  private record Members(Map<String, JsonMember> byName) {
    static Members of(JsonMember object, List<String> known) {
      Map<String, JsonMember> byName = new LinkedHashMap<>();
      object.members(known).stream()
          .filter(member -> !member.isNull())
          .forEach(member -> byName.put(member.name(), member));
      return new Members(byName);
    }

    @Nullable Double metres(String name) {
      JsonMember member = byName.get(name);
      return member == null ? null : member.numberOrNull(DEEPEST_M, HIGHEST_M);
    }

    double number(String name, double usual, double min, double max) {
      JsonMember member = byName.get(name);
      Double given = member == null ? null : member.numberOrNull(min, max);
      return given == null ? usual : given;
    }

    @Nullable Integer integer(String name, int min, int max) {
      JsonMember member = byName.get(name);
      return member == null ? null : (Integer) member.integer(min, max);
    }

    int integer(String name, int usual, int min, int max) {
      Integer given = integer(name, min, max);
      return given == null ? usual : given;
    }

    @Nullable List<String> ids(String name) {
      JsonMember member = byName.get(name);
      return member == null ? null : List.copyOf(member.texts(MOST_NEIGHBOURS, LONGEST_ID));
    }
  }

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
    Members members = Members.of(object, KNOWN);
    Map<String, JsonMember> given = members.byName();
    JsonMember section = given.get("section");
    JsonMember levels = given.get("levels");
    JsonMember sensors = given.get("sensors");
    JsonMember quality = given.get("quality");
    JsonMember alerts = given.get("alerts");
    return new GaugeSettings(
        levels == null ? null : levels(levels),
        members.metres("zeroTpM"),
        members.metres("overflowM"),
        members.metres("embankmentM"),
        sensors == null ? null : sensors(sensors),
        members.ids("senders"),
        members.integer("idleMinutes", 1, MOST_MINUTES),
        members.integer("floodMinutes", 1, MOST_MINUTES),
        members.metres("floodFromM"),
        members.ids("upstream"),
        members.ids("downstream"),
        section == null ? null : section.text(LONGEST_ID),
        quality == null ? null : quality(quality),
        alerts == null ? null : alerts(alerts));
  }

  private static List<Level> levels(JsonMember list) {
    JsonNode value = list.value();
    if (!value.isArray() || value.size() > 20) {
      throw list.bad("a list of up to 20 levels");
    }
    List<Level> levels = new ArrayList<>();
    for (int i = 0; i < value.size(); i++) {
      levels.add(level(list.at("[" + i + "]", list.name(), value.get(i))));
    }
    return levels;
  }

  private static List<Sensor> sensors(JsonMember list) {
    JsonNode value = list.value();
    if (!value.isArray() || value.size() > MOST_NEIGHBOURS) {
      throw list.bad("a list of up to " + MOST_NEIGHBOURS + " sensors");
    }
    List<Sensor> sensors = new ArrayList<>();
    for (int i = 0; i < value.size(); i++) {
      sensors.add(sensor(list.at("[" + i + "]", list.name(), value.get(i))));
    }
    return sensors;
  }

  private static Sensor sensor(JsonMember object) {
    Members members =
        Members.of(
            object, List.of("device", "measures", "datumM", "factor", "offsetM", "decoding"));
    JsonMember device = members.byName().get("device");
    JsonMember measures = members.byName().get("measures");
    if (device == null || measures == null) {
      throw object.bad("a sensor with device and measures");
    }
    Quantity quantity =
        Arrays.stream(Quantity.values())
            .filter(q -> q == Quantity.LEVEL || q == Quantity.DISTANCE_DOWN)
            .filter(q -> q.code().equals(measures.value().asText("")))
            .findFirst()
            .orElseThrow(() -> measures.bad("level or distance-down"));
    return new Sensor(
        device.text(LONGEST_ID),
        new Mounting(
            quantity,
            members.number("datumM", 0, DEEPEST_M, HIGHEST_M),
            members.number("factor", 1, 0, 1_000_000),
            members.number("offsetM", 0, DEEPEST_M, HIGHEST_M)),
        decoding(members.byName().get("decoding")));
  }

  private static @Nullable String decoding(@Nullable JsonMember member) {
    if (member == null) {
      return null;
    }
    try {
      return Decoder.ofJson(member.value().toString()).toJson();
    } catch (BadDecodingException e) {
      throw member.bad(String.valueOf(e.getMessage()));
    }
  }

  private static Map<String, @Nullable Object> json(Sensor sensor) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("device", sensor.device());
    json.put("measures", sensor.mounting().measures().code());
    json.put("datumM", sensor.mounting().datumM());
    json.put("factor", sensor.mounting().factor());
    json.put("offsetM", sensor.mounting().offsetM());
    if (sensor.decoding() != null) {
      json.put("decoding", new RawValue(sensor.decoding()));
    }
    return json;
  }

  private static Level level(JsonMember object) {
    Members members = Members.of(object, List.of("code", "name", "metres", "severity"));
    JsonMember code = members.byName().get("code");
    JsonMember name = members.byName().get("name");
    JsonMember severity = members.byName().get("severity");
    Double metres = members.metres("metres");
    if (code == null || name == null || metres == null || severity == null) {
      throw object.bad("a level with code, name, metres and severity");
    }
    return new Level(code.text(LONGEST_ID), name.text(LONGEST_ID), metres, severity(severity));
  }

  private static Severity severity(JsonMember member) {
    return Arrays.stream(Severity.values())
        .filter(s -> GaugeWords.code(s).equals(member.value().asText("")))
        .findFirst()
        .orElseThrow(() -> member.bad("notice, standby, caution, judgement or danger"));
  }

  private static QualityRules quality(JsonMember object) {
    Members members =
        Members.of(
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
        Duration.ofMinutes(members.integer("flatMinutes", 360, 1, MOST_MINUTES)),
        flatAbove == null ? OptionalDouble.empty() : OptionalDouble.of(flatAbove));
  }

  private static AlertRules alerts(JsonMember object) {
    AlertRules usual = AlertRules.USUAL;
    Members members =
        Members.of(
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
        Duration.ofMinutes(members.integer("raiseMinutes", 0, 0, MOST_MINUTES)),
        higher == null ? usual.higherAtOnce() : higher.truth(),
        members.integer("clearCount", usual.clearCount(), 1, 12),
        members.number("hysteresisM", usual.hysteresisM(), 0, 5),
        Duration.ofMinutes(
            members.integer(
                "forecastMinutes", (int) usual.forecastWithin().toMinutes(), 0, 24 * 60)),
        members.integer("badCount", usual.badCount(), 1, 1_000));
  }

  static Map<String, @Nullable Object> json(GaugeSettings settings) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    put(json, "levels", levels(settings.levels()));
    put(json, "zeroTpM", settings.zeroTpM());
    put(json, "overflowM", settings.overflowM());
    put(json, "embankmentM", settings.embankmentM());
    put(
        json,
        "sensors",
        settings.sensors() == null
            ? null
            : settings.sensors().stream().map(SettingsJson::json).toList());
    put(json, "senders", settings.senders());
    put(json, "idleMinutes", settings.idleMinutes());
    put(json, "floodMinutes", settings.floodMinutes());
    put(json, "floodFromM", settings.floodFromM());
    put(json, "upstream", settings.upstream());
    put(json, "downstream", settings.downstream());
    put(json, "section", settings.section());
    put(json, "quality", settings.quality() == null ? null : json(settings.quality()));
    put(json, "alerts", settings.alerts() == null ? null : json(settings.alerts()));
    return json;
  }

  private static @Nullable Object levels(@Nullable List<Level> levels) {
    return levels == null ? null : levels.stream().map(GaugeView::level).toList();
  }

  private static void put(Map<String, @Nullable Object> json, String name, @Nullable Object value) {
    if (value != null) {
      json.put(name, value);
    }
  }

  private static Map<String, @Nullable Object> json(QualityRules rules) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("lowest", rules.lowest());
    json.put("highest", rules.highest());
    json.put("stepM", rules.stepM());
    json.put("fastMPerMin", rules.fastMPerMin());
    json.put("slowMPerMin", rules.slowMPerMin());
    json.put("mostM", rules.mostM());
    json.put("flatMinutes", rules.flatAfter().toMinutes());
    put(
        json,
        "flatAbove",
        rules.flatAbove().isPresent() ? (Double) rules.flatAbove().getAsDouble() : null);
    return json;
  }

  private static Map<String, @Nullable Object> json(AlertRules rules) {
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
