package org.machizu.gauges;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.machizu.http.JsonMember;
import org.machizu.sensors.payload.BadDecodingException;
import org.machizu.sensors.payload.Decoder;
import org.machizu.sensors.payload.Mounting;
import org.machizu.sensors.payload.Quantity;

/** The sensors of a gauge at the edge, each with its mounting and how its messages are read. */
final class SensorJson {
  private SensorJson() {}

  static List<Sensor> read(JsonMember list) {
    JsonNode value = list.value();
    if (!value.isArray() || value.size() > JsonMembers.MOST_IDS) {
      throw list.bad("a list of up to " + JsonMembers.MOST_IDS + " sensors");
    }
    List<Sensor> sensors = new ArrayList<>();
    for (int i = 0; i < value.size(); i++) {
      sensors.add(sensor(list.at("[" + i + "]", list.name(), value.get(i))));
    }
    return sensors;
  }

  private static Sensor sensor(JsonMember object) {
    JsonMembers members =
        JsonMembers.of(
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
        device.text(JsonMembers.LONGEST_ID),
        new Mounting(
            quantity,
            members.number("datumM", 0, JsonMembers.DEEPEST_M, JsonMembers.HIGHEST_M),
            members.number("factor", 1, 0, 1_000_000),
            members.number("offsetM", 0, JsonMembers.DEEPEST_M, JsonMembers.HIGHEST_M)),
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

  static Map<String, @Nullable Object> json(Sensor sensor) {
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
}
